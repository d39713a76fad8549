import { addMonths, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import type { Fact } from '../journey.ts';
import { minutesDueOn } from './minutes-due.ts';

type Held = Fact<'CareReviewHeld'>;

/** A review of a looked-after child. */
export interface CareReview {
  readonly eventId: string;
  /** Its own id and that of its event, and those of reviews of the same day, which are folded into it. */
  readonly ids: ReadonlySet<string>;
  readonly heldOn: PlainDate;
  readonly kind?: NonNullable<Held['data']['kind']>;
  readonly participation?: NonNullable<Held['data']['participation']>;
  /** 1 for the first review of the period of care. */
  readonly number: number;
  /** Absent where the review says that others came before it and none of them is known. */
  readonly dueOn?: PlainDate;
  /** 20 working days after the review (policy minutesDueWd; MN01). */
  readonly minutesDueOn: PlainDate;
  readonly minutesCompletedOn?: PlainDate;
}

/**
 * The day by which a review is due (Care Planning Regulations 2010, reg 33): the first within 20 working days of the
 * start of care, the second three months after the first, later ones six months after the one before (LAC-05).
 */
export function careReviewDueOn(
  startedOn: PlainDate,
  number: number,
  previousHeldOn?: PlainDate,
): PlainDate | undefined {
  if (number === 1) return addWorkingDays(startedOn, 20);
  return previousHeldOn === undefined ? undefined : addMonths(previousHeldOn, number === 2 ? 3 : 6);
}

/** What a review's kind tells of its place where earlier reviews are not known: an import often holds one year's only. */
const atLeast = { FIRST: 1, SECOND: 2, SUBSEQUENT: 3, BROUGHT_FORWARD: 1 } as const;

/** The reviews of one period of care in their order, each with its due date and its minutes. */
export function careReviewsOf(
  startedOn: PlainDate,
  facts: readonly Held[],
  minutes: readonly Fact<'ReviewMinutesCompleted'>[],
): readonly CareReview[] {
  const reviews: CareReview[] = [];
  for (const fact of facts) {
    const previous = reviews.at(-1);
    if (fact.on < startedOn || previous?.heldOn === fact.on) continue;
    const { kind, participation } = fact.data;
    const number = Math.max((previous?.number ?? 0) + 1, kind === undefined ? 1 : atLeast[kind]);
    const dueOn = careReviewDueOn(startedOn, number, previous?.heldOn);
    reviews.push({
      eventId: fact.eventId,
      ids: new Set(
        facts.filter((one) => one.on === fact.on).flatMap((one) => [one.eventId, one.data.reviewId ?? one.eventId]),
      ),
      heldOn: fact.on,
      ...(kind === undefined ? {} : { kind }),
      ...(participation === undefined ? {} : { participation }),
      number,
      ...(dueOn === undefined ? {} : { dueOn }),
      minutesDueOn: minutesDueOn(fact.on),
    });
  }
  return withMinutes(reviews, minutes);
}

/** Minutes belong to the review they name, else to the latest held by then; completed twice, the first time counts. */
function withMinutes(
  reviews: readonly CareReview[],
  minutes: readonly Fact<'ReviewMinutesCompleted'>[],
): readonly CareReview[] {
  const completed = new Map<CareReview, PlainDate>();
  for (const { on, data } of minutes) {
    const { reviewId } = data;
    const review =
      reviewId === undefined
        ? reviews.findLast((one) => one.heldOn <= on)
        : reviews.find((one) => one.ids.has(reviewId));
    if (review && !completed.has(review)) completed.set(review, on);
  }
  return reviews.map((review) => {
    const minutesCompletedOn = completed.get(review);
    return minutesCompletedOn === undefined ? review : { ...review, minutesCompletedOn };
  });
}
