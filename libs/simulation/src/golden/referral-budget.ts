import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';
import { weekdayIn } from './months.ts';
import type { Teller } from './teller.ts';

/** How many referrals a month has, and how many of them are re-referrals. */
export interface MonthOfReferrals {
  readonly month: PlainDate;
  readonly count: number;
  readonly reReferrals: number;
}

/** One referral of a story, to be followed by whatever came of it. */
export interface Referred {
  readonly childId: string;
  readonly caseId: string;
  readonly referredOn: PlainDate;
}

/**
 * Referrals of many months in a row. The referral that a re-referral repeats came eleven months before; where that month
 * is counted too, it is one of its referrals. `follow` tells what came of each. Refuses (Error) a month whose referrals do
 * not hold those repeated later.
 */
export function referralsByMonth(
  t: Teller,
  months: readonly MonthOfReferrals[],
  follow: (one: Referred, month: PlainDate, nth: number) => void,
  dayOf: (month: PlainDate, nth: number) => PlainDate = weekdayIn,
): void {
  const repeated = new Map<PlainDate, string[]>();
  for (const { month, count, reReferrals } of months.toReversed()) {
    const again = repeated.get(month) ?? [];
    const fresh = count - again.length - reReferrals;
    if (fresh < 0) throw new Error(`${month} has ${count} referrals, too few for those that are repeated later.`);
    const children = [...again, ...Array.from({ length: count - again.length }, () => t.child())];
    children.forEach((childId, i) => {
      const referredOn = dayOf(month, i);
      const isAgain = i >= children.length - reReferrals;
      const caseId = isAgain ? 'R1' : 'R0';
      receive(t, { childId, caseId, referredOn });
      follow({ childId, caseId, referredOn }, month, i);
      if (!isAgain) return;
      const before = addMonths(month, -11);
      if (months.some((one) => one.month === before)) repeated.set(before, [...(repeated.get(before) ?? []), childId]);
      else noFurtherAction(t, { childId, caseId: 'R0', referredOn: addMonths(referredOn, -11) });
    });
  }
}

/** A referral that was decided the next day to need nothing more. */
function noFurtherAction(t: Teller, one: Referred): void {
  receive(t, one);
  decideNothing(t, one);
}

export function decideNothing(t: Teller, { childId, caseId, referredOn }: Referred): void {
  t.tell(childId, 'ReferralDecided', { caseId, decision: 'NFA', decidedOn: addDays(referredOn, 1) });
}

function receive(t: Teller, { childId, caseId, referredOn }: Referred): void {
  t.tell(childId, 'ReferralReceived', { caseId, referredOn, source: '6' });
}
