import {
  elementId,
  one,
  several,
  type Choice,
  type Field,
  type FieldError,
  type IdentifierOf,
  type Posted,
} from './field.ts';

/** Somebody or something to choose by its id: what goes into the command, and the words beside it. */
export interface Known {
  readonly value: string;
  readonly words: string;
}

/** The workers, teams, areas and children there are to choose from. Without a list somebody types the id. */
export type Register = Readonly<Partial<Record<IdentifierOf, readonly Known[]>>>;

/** A field as the macro draws it: which component, and what that component is given. */
export interface DrawnField {
  readonly draws:
    'hidden' | 'input' | 'textarea' | 'characterCount' | 'radios' | 'checkboxes' | 'select' | 'date' | 'moment';
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** The ids a typed field suggests. */
  readonly suggests?: readonly Known[];
  /** Of a moment: the box of the time beside that of the day. */
  readonly time?: Readonly<Record<string, unknown>>;
}

/** An error of the summary on top of the page: its sentence, and the element it leads to. */
export interface SummaryError {
  readonly text: string;
  readonly href: string;
}

const EXAMPLE = 'For example, 27 3 2026';
/** More answers than these are chosen from a list rather than by radios. */
const MOST_RADIOS = 7;
/** More than these are typed, with suggestions. */
const MOST_IN_LIST = 15;

/** How the fields of a form are drawn: with what was typed so far, and with what is wrong. Unknown ids of ours are left out. */
export function drawnFields(
  fields: readonly Field[],
  typed: Posted,
  errors: readonly FieldError[] = [],
  register: Register = {},
): readonly DrawnField[] {
  return fields.flatMap((field) => {
    const error = errors.find(({ name }) => name === field.name);
    if (field.kind !== 'identifier' || field.of !== 'our-own') return [drawnField(field, typed, error, register)];
    const value = one(typed, field.name);
    const isBare = value === '' && !field.isRequired && error === undefined;
    if (isBare) return [];
    if (value === '' || error) return [drawnField(field, typed, error, register)];
    return [{ draws: 'hidden' as const, name: field.name, given: { value } }];
  });
}

/** Whether a field has an answer in every case: it is required, or something counts where nothing is said. */
const mustBeSaid = ({ isRequired, usual }: Field): boolean => isRequired || usual !== undefined;

/** The summary of errors: each leads to the first box that is wrong. */
export const summaryOf = (fields: readonly Field[], errors: readonly FieldError[]): readonly SummaryError[] =>
  errors.map(({ name, message, box }) => {
    const isTime = fields.find((field) => field.name === name)?.kind === 'moment' && box === undefined;
    return { text: message, href: `#${elementId(name, isTime ? 'day' : box)}` };
  });

function drawnField(field: Field, typed: Posted, error: FieldError | undefined, register: Register): DrawnField {
  const { name, hint } = field;
  const optional = mustBeSaid(field) ? '' : ' (optional)';
  const told = {
    id: elementId(name),
    name,
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    ...(error === undefined ? {} : { errorMessage: { text: error.message } }),
  };
  const text = `${field.label}${optional}`;
  if (field.kind === 'day' || field.kind === 'moment') return dateOf(field, { ...told, text, typed, error });
  const label = { text, classes: 'govuk-label--s' };
  const value = one(typed, name);
  if (field.kind === 'choice') return choiceOf(field, { ...told, idPrefix: elementId(name) }, text, value);
  if (field.kind === 'choices') {
    const chosen = several(typed, name);
    const items = field.choices.map((choice) => itemOf(choice, chosen));
    const idPrefix = elementId(name);
    return {
      draws: 'checkboxes',
      name,
      given: {
        ...told,
        idPrefix,
        fieldset: legendOf(text),
        items,
        classes: `govuk-checkboxes--small${items.length > MOST_IN_LIST ? ' steps-columns' : ''}`,
      },
    };
  }
  if (field.kind === 'identifier') return identifierOf(field.of, { ...told, label, value }, name, register);
  const isLong = field.kind === 'text' || (field.kind === 'line' && (field.longest ?? 0) > 120);
  if (isLong)
    return { draws: 'characterCount', name, given: { ...told, label, value, maxlength: field.longest, rows: 6 } };
  if (field.kind === 'lines' || field.kind === 'identifiers' || field.kind === 'pairs')
    return { draws: 'textarea', name, given: { ...told, label, value, rows: 4 } };
  const shape =
    field.kind === 'number'
      ? { inputmode: field.isWhole ? 'numeric' : 'decimal', classes: 'govuk-input--width-5' }
      : field.kind === 'line' && (field.longest ?? 99) <= 13
        ? { classes: 'govuk-input--width-10' }
        : {};
  return { draws: 'input', name, given: { ...told, label, value, ...shape } };
}

