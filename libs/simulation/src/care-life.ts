import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import type { CareEnd, LegalStep } from './care-path.ts';
import { isUnder, type SimulatedChild } from './household.ts';
import { placements, type Move, type Placed } from './placements.ts';
import { at, enter, isTold, later, note, workingDayOnOrBefore, type Group, type Story } from './setting.ts';

export interface Life {
  readonly startedOn: PlainDate;
  readonly end: CareEnd;
  readonly first: Placed;
  readonly legal: readonly LegalStep[];
}

/** What happens while a child is looked after: placements, reviews, visits, health, and going missing. */
export function careLife(story: Story, group: Group, child: SimulatedChild, life: Life): void {
  const { startedOn, end, first, legal } = life;
  const legalOn = (on: PlainDate) => legal.findLast((step) => step.on <= on)!.legalStatus;
  // A child placed for adoption stays there until the order.
  const endOn = end.destiny === 'ADOPTED' ? addDays(end.on, -200) : end.on;
  const moves = placements(story, group, child, { startedOn, endOn, first, legalOn });
  reviews(story, group, child, startedOn, end.on);
  visits(story, group, child, moves, end.on);
  health(story, group, child, startedOn, end.on);
  if (!isUnder(12, child, startedOn) && story.random.chance(0.3)) missing(story, group, startedOn, end.on);
}

/** The first within 20 working days, the second after three months, then every six: 93 of 100 in time. */
function reviews(story: Story, group: Group, child: SimulatedChild, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, world } = story;
  let held: PlainDate | undefined;
  for (let number = 1; ; number++) {
    const due = held === undefined ? addWorkingDays(startedOn, 20) : addMonths(held, number === 2 ? 3 : 6);
    const late = random.chance(0.07);
    const on = late
      ? addWorkingDays(due, random.whole(1, 20))
      : workingDayOnOrBefore(addDays(due, -random.whole(0, number === 1 ? 10 : 20)));
    if (on >= endedOn || on > world.to) return;
    held = on;
    // Of the years before the simulated time the last two reviews are told: the next one's due day rests on them.
    if (on < addMonths(world.from, -13)) continue;
    const kind = number === 1 ? 'FIRST' : number === 2 ? 'SECOND' : 'SUBSEQUENT';
    const participation = isUnder(4, child, on)
      ? 'PN0'
      : random.weighted(['PN1', 55], ['PN2', 8], ['PN3', 6], ['PN4', 5], ['PN5', 8], ['PN6', 13], ['PN7', 5]);
    const reason = late ? { lateReason: random.pick(['CHILD_AVAILABILITY', 'ADULT_AVAILABILITY', 'WORKLOAD']) } : {};
    enter(story, group, 'HoldCareReview', on, { heldOn: on, kind, participation, ...reason }, 'TEAM_MANAGER');
    const completedOn = addWorkingDays(on, random.chance(0.86) ? random.whole(3, 20) : random.whole(21, 45));
    if (completedOn < endedOn && random.chance(0.97))
      note(story, group, 'CompleteReviewMinutes', completedOn, { completedOn }, 'TEAM_MANAGER');
    const contactOn = workingDayOnOrBefore(addDays(on, -random.whole(5, 30)));
    if (isTold(story, contactOn) && contactOn > startedOn && random.chance(0.6))
      note(story, group, 'RecordIndependentReviewingOfficerContact', contactOn, { on: contactOn }, 'TEAM_MANAGER');
  }
}

/**
 * Within a week of each move, then every six weeks; every week until the first review where the carers or parents were
 * not approved yet: 95 of 100 in time.
 */
function visits(story: Story, group: Group, child: SimulatedChild, moves: readonly Move[], endedOn: PlainDate): void {
  const { random, world } = story;
  moves.forEach(({ on: move, regBasis }, i) => {
    const until = moves[i + 1]?.on ?? endedOn;
    const isWatched = regBasis !== undefined && regBasis !== 'CARE_ORDER_WITH_PARENT';
    let on = addDays(move, random.chance(0.93) ? random.whole(1, 7) : random.whole(8, 20));
    while (on < until && on <= world.to) {
      const seen = random.chance(0.97);
      const alone = seen && !isUnder(3, child, on) && random.chance(0.7);
      const day = workingDayOnOrBefore(on);
      if (isTold(story, day) && day > move) note(story, group, 'RecordCareVisit', day, { visitedOn: day, seen, alone });
      const inTime = random.chance(0.95);
      if (isWatched && on < addDays(move, 35)) on = addDays(on, inTime ? random.whole(4, 7) : random.whole(8, 15));
      else on = addDays(on, inTime ? random.whole(isWatched ? 20 : 26, isWatched ? 28 : 42) : random.whole(46, 75));
    }
  });
}

/** Each year an assessment of health, the dentist, immunisations, and from 4 to 16 the questionnaire. */
function health(story: Story, group: Group, child: SimulatedChild, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, world } = story;
  for (let year = addDays(startedOn, 25); year < endedOn && year <= world.to; year = addDays(year, 365)) {
    const day = () => addWorkingDays(year, random.whole(0, 40));
    const once = (share: number, record: (on: PlainDate) => void) => {
      const on = day();
      if (random.chance(share) && on < endedOn && isTold(story, on)) record(on);
    };
    once(0.92, (on) => note(story, group, 'RecordHealthAssessment', on, { on }));
    once(0.82, (on) => note(story, group, 'RecordDentalCheck', on, { on }));
    once(0.85, (on) => note(story, group, 'RecordImmunisations', on, { on, upToDate: random.chance(0.9) }));
    if (isUnder(4, child, year) || !isUnder(17, child, year)) continue;
    once(0.8, (on) => note(story, group, 'RecordStrengthsQuestionnaire', on, { on, score: random.around(0, 32) }));
  }
}

/** A few nights away in a year, each for hours or days. */
function missing(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, world } = story;
  let day = addDays(startedOn, random.whole(10, 120));
  while (addDays(day, 10) < endedOn && day <= world.to) {
    const from = at(day, random.whole(17 * 60, 23 * 60));
    const until = later(from, random.chance(0.8) ? random.whole(120, 1500) : random.whole(1500, 8000));
    if (isTold(story, day)) {
      enter(story, group, 'StartMissingEpisode', from, {
        from,
        kind: random.weighted(['M', 80], ['A', 20]),
      });
      const isOffered = random.chance(0.9);
      const answer = { until, returnInterviewOffered: isOffered };
      enter(story, group, 'EndMissingEpisode', until, isOffered ? { until } : answer);
      const offeredAt = later(until, random.chance(0.88) ? random.whole(60, 4300) : random.whole(4330, 9000));
      const offer = { ...answer, returnInterviewOfferedAt: offeredAt, accepted: random.chance(0.55) };
      if (isOffered) note(story, group, 'EndMissingEpisode', offeredAt, offer);
    }
    day = addDays(day, random.whole(12, 150));
  }
}
