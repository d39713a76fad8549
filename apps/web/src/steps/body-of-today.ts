import type { CommandName } from '#case-flow/processes';
import { addDays, dayOfWeek, type PlainDate } from '#calendar/plain-date';
import { endOfLondonDay, type Instant } from '#calendar/instant';
import type { Field } from '../forms/field.ts';
import { formOf, type CommandForm } from '../forms/form-of.ts';
import type { Presets } from './presets.ts';

/** Answers of which each may be the only one that the rules allow: all are tried before a step is said not to be possible. */
const turningOn: Readonly<Partial<Record<CommandName, string>>> = { SetLeaverEligibility: 'category' };

/**
 * What is said beside what the schema requires, or instead of the first answer there is: what a rule asks for, and answers
 * that no rule asks more of. A property over simulated records holds that nothing possible is missed by them.
 */
const saidToo: Readonly<Partial<Record<CommandName, Presets>>> = {
  DecideReferral: { primaryNeed: 'N1' },
  CloseCase: { reason: 'RC7' },
  CeaseCare: { reason: 'E13' },
  ChangePlacement: { type: 'U4', provider: 'PR1' },
  EndChildInNeedPlan: { overrideReason: 'A reason' },
  RecordStrengthsQuestionnaire: { score: 10 },
  RecordLeaverAccommodation: { suitable: 1 },
};

/** Conferences are on weekdays: of those held the last one up to today, of those booked the next one from today. */
const onWeekday: Readonly<Partial<Record<CommandName, 1 | -1>>> = { HoldInitialConference: -1, ScheduleConference: 1 };

/**
 * Bodies of a command with the fewest answers a person could give today: what the record presets, and of the rest only what
 * is required. More than one where a rule turns on an answer.
 */
export function bodiesOfToday(
  command: CommandName,
  childId: string,
  presets: Presets,
  today: PlainDate,
): readonly Record<string, unknown>[] {
  const form = formsOnce(command);
  const day = weekdayFor(command, today);
  const at = endOfLondonDay(today);
  const required = form.fields.filter((field) => field.isRequired && presets[field.name] === undefined);
  const plain = Object.fromEntries(required.map((field) => [field.name, plainAnswer(field, day, at)]));
  const body = { ...form.about(childId), ...plain, ...saidToo[command], ...presets };
  const turning = form.fields.find(({ name }) => name === turningOn[command]);
  if (turning?.kind !== 'choice') return [body];
  return turning.choices.map(({ value }) => ({ ...body, [turning.name]: value }));
}

const forms = new Map<CommandName, CommandForm>();

function formsOnce(command: CommandName): CommandForm {
  const form = forms.get(command) ?? formOf(command);
  forms.set(command, form);
  return form;
}

function weekdayFor(command: CommandName, today: PlainDate): PlainDate {
  const step = onWeekday[command];
  let day = today;
  while (step !== undefined && dayOfWeek(day) > 5) day = addDays(day, step);
  return day;
}

function plainAnswer(field: Field, day: PlainDate, at: Instant): unknown {
  if (field.kind === 'day') return day;
  if (field.kind === 'moment') return at;
  if (field.kind === 'choice') return field.choices[0]!.value;
  if (field.kind === 'choices') return [field.choices[0]!.value];
  if (field.kind === 'number') return field.least ?? 1;
  if (field.kind === 'lines' || field.kind === 'identifiers') return ['X'];
  return field.kind === 'pairs' ? {} : 'X';
}
