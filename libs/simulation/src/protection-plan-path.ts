import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { handOver, turnover } from './allocation-path.ts';
import { isUnder } from './household.ts';
import { lateReason } from './protection-path.ts';
import { enter, isTold, min, note, workerOf, workingDayOnOrBefore, type Group, type Story } from './setting.ts';

export type PlanEnd = 'STEP_DOWN_CIN' | 'STEP_DOWN_EH' | 'RISK_ENDED' | 'BECAME_CLA' | 'MOVED_OTHER_LA' | 'AGED_18';

/** How a plan ended, and on which day; the day may lie in the future. */
export interface EndedPlan {
  readonly reason: PlanEnd;
  readonly on: PlainDate;
}

const categories = [
  ['NEG', 47],
  ['EMO', 38],
  ['PHY', 7],
  ['SAB', 4],
  ['MUL', 4],
] as const;

/** A child protection plan from the day of its conference: visits, core groups, review conferences, its end. */
export function protectionPlan(story: Story, group: Group, startedOn: PlainDate): EndedPlan {
  const { random } = story;
  const reviews = reviewDays(story, startedOn);
  const end = endOf(story, group, startedOn, reviews);
  const category = random.weighted(...categories);
  // Children of school age may have had a plan before the system knew them.
  const before = random.chance(0.15) ? 1 : 0;
  enter(story, group, 'StartChildProtectionPlan', startedOn, (child) => ({
    startedOn,
    category,
    ...(before === 1 && !isUnder(3, child, startedOn) ? { previousPlansHere: before } : {}),
  }));
  handOver(story, group, 'SAFEGUARDING', startedOn, end.on);
  turnover(story, group, startedOn, end.on);
  visits(story, group, startedOn, end.on);
  coreGroups(story, group, startedOn, end.on);
  if (random.chance(0.07)) {
    const on = addDays(startedOn, random.whole(60, 200));
    if (on < end.on)
      enter(story, group, 'ChangeCategoryOfAbuse', on, { on, category: random.pick(['NEG', 'EMO', 'PHY']) });
  }
  for (const { on, late } of reviews.filter((review) => review.on <= end.on)) {
    const decision = on === end.on ? 'END' : 'CONTINUE';
    const held = {
      heldOn: on,
      decision,
      quorate: random.chance(0.97),
      ...(late ? { lateReason: lateReason(story) } : {}),
    };
    enter(story, group, 'HoldReviewConference', on, held, 'TEAM_MANAGER');
  }
  const at = reviews.some((review) => review.on === end.on) ? 'REVIEW_CONFERENCE' : 'OTHER';
  enter(story, group, 'EndChildProtectionPlan', end.on, { endedOn: end.on, reason: end.reason, at }, 'TEAM_MANAGER');
  return end;
}

interface Review {
  readonly on: PlainDate;
  readonly late: boolean;
}

/** The first review is due in 91 days, each later one in 183; nine in ten are held by then. */
function reviewDays({ random }: Story, startedOn: PlainDate): readonly Review[] {
  const reviews: Review[] = [];
  let due = addDays(startedOn, 91);
  for (let i = 0; i < 6; i++) {
    const late = random.chance(0.07);
    const on = late
      ? workingDayOnOrAfter(addDays(due, random.whole(1, 30)))
      : workingDayOnOrBefore(addDays(due, -random.whole(0, 14)));
    reviews.push({ on, late });
    due = addDays(on, 183);
  }
  return reviews;
}

/** Four of five plans end at a review conference, most often the second; a few last longer than two years. */
function endOf({ random }: Story, group: Group, startedOn: PlainDate, reviews: readonly Review[]): EndedPlan {
  const adultOn = group.children.map((child) => child.adultOn).reduce(min);
  const review = random.weighted([0, 19], [1, 38], [2, 18], [3, 7], [4, 4.5], [5, 2.5], [-1, 17]);
  const end: EndedPlan =
    review >= 0
      ? {
          on: reviews[review]!.on,
          reason: random.weighted(['STEP_DOWN_CIN', 62], ['RISK_ENDED', 26], ['STEP_DOWN_EH', 12]),
        }
      : {
          on: addWorkingDays(startedOn, random.around(10, 260)),
          reason: random.weighted(['BECAME_CLA', 76], ['MOVED_OTHER_LA', 24]),
        };
  return end.on < adultOn ? end : { on: adultOn, reason: 'AGED_18' };
}

/** Every ten working days, and about one visit in eight later than that. Each child is seen, or not, on its own. */
function visits(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, diary } = story;
  for (let on = addWorkingDays(startedOn, random.whole(1, 9)); on < endedOn && on <= story.world.to;) {
    const by = workerOf(story, group, on);
    if (isTold(story, on))
      for (const child of group.children) {
        const seen = on > child.dob && random.chance(0.95);
        const alone = seen && !isUnder(2, child, on) && random.chance(0.68);
        const visit = { visitedOn: on, seen, alone, bedroom: seen && random.chance(0.75), by: by.workerId };
        diary.note(child.id, 'RecordChildProtectionVisit', on, visit, by);
      }
    on = addWorkingDays(
      on,
      random.weighted([random.whole(6, 10), 88], [random.whole(11, 15), 9], [random.whole(16, 35), 3]),
    );
  }
}

/** The first within ten working days of the conference, then every six weeks: five of six in time. */
function coreGroups(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random } = story;
  let chairedBy = 'TM';
  let on = addWorkingDays(startedOn, random.chance(0.84) ? random.whole(4, 10) : random.whole(11, 20));
  while (on < endedOn && on <= story.world.to) {
    if (isTold(story, on)) note(story, group, 'HoldCoreGroup', on, { heldOn: on, chairedBy });
    chairedBy = 'SW';
    on = workingDayOnOrBefore(addDays(on, random.chance(0.84) ? random.whole(30, 42) : random.whole(46, 65)));
  }
}
