/** One of several answers to choose from: what goes into the command, and the words for it. */
export interface Choice {
  readonly value: string | number | boolean;
  readonly words: string;
}

/** What an identifier stands for. `our-own` ones are never typed: the form carries them along where they are known. */
export type IdentifierOf = 'worker' | 'team' | 'area' | 'child' | 'event' | 'our-own' | 'named-here';

/** How one field of a command is asked for. */
export type Asking =
  | { readonly kind: 'day' | 'moment' | 'details' | 'pairs' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: 'line' | 'text' | 'lines'; readonly longest?: number }
  | { readonly kind: 'identifier' | 'identifiers'; readonly of: IdentifierOf };

/** One field of a form, made from one field of a command's schema. */
export type Field = Asking & {
  /** The path in the command's body, with dots: `placement.type`. It is the name in the form too. */
  readonly name: string;
  /** A noun ("Day the assessment started") or a question ("Was the child seen?"): messages are made of it. */
  readonly label: string;
  readonly hint?: string;
  readonly isRequired: boolean;
  /** What counts where nothing is said; a form begins with it. */
  readonly usual?: unknown;
  /** Required once anything of its group is said, as the type of a placement is. */
  readonly isRequiredInGroup?: true;
};

/** What a browser sends: text, and a list where a name stands several times. */
export type Posted = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with a field, and in which of a day's boxes. */
export interface FieldError {
  readonly name: string;
  readonly message: string;
  readonly box?: 'day' | 'month' | 'year' | 'time';
}

/** The id of the element that an error leads to: the first of a group. */
export const elementId = (name: string, box?: FieldError['box']): string =>
  name.replaceAll('.', '-') + (box === undefined ? '' : `-${box}`);

/** The one text sent under a name; of several the first. */
export function one(posted: Posted, name: string): string {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

/** Everything sent under a name, without the empty ones. */
export function several(posted: Posted, name: string): readonly string[] {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  return (typeof value === 'string' ? [value] : (value ?? [])).map((text) => text.trim()).filter((text) => text !== '');
}

/** The label within a sentence: "day the assessment started". Names and abbreviations keep their capital. */
export const within = (label: string): string =>
  /^(Ofsted|[A-Z]{2})/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** What to enter or choose: "the day the assessment started", "who may open the record". */
export const wanted = (label: string): string =>
  `${/^(What|Who|Where|Which|How|Whether)\b/.test(label) ? '' : 'the '}${within(label)}`;

/** The field as the subject of a sentence: "The day the assessment started", "The answer to “Was the child seen?”". */
export const theField = (label: string): string =>
  label.endsWith('?') || !wanted(label).startsWith('the ') ? `The answer to “${label}”` : `The ${within(label)}`;
