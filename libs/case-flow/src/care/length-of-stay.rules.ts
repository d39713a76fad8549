import { daysBetween, type PlainDate } from '#calendar/plain-date';
import type { Journey } from '../journey.ts';
import type { OrderingRule } from '../rule.ts';
import { periodsOfCare } from './periods-of-care.ts';
import { shortBreakDaysInTwelveMonths, shortBreaks } from './respite-stays.ts';

interface Stay {
  readonly eventId: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
}

/** A rule that ended stays last no longer than so many days. Stays that still run are for the queues: rules know no today. */
function lastsAtMost(
  name: string,
  dfe: string,
  days: number,
  what: string,
  stays: (journey: Journey) => readonly Stay[],
): OrderingRule {
  return {
    name,
    dfe,
    level: 'error',
    broken: (journey) =>
      stays(journey).flatMap(({ eventId, from, to }) => {
        const lasted = to === undefined ? 0 : daysBetween(from, to);
        return lasted > days
          ? [{ eventId, sentence: `${what} of ${from} lasted ${lasted} days. It may last ${days} at most.` }]
          : [];
      }),
  };
}

const under = (legalStatus: string) => (journey: Journey) =>
  periodsOfCare(journey).flatMap((period) => period.legalStatuses.filter((one) => one.legalStatus === legalStatus));

const placedIn = (type: string) => (journey: Journey) =>
  periodsOfCare(journey).flatMap((period) => period.placements.filter((one) => one.type === type));

const stays = (journey: Journey) =>
  shortBreaks(journey).map(({ eventId, from, until }) => ({ eventId, from, to: until }));

/** How long a status or a placement may last (catalogue A.12; SSDA903 rules 362 to 379). Days run from first to last day. */
export const lengthOfStayRules: readonly OrderingRule[] = [
  lastsAtMost('an-emergency-protection-order-lasts-21-days', '362', 21, 'The emergency protection order', under('L2')),
  lastsAtMost('a-child-assessment-order-lasts-7-days', '363', 7, 'The child assessment order', under('L3')),
  lastsAtMost('a-stay-in-hospital-lasts-6-weeks', '375', 42, 'The stay in hospital', placedIn('T1')),
  lastsAtMost('a-holiday-of-the-carer-lasts-3-weeks', '376', 21, "The stay during the carer's holiday", placedIn('T3')),
  lastsAtMost('a-temporary-placement-lasts-7-days', '379', 7, 'The temporary placement', placedIn('T4')),
  lastsAtMost('a-respite-stay-lasts-17-days', '365', 17, 'The respite stay', stays),
  {
    name: 'respite-stays-last-75-days-in-twelve-months',
    dfe: '367',
    level: 'error',
    broken: (journey) => {
      const breaks = shortBreaks(journey);
      return breaks.flatMap((one) => {
        const days = shortBreakDaysInTwelveMonths(breaks, one);
        return days > 75
          ? [
              {
                eventId: one.eventId,
                sentence: `In the twelve months to ${one.until} the child had ${days} days of short breaks. There may be 75 at most.`,
              },
            ]
          : [];
      });
    },
  },
];
