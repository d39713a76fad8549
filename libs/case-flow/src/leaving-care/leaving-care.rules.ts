import { ageOn, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import type { Journey } from '../journey.ts';
import { notAfterDeath } from '../ordering.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { careLeaver, categoryOn, type CareLeaver, type LeaverCategory } from './care-leaver.ts';
import {
  DAYS_THAT_MAKE_A_LEAVER,
  daysOfCareSinceFourteen,
  isLookedAfter,
  wasInCareAfterSixteen,
} from './care-since-fourteen.ts';

/** The ages of each category, the first included and the last not (Children Act 1989, s.23A to 24; 2017 Act, s.3). */
const ages: Readonly<Record<Exclude<LeaverCategory, 'OTHER'>, readonly [from: number, to: number]>> = {
  ELIGIBLE: [16, 18],
  RELEVANT: [16, 18],
  FORMER_RELEVANT: [18, 25],
  QUALIFYING: [16, 25],
};

/** Each category has its ages. Nobody whose date of birth is unknown is refused. */
export function ofTheAge(journey: Journey, category: LeaverCategory, on: PlainDate): void {
  const { dob } = identity(journey);
  if (dob === undefined || category === 'OTHER') return;
  const age = ageOn(dob, on);
  const [from, to] = ages[category];
  if (age >= from && age < to) return;
  throw new Refused(
    'a-care-leaver-is-of-the-age-of-the-category',
    `On ${on} this young person was ${age}. ${words[category]} care leavers are ${from} to ${to - 1}. Check the day and the category.`,
  );
}

/** 13 weeks in care after the 14th birthday, some of them at 16 or 17 (transitions guidance; catalogue A.10). */
export function afterThirteenWeeks(journey: Journey, category: LeaverCategory, on: PlainDate): void {
  if (category === 'OTHER' || category === 'QUALIFYING') return afterAnyCareAtSixteen(journey, category, on);
  const days = daysOfCareSinceFourteen(journey, on);
  if (days === undefined || (days >= DAYS_THAT_MAKE_A_LEAVER && wasInCareAfterSixteen(journey, on))) return;
  throw new Refused(
    'a-care-leaver-was-looked-after-for-thirteen-weeks',
    `By ${on} this young person had been looked after for ${days} days since the 14th birthday, and 13 weeks (91 days) with some of them at 16 or 17 are needed. A shorter time may make them qualifying.`,
  );
}

function afterAnyCareAtSixteen(journey: Journey, category: LeaverCategory, on: PlainDate): void {
  if (category === 'OTHER' || wasInCareAfterSixteen(journey, on) !== false) return;
  throw new Refused(
    'a-qualifying-young-person-was-looked-after-at-sixteen',
    `This young person was not looked after on any day at 16 or 17 by ${on}. Record the period of care first.`,
  );
}

/** An eligible child is still looked after; a relevant one no longer is. */
export function inOrOutOfCare(journey: Journey, category: LeaverCategory, on: PlainDate): void {
  const isIn = isLookedAfter(journey, on);
  if (category === 'ELIGIBLE' && !isIn)
    throw new Refused(
      'an-eligible-child-is-looked-after',
      `This child was not looked after on ${on}. One who has left care is relevant, or former relevant from 18.`,
    );
  if (category === 'RELEVANT' && isIn)
    throw new Refused(
      'a-relevant-child-has-left-care',
      `This child was still looked after on ${on}. One who is looked after is eligible.`,
    );
}

/** The young person of a command, who must be entitled to support on that day. */
export function aCareLeaver(journey: Journey, on: PlainDate): CareLeaver {
  const leaver = careLeaver(journey);
  if (leaver && categoryOn(leaver, on) !== undefined) return leaver;
  throw new Refused(
    'only-a-care-leaver-is-supported',
    `This young person was not an eligible, relevant, former relevant or qualifying care leaver on ${on}. Set the eligibility first.`,
  );
}

/** Pathway plans are owed to all but those who only qualify for advice (Children Act 1989, s.24). */
export function aCareLeaverWithAPlan(journey: Journey, on: PlainDate): CareLeaver {
  const leaver = aCareLeaver(journey, on);
  if (categoryOn(leaver, on) !== 'QUALIFYING') return leaver;
  throw new Refused(
    'a-qualifying-young-person-has-no-pathway-plan',
    `On ${on} this young person only qualified for advice and assistance, and no pathway plan is made. Check the category.`,
  );
}

const words: Readonly<Record<Exclude<LeaverCategory, 'OTHER'>, string>> = {
  ELIGIBLE: 'Eligible',
  RELEVANT: 'Relevant',
  FORMER_RELEVANT: 'Former relevant',
  QUALIFYING: 'Qualifying',
};

/** Ordering rules of leaving care. That somebody died is itself learnt by a contact, so contacts are under no such rule. */
export const leavingCareRules: readonly OrderingRule[] = [
  notAfterDeath({ name: 'no-pathway-plan-after-death' }, 'PathwayPlanCompleted', 'The pathway plan'),
  notAfterDeath({ name: 'no-pathway-plan-review-after-death' }, 'PathwayPlanReviewed', 'The pathway plan review'),
];
