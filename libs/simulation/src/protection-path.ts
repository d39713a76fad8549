import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import { at, enter, type Group, type Story } from './setting.ts';

/** What came of a strategy discussion: a plan, help by agreement, or nothing more; and on which day. */
export interface Protected {
  readonly result: 'PROTECTION_PLAN' | 'NEED_PLAN' | 'NO_MORE';
  readonly on: PlainDate;
  /** Whether a section 47 enquiry or a conference stands behind it: then closing "after assessment" is not possible. */
  readonly enquiry: boolean;
}

type PrecededBy = 'INITIAL_ASSESSMENT' | 'SINGLE_ASSESSMENT' | 'REFERRAL' | 'OPEN_PLAN';

/** A strategy discussion about the group, and the enquiry and the conference that may follow from it. */
export function protect(story: Story, group: Group, on: PlainDate, precededBy: PrecededBy): Protected {
  const { random } = story;
  // After a referral of the same day it is the end of the afternoon.
  const heldAt = at(on, precededBy === 'REFERRAL' ? random.whole(16 * 60, 18 * 60) : random.whole(9 * 60, 17 * 60));
  const outcome = random.weighted(['S47_SINGLE', 58], ['S47_JOINT', 30], ['CONTINUE_ASSESSMENT', 7], ['NFA', 5]);
  const attendees = random.pick([
    ['Police', 'Health'],
    ['Police', 'Health', 'School'],
    ['Police', 'Health', 'Probation'],
  ]);
  const kind = random.weighted(['DISCUSSION', 65], ['MEETING', 35]);
  enter(
    story,
    group,
    'HoldStrategyDiscussion',
    heldAt,
    { heldAt, kind, precededBy, attendees, outcome },
    'TEAM_MANAGER',
  );
  if (outcome === 'NFA') return { result: 'NO_MORE', on, enquiry: false };
  if (outcome === 'CONTINUE_ASSESSMENT') return { result: 'NEED_PLAN', on, enquiry: false };
  enter(story, group, 'StartSection47Enquiry', on, { startedOn: on });
  return random.chance(0.47) ? conference(story, group, on) : concludeWithout(story, group, on);
}

function concludeWithout(story: Story, group: Group, startedOn: PlainDate): Protected {
  const { random } = story;
  const days = random.weighted([random.whole(3, 9), 45], [random.whole(10, 15), 40], [random.whole(16, 35), 15]);
  const concludedOn = addWorkingDays(startedOn, days);
  const outcome = random.weighted(['NOT_SUBSTANTIATED', 45], ['SUBSTANTIATED_NO_RISK', 22], ['CIN', 31], ['LEGAL', 2]);
  enter(
    story,
    group,
    'ConcludeSection47Enquiry',
    concludedOn,
    { concludedOn, outcome, icpcRequired: false },
    'TEAM_MANAGER',
  );
  const result = outcome === 'CIN' || outcome === 'LEGAL' ? 'NEED_PLAN' : 'NO_MORE';
  return { result, on: concludedOn, enquiry: true };
}

/** The conference follows within 15 working days of the strategy discussion four times in five. */
function conference(story: Story, group: Group, startedOn: PlainDate): Protected {
  const { random } = story;
  const days = random.weighted([random.around(7, 15), 80], [random.whole(16, 20), 11], [random.whole(21, 40), 9]);
  const heldOn = addWorkingDays(startedOn, days);
  const concludedOn = addWorkingDays(startedOn, random.whole(2, Math.min(days - 2, 11)));
  const late = days > 15 ? { lateReason: lateReason(story) } : {};
  enter(
    story,
    group,
    'ConcludeSection47Enquiry',
    concludedOn,
    { concludedOn, outcome: 'ICPC', icpcRequired: true },
    'TEAM_MANAGER',
  );
  enter(story, group, 'RequestConference', concludedOn, { requestedOn: concludedOn });
  if (days > 15 && workingDaysBetween(concludedOn, heldOn) > 8 && random.chance(0.3)) {
    const cancelledOn = addWorkingDays(concludedOn, 4);
    enter(story, group, 'CancelConference', cancelledOn, { reason: 'Not quorate' });
    enter(story, group, 'RequestConference', cancelledOn, { requestedOn: cancelledOn });
    enter(story, group, 'ScheduleConference', addWorkingDays(cancelledOn, 1), { plannedOn: heldOn, ...late });
  } else enter(story, group, 'ScheduleConference', addWorkingDays(concludedOn, 1), { plannedOn: heldOn, ...late });
  const outcome = random.weighted(['CP_PLAN', 87], ['CIN_PLAN', 9], ['NFA', 3], ['OTHER', 1]);
  const children = group.children.map(({ id }) => id);
  const held = { heldOn, outcome, quorate: random.chance(0.96), children, ...late };
  enter(story, group, 'HoldInitialConference', heldOn, held, 'TEAM_MANAGER');
  const result = outcome === 'CP_PLAN' ? 'PROTECTION_PLAN' : outcome === 'CIN_PLAN' ? 'NEED_PLAN' : 'NO_MORE';
  return { result, on: heldOn, enquiry: true };
}

export const lateReason = ({ random }: Story): string =>
  random.weighted(
    ['LATE_NOTIFICATION', 40],
    ['FAMILY', 20],
    ['QUORACY', 15],
    ['CAPACITY', 15],
    ['ADULT_AVAILABILITY', 10],
  );
