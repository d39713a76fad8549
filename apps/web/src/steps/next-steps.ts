import { mayCarryOut } from '#access/commands-by-role';
import type { Person } from '#access/person';
import { endOfLondonDay } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { decide } from '#case-flow/decide';
import { perJourney, type Journey } from '#case-flow/journey';
import { commandType, type CommandName } from '#case-flow/processes';
import { Refused } from '#case-flow/refused';
import { doesWhat } from '../forms/command-words.ts';
import { bodiesOfToday } from './body-of-today.ts';
import { likelyNext, type Likely } from './likely-next.ts';
import { presetsOf, type Presets } from './presets.ts';
import { processesOfSteps, withPagesOfTheirOwn } from './processes-of-steps.ts';

/** Something that can be recorded about a child now. */
export interface Step {
  readonly command: CommandName;
  /** What it does: "Authorise the assessment". */
  readonly words: string;
  /** What its form starts with. */
  readonly presets: Presets;
  /** Whether the record waits for it. */
  readonly isNext: boolean;
  /** The statutory day it is due by, where the record waits for it and there is one. */
  readonly dueOn?: PlainDate;
}

/** The steps of one process, those the record waits for first. */
export interface ProcessSteps {
  readonly process: string;
  readonly steps: readonly Step[];
}

/** A step that a rule forbids now. */
export interface ForbiddenStep {
  readonly words: string;
  /** The rule's sentence. */
  readonly why: string;
}

type Acting = Pick<Person, 'role' | 'workerId'>;

/**
 * What a person may record about a child today, by process: what their role carries out (catalogue A), and what the rules
 * would let them record. The rules themselves are asked, with the fewest answers somebody could give today, so that no
 * second table of states can come to differ from them. Processes without a step are left out.
 */
export function nextSteps(journey: Journey, today: PlainDate, person: Acting): readonly ProcessSteps[] {
  const next = likelyNext(journey, today);
  const place = (command: CommandName) => next.findIndex((one) => one.command === command);
  return processesOfSteps.flatMap(({ title, commands }) => {
    const steps = commands
      .filter((command) => isOffered(journey, today, command, person))
      .map((command) => stepOf(journey, today, person, command, next[place(command)]))
      .toSorted((a, b) => rank(place(a.command)) - rank(place(b.command)));
    return steps.length === 0 ? [] : [{ process: title, steps }];
  });
}

/** What this person's role carries out and the rules forbid today, with the reason. */
export const forbiddenSteps = (journey: Journey, today: PlainDate, { role }: Acting): readonly ForbiddenStep[] =>
  processesOfSteps
    .flatMap(({ commands }) => commands)
    .filter((command) => !withPagesOfTheirOwn.has(command) && mayCarryOut({ role }, command))
    .flatMap((command) => {
      const why = whyNotPossible(journey, today, command);
      return why === undefined ? [] : [{ words: doesWhat(command), why: why.message }];
    });

/** The steps the record waits for and this person carries out, the most pressing first. */
export const whatWaits = (journey: Journey, today: PlainDate, person: Acting): readonly Step[] =>
  likelyNext(journey, today)
    .filter(({ command }) => isOffered(journey, today, command, person))
    .map((likely) => stepOf(journey, today, person, likely.command, likely));

const isOffered = (journey: Journey, today: PlainDate, command: CommandName, person: Acting): boolean =>
  !withPagesOfTheirOwn.has(command) && mayCarryOut(person, command) && isPossible(journey, today, command);

const stepOf = (
  journey: Journey,
  today: PlainDate,
  person: Acting,
  command: CommandName,
  likely: Likely | undefined,
): Step => ({
  command,
  words: doesWhat(command),
  presets: { ...presetsOf(journey, today, command), ...ofPerson(command, person) },
  isNext: likely !== undefined,
  ...(likely?.dueOn === undefined ? {} : { dueOn: likely.dueOn }),
});

const rank = (place: number): number => (place === -1 ? Number.MAX_SAFE_INTEGER : place);

/** Whether the rules would let a command be recorded today. One about another child too is the form's to try. */
export const isPossible = (journey: Journey, today: PlainDate, command: CommandName): boolean =>
  whyNotPossible(journey, today, command) === undefined;

/** The rule that forbids a command today, whatever is answered; undefined where it could be recorded. */
export function whyNotPossible(journey: Journey, today: PlainDate, command: CommandName): Refused | undefined {
  const known = foundBefore(journey);
  const key = `${command} ${today}`;
  const found = known.has(key) ? known.get(key) : ruleAgainst(journey, today, command);
  known.set(key, found);
  return found;
}

/** A page asks twice, for what is possible and for what is not, and the rules take their time. */
const foundBefore = perJourney((): Map<string, Refused | undefined> => new Map());

function ruleAgainst(journey: Journey, today: PlainDate, command: CommandName): Refused | undefined {
  const type = commandType(command)!;
  if (type.others !== undefined || command === 'AmendDemographics') return undefined;
  const asked = { commandId: `step ${command}`, now: endOfLondonDay(today) };
  let refused: Refused | undefined;
  for (const body of bodiesOfToday(command, journey.childId, presetsOf(journey, today, command), today))
    try {
      decide(type, journey, type.schema.parse(body), asked);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused ??= error;
    }
  return refused;
}

/** A worker's own visits are entered by themselves as a rule. */
export const ofPerson = (command: CommandName, { workerId }: Acting): Presets =>
  workerId !== undefined && seenBy.has(command) ? { by: workerId } : {};

const seenBy: ReadonlySet<CommandName> = new Set<CommandName>([
  'RecordChildSeen',
  'RecordChildProtectionVisit',
  'RecordChildInNeedVisit',
  'RecordCareVisit',
]);