const legendOf = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });

const itemOf = ({ value, words }: Choice, chosen: readonly string[]) => ({
  value: String(value),
  text: words,
  checked: chosen.includes(String(value)),
});

function choiceOf(field: Field & { kind: 'choice' }, told: object, text: string, value: string): DrawnField {
  const { choices, name, label } = field;
  if (choices.length > MOST_RADIOS) {
    const items = [{ value: '', text: 'Choose one' }, ...choices.map((choice) => listed(choice, value))];
    const isLabel = { label: { text, classes: 'govuk-label--s' } };
    return { draws: 'select', name, given: { ...told, ...isLabel, items } };
  }
  // A radio cannot be taken back, so what is optional has an answer for leaving it out.
  const none = mustBeSaid(field) ? [] : [{ value: '', text: 'Not recorded', checked: value === '' }];
  const isShort = choices.length === 2 && none.length === 0 && label.endsWith('?');
  return {
    draws: 'radios',
    name,
    given: {
      ...told,
      fieldset: legendOf(text),
      items: [...choices.map((choice) => itemOf(choice, [value])), ...none],
      ...(isShort ? { classes: 'govuk-radios--small govuk-radios--inline' } : { classes: 'govuk-radios--small' }),
    },
  };
}

const listed = ({ value, words }: Choice, chosen: string) => ({
  value: String(value),
  text: words,
  selected: String(value) === chosen,
});

function identifierOf(
  of: IdentifierOf,
  told: { readonly value: string; readonly label: object },
  name: string,
  register: Register,
): DrawnField {
  const known = register[of] ?? [];
  const isListed =
    known.length > 0 && known.length <= MOST_IN_LIST && ['', ...known.map((one) => one.value)].includes(told.value);
  if (isListed) {
    const items = [{ value: '', text: 'Choose one' }, ...known.map((one) => listed(one, told.value))];
    return { draws: 'select', name, given: { ...told, items } };
  }
  const given = {
    ...told,
    classes: 'govuk-input--width-20',
    autocomplete: 'off',
    spellcheck: false,
    autocapitalize: 'none',
  };
  if (known.length === 0) return { draws: 'input', name, given };
  return {
    draws: 'input',
    name,
    given: { ...given, attributes: { list: `${elementId(name)}-known` } },
    suggests: known,
  };
}

interface Boxes {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly typed: Posted;
  readonly error: FieldError | undefined;
}

/** A date input of three boxes; of a moment also the time in London. The boxes that are wrong are marked. */
function dateOf({ kind, name }: Field, { id, text, typed, error, ...told }: Boxes): DrawnField {
  const box = (one_: 'day' | 'month' | 'year', width: number) => ({
    name: one_,
    label: one_.charAt(0).toUpperCase() + one_.slice(1),
    id: `${id}-${one_}`,
    classes: `govuk-input--width-${width}${error && (error.box === undefined || error.box === one_ || error.box === 'day') ? ' govuk-input--error' : ''}`,
    value: one(typed, `${name}-${one_}`),
  });
  const said = (told as { hint?: { text: string } }).hint;
  const hint = { text: said === undefined ? EXAMPLE : `${said.text} ${EXAMPLE}.` };
  const given = {
    ...told,
    id,
    namePrefix: name,
    hint,
    fieldset: legendOf(text),
    items: [box('day', 2), box('month', 2), box('year', 4)],
  };
  if (kind === 'day') return { draws: 'date', name, given };
  const isTimeWrong = error?.box === 'time';
  const { errorMessage, ...rest } = given as typeof given & { errorMessage?: object };
  return {
    draws: 'moment',
    name,
    given: isTimeWrong
      ? {
          ...rest,
          items: given.items.map((item) => ({ ...item, classes: item.classes.replace(' govuk-input--error', '') })),
        }
      : given,
    time: {
      id: `${id}-time`,
      name: `${name}-time`,
      label: { text: 'Time', classes: 'govuk-label--s' },
      hint: { text: 'For example, 14:30 or 2:30pm' },
      classes: 'govuk-input--width-5',
      value: one(typed, `${name}-time`),
      ...(isTimeWrong ? { errorMessage } : {}),
    },
  };
}
