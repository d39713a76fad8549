import { ageOn, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { factsOf, type Fact, type Journey } from '../journey.ts';
import { notAfterDeath, oneAtATime, type Running } from '../ordering.ts';
import type { OrderingRule } from '../rule.ts';
import { spokenOf } from '../succession.ts';
import { isShortBreak, legalStatusOn, periodsOfCare, type PeriodOfCare } from './periods-of-care.ts';
import { isTemporary } from './placements.ts';

const running = (journey: Journey): readonly Running[] =>
  periodsOfCare(journey).map(({ started, startedOn, ceasedOn }) => ({
    eventId: started.eventId,
    startedOn,
    ...(ceasedOn === undefined ? {} : { endedOn: ceasedOn }),
  }));

type Found = readonly { readonly eventId: string; readonly sentence: string }[];

const ofEachPeriod = (find: (period: PeriodOfCare) => Found) => (journey: Journey) =>
  periodsOfCare(journey).flatMap(find);

/** Ordering rules of periods of care and the episodes in them: one at a time, in order, without gaps (catalogue A.12). */
export const episodeRules: readonly OrderingRule[] = [
  ...oneAtATime(
    { name: 'one-open-period-of-care', dfe: '501' },
    { name: 'periods-of-care-do-not-overlap', dfe: '501' },
    running,
    'The period of care',
  ),
  {
    name: 'care-ceases-on-or-after-its-start',
    level: 'error',
    broken: ofEachPeriod(({ ceased, startedOn }) =>
      ceased && ceased.on < startedOn
        ? [{ eventId: ceased.eventId, sentence: `Care ceases on ${ceased.on}, before it started on ${startedOn}.` }]
        : [],
    ),
  },
  {
    name: 'care-does-not-cease-with-the-next-episode',
    level: 'error',
    broken: ofEachPeriod(({ ceased }) =>
      ceased?.data.reason === 'X1'
        ? [
            {
              eventId: ceased.eventId,
              sentence: `X1 says that the next episode began the same day: give the reason why care ceased on ${ceased.on}.`,
            },
          ]
        : [],
    ),
  },
  {
    name: 'care-does-not-start-in-a-temporary-placement',
    dfe: '380',
    level: 'error',
    broken: ofEachPeriod(({ placements: [first], startedOn }) =>
      first && first.from === startedOn && isTemporary(first.type)
        ? [
            {
              eventId: first.eventId,
              sentence: `Care cannot start in a temporary placement (${first.type}) on ${startedOn}.`,
            },
          ]
        : [],
    ),
  },
  {
    name: 'care-does-not-cease-in-a-temporary-placement',
    dfe: '381',
    level: 'error',
    broken: ofEachPeriod(({ placements, ceased }) => {
      const last = placements.at(-1);
      return ceased && last && last.to === ceased.on && isTemporary(last.type)
        ? [
            {
              eventId: ceased.eventId,
              sentence: `Care cannot cease in a temporary placement (${last.type}) on ${ceased.on}.`,
            },
          ]
        : [];
    }),
  },
  {
    name: 'placements-follow-without-a-gap',
    level: 'error',
    broken: ofEachPeriod(({ placements }) =>
      placements.flatMap((one, i) => {
        const before = placements[i - 1];
        return before?.to !== undefined && before.to < one.from
          ? [
              {
                eventId: one.eventId,
                sentence: `The placement of ${one.from} leaves a gap: the one before it ended on ${before.to}.`,
              },
            ]
          : [];
      }),
    ),
  },
  {
    name: 'an-episode-lies-within-its-period-of-care',
    level: 'error',
    broken: (journey) =>
      factsOf(journey, 'LegalStatusChanged', 'PlacementStarted').flatMap((fact) => outside(journey, fact)),
  },
  {
    name: 'supported-accommodation-is-from-age-sixteen',
    dfe: '371',
    level: 'error',
    broken: (journey) => {
      const { dob } = identity(journey);
      if (dob === undefined) return [];
      return periodsOfCare(journey)
        .flatMap(({ placements }) => placements)
        .filter(({ type, from }) => type === 'K3' && ageOn(dob, from) < 16)
        .map(({ eventId, from }) => ({
          eventId,
          sentence: `The child was under 16 on ${from}, so supported accommodation (K3) is not allowed.`,
        }));
    },
  },
  {
    name: 'short-breaks-have-no-care-review',
    dfe: '399',
    level: 'error',
    broken: ofEachPeriod((period) =>
      period.reviews.flatMap(({ eventId, heldOn }) => {
        const legalStatus = legalStatusOn(period, heldOn) ?? period.legalStatuses.at(-1)!.legalStatus;
        return isShortBreak(legalStatus)
          ? [
              {
                eventId,
                sentence: `On ${heldOn} the child was on short breaks (${legalStatus}), which have no review.`,
              },
            ]
          : [];
      }),
    ),
  },
  notAfterDeath({ name: 'care-does-not-start-after-death' }, 'CareStarted', 'The start of care'),
];

/** A change named to a period it does not lie in; on the day care ceases there is no next episode. */
function outside(journey: Journey, fact: Fact<'LegalStatusChanged' | 'PlacementStarted'>): Found {
  const period = spokenOf(periodsOfCare(journey), fact.data.periodId, fact.on);
  if (!period || isWithin(period, fact.on)) return [];
  const { startedOn, ceasedOn } = period;
  const days = ceasedOn === undefined ? `from ${startedOn}` : `from ${startedOn} to ${ceasedOn}`;
  return [{ eventId: fact.eventId, sentence: `The change of ${fact.on} lies outside its period of care ${days}.` }];
}

const isWithin = ({ startedOn, ceasedOn }: PeriodOfCare, on: PlainDate): boolean =>
  startedOn <= on && (ceasedOn === undefined || on < ceasedOn);
