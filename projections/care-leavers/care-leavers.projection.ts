import { addDays, ageOn, birthday, type PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import {
  careLeaver,
  inTouchUntil,
  latestBy,
  pathwayReviewDueOn,
  planOwedUntil,
  type CareLeaver,
  type Entitlement,
} from '#case-flow/leaving-care/care-leaver';
import { projection } from '#measures/projection';
import { leadEvents } from '../case-events.ts';
import { changesOfLeaver, leaverEvents, supportOn } from '../leaver-support.ts';
import { stretches } from '../stretches.ts';
import { accommodationOn, activityOn, touchOn } from './found-out.ts';

/**
 * The days a young person was entitled to support as a care leaver, cut wherever anything known of them changes and at
 * each birthday. What was found out stands until something later is; of one who cannot be reached nothing older is known.
 */
export const careLeavers = projection({
  name: 'care-leavers',
  question: 'Who is a care leaver, where do they live, what do they do, and who is in touch with them?',
  version: 1,
  columns: {
    category: 'text',
    age: 'number',
    /** The stretch begins with the 19th, 20th or 21st birthday: the days the Department's return asks about. */
    turnedOn: 'day',
    isAged18To21: 'flag',
    isAllocated: 'flag',
    /** Neither died nor back home: those are in no figure. */
    isCounted: 'flag',
    inTouch: 'text',
    /** The first day on which the last contact, which reached them, is more than eight weeks ago. */
    inTouchUntil: 'day',
    accommodation: 'text',
    /** SUITABLE, UNSUITABLE, NOT_IN_TOUCH, NOT_KNOWN, or ABROAD_OR_NOT_FOUND, which is in no figure of accommodation. */
    suitability: 'text',
    reasonNotSuitable: 'text',
    activity: 'text',
    /** EET, NEET or NOT_KNOWN. */
    activityGroup: 'text',
    owesPlan: 'flag',
    hasPlan: 'flag',
    /** The first day on which the last plan or review is more than six months ago. */
    planInDateUntil: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, ...leaverEvents],
  rows: (journey) => {
    const leaver = careLeaver(journey);
    return leaver === undefined ? [] : leaver.entitlements.flatMap((one) => rows(journey, leaver, one));
  },
});

function rows(journey: Journey, leaver: CareLeaver, { category, ...interval }: Entitlement) {
  const changes = changesOfLeaver(journey, leaver);
  return stretches(interval, changes, (on) => said(journey, leaver, category, on)).map(({ from, to, ...says }) => ({
    rowId: `${journey.childId}/leaver#${from}`,
    because: factsBy(leaver, from),
    cells: { category, turnedOn: turnedOn(leaver, from), ...says, from, to: to ?? null },
  }));
}

function said(journey: Journey, leaver: CareLeaver, category: Entitlement['category'], on: PlainDate) {
  const { dob, plans } = leaver;
  const age = dob === undefined ? null : ageOn(dob, on);
  const touch = touchOn(leaver, on);
  const plan = latestBy(plans, on);
  const owedUntil = planOwedUntil(leaver);
  return {
    age,
    isAged18To21: age !== null && age >= 18 && age <= 21,
    isCounted: touch?.data.inTouch !== 'DIED' && touch?.data.inTouch !== 'RHOM',
    inTouch: touch?.data.inTouch ?? null,
    inTouchUntil: touch?.data.inTouch === 'YES' ? inTouchUntil(touch.on) : null,
    ...accommodationOn(leaver, on),
    ...activityOn(leaver, on),
    owesPlan: category !== 'QUALIFYING' && !(owedUntil !== undefined && on >= owedUntil),
    hasPlan: plan !== undefined,
    planInDateUntil: plan === undefined ? null : addDays(pathwayReviewDueOn(plan.on), 1),
    ...supportOn(journey, leaver, on),
  };
}

const turnedOn = ({ dob }: CareLeaver, from: PlainDate): PlainDate | null =>
  dob !== undefined && [19, 20, 21].some((age) => birthday(dob, age) === from) ? from : null;

const factsBy = ({ set, plans, advisers, contacts, accommodations, activities }: CareLeaver, on: PlainDate) =>
  [set, plans, advisers, contacts, accommodations, activities].flatMap(
    (facts) => latestBy<(typeof facts)[number]>(facts, on) ?? [],
  );
