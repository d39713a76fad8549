import { londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, isWorkingDay, workingDayOnOrAfter } from '#calendar/working-days';
import { freshIdOf, type Actor } from './diary.ts';
import type { SimulatedChild } from './household.ts';
import type { Random } from './random.ts';
import { at, inForce, later, teamOf, type Story } from './setting.ts';

export type Outcome =
  | 'NFA'
  | 'INFO_ADVICE'
  | 'SIGNPOST'
  | 'EARLY_HELP'
  | 'REFERRAL'
  | 'LINKED_TO_OPEN_CASE'
  | 'OTHER_LA'
  | 'MISSING_NOTIFICATION';

/** How a contact went: what was decided, and when. */
export interface Decided {
  readonly outcome: Outcome;
  readonly on: PlainDate;
  readonly contactId: string;
}

const sources = [
  ['6', 29],
  ['2A', 20],
  ['3A', 4],
  ['3B', 4],
  ['3E', 5],
  ['3F', 3],
  ['5A', 5],
  ['5B', 5],
  ['5C', 2],
  ['5D', 2],
  ['1A', 5],
  ['1B', 3],
  ['4', 2],
  ['7', 4],
  ['8', 4],
  ['9', 2],
  ['2B', 1],
] as const;

export const outcomesOfNewContacts: readonly (readonly [Outcome, number])[] = [
  ['REFERRAL', 66],
  ['NFA', 12],
  ['INFO_ADVICE', 8],
  ['SIGNPOST', 4],
  ['EARLY_HELP', 8],
  ['OTHER_LA', 1.3],
  ['MISSING_NOTIFICATION', 0.7],
];

/**
 * Takes a contact about some siblings through the front door: received, screened, sometimes checked with agencies, decided.
 * `first` enters what must be known before the contact: who the children are.
 */
export function contact(
  story: Story,
  children: readonly SimulatedChild[],
  on: PlainDate,
  outcome: Outcome,
  first?: (at: Instant) => void,
): Decided {
  const { diary, random, world } = story;
  const ids = children.map(({ id }) => id);
  const officer = world.staff.officer(random);
  const receivedAt = at(on, minuteOfContact(random));
  const outOfHours = !isWorkingDay(on) || receivedAt > at(on, 18 * 60);
  const source = random.weighted(...inForce('referralSource', sources, on));
  first?.(receivedAt);
  const received = diary.enter(
    ids,
    'ReceiveContact',
    receivedAt,
    {
      receivedAt,
      source,
      method: source === '6' ? 'POLICE_NOTIFICATION' : random.pick(['PHONE', 'EMAIL', 'FORM', 'FORM']),
      hub: outOfHours ? 'EDT' : random.chance(outcome === 'EARLY_HELP' ? 0.7 : 0.08) ? 'EARLY_HELP_HUB' : 'MASH',
    },
    officer,
  );
  const contactId = freshIdOf(received);
  const screenedAt = screen(story, ids, contactId, receivedAt, officer);
  const decidedAt = decisionTime(screenedAt, random);
  if (random.chance(0.3)) checkAgencies(story, ids, contactId, screenedAt, decidedAt, officer);
  const { team, area } = teamOf(story, 'ASSESSMENT');
  const referral = outcome === 'REFERRAL' ? { teamId: team, ...(area === undefined ? {} : { areaId: area }) } : {};
  const teamManager = world.staff.teamManager('MASH', random);
  diary.enter(ids, 'DecideContact', decidedAt, { contactId, outcome, decidedAt, ...referral }, teamManager);
  return { outcome, on: londonDate(decidedAt), contactId };
}

function minuteOfContact(random: Random): number {
  return random.weighted(
    [random.whole(8 * 60 + 30, 16 * 60 + 45), 82],
    [random.whole(16 * 60 + 46, 21 * 60), 13],
    [random.whole(10, 8 * 60), 5],
  );
}

/** In 96% of contacts a qualified worker screens on the working day it came in; what comes at a weekend waits for Monday. */
function screen(
  story: Story,
  children: readonly string[],
  contactId: string,
  receivedAt: Instant,
  officer: Actor,
): Instant {
  const { diary, random, world } = story;
  const received = londonDate(receivedAt);
  const day = workingDayOnOrAfter(received);
  const soon = later(receivedAt, random.whole(10, 100));
  const screen = (screenedAt: Instant, by: Actor, qualified: boolean) => {
    const ragThreshold = random.pick(['R', 'A', 'A', 'G']);
    diary.enter(
      children,
      'ScreenContact',
      screenedAt,
      { contactId, screenedAt, screenedBy: by.workerId, qualified, ragThreshold },
      by,
    );
    return screenedAt;
  };
  let screenedAt = day === received && londonDate(soon) === day ? soon : at(day, random.whole(8 * 60 + 40, 15 * 60));
  if (screenedAt < receivedAt) screenedAt = later(receivedAt, 5);
  if (random.chance(0.025)) {
    // An officer screened it; a qualified worker repeats it a day or two later.
    screen(screenedAt, officer, false);
    screenedAt = at(addWorkingDays(day, random.whole(1, 2)), random.whole(9 * 60, 12 * 60));
  } else if (random.chance(0.02))
    screenedAt = at(addWorkingDays(day, random.whole(1, 3)), random.whole(9 * 60, 15 * 60));
  return screen(screenedAt, world.staff.socialWorker('MASH', random), true);
}

/** Seven of ten contacts are decided within hours of their screening, nearly all by the next working day. */
function decisionTime(screenedAt: Instant, random: Random): Instant {
  const day = londonDate(screenedAt);
  const sameDay = later(screenedAt, random.whole(30, 180));
  if (random.chance(0.7) && londonDate(sameDay) === day) return sameDay;
  return at(
    addWorkingDays(day, random.weighted([1, 75], [2, 17], [random.whole(3, 6), 8])),
    random.whole(9 * 60, 17 * 60),
  );
}

function checkAgencies(
  story: Story,
  children: readonly string[],
  contactId: string,
  from: Instant,
  to: Instant,
  by: Actor,
): void {
  const { diary, random } = story;
  const asked = later(from, 5);
  const answered = londonDate(from) === londonDate(to) ? later(from, 25) : at(londonDate(to), 8 * 60 + 45);
  for (const agency of random.pick([['Police'], ['Health'], ['Police', 'Health'], ['Police', 'Health', 'School']])) {
    diary.enter(children, 'RequestAgencyChecks', asked, { contactId, agency, at: asked }, by);
    if (random.chance(0.9))
      diary.enter(children, 'RecordAgencyChecks', answered, { contactId, agency, at: answered }, by);
  }
}
