import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, spokenOf, startsOf, told, type Start } from '../succession.ts';
import { stretchesOf } from '../stretches.ts';
import { careReviewsOf, type CareReview } from './care-reviews.ts';
import { missingEpisodes, type MissingEpisode } from './missing-episodes.ts';
import { placementsOf, type Placement } from './placements.ts';
import { staysOf, type Stay } from './stays.ts';

export type LegalStatus = Fact<'CareStarted'>['data']['legalStatus'];

/** A stretch of days under one legal status, and the event that began it. */
export interface LegalStretch {
  readonly eventId: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly legalStatus: LegalStatus;
}

/** A visit to a looked-after child. */
export interface CareVisit {
  readonly eventId: string;
  readonly visitedOn: PlainDate;
  readonly seen: boolean;
  readonly alone: boolean;
}

/** A period of care: from the day a child starts to be looked after to the day that ceases. */
export interface PeriodOfCare {
  readonly periodId: string;
  /** Its own id and those of starts of the same day, which are folded into it. */
  readonly ids: ReadonlySet<string>;
  readonly caseId?: string;
  readonly started: Fact<'CareStarted'>;
  readonly startedOn: PlainDate;
  readonly ceased?: Fact<'CareCeased'>;
  readonly ceasedOn?: PlainDate;
  readonly reasonCeased?: Fact<'CareCeased'>['data']['reason'];
  readonly legalStatuses: readonly LegalStretch[];
  readonly placements: readonly Placement[];
  /** What counts as one placement: see there. */
  readonly stays: readonly Stay[];
  readonly reviews: readonly CareReview[];
  readonly visits: readonly CareVisit[];
  readonly missingEpisodes: readonly MissingEpisode[];
}

/** Whether a legal status is that of short breaks, which are in no count of looked-after children (policy cla). */
export const isShortBreak = (legalStatus: LegalStatus): boolean => legalStatus === 'V3' || legalStatus === 'V4';

/** The child's periods of care in the order of their start, short breaks recorded as care among them. */
export const periodsOfCare = perJourney((journey): readonly PeriodOfCare[] => {
  const starts = startsOf(factsOf(journey, 'CareStarted'), (data) => data.periodId);
  const ends = endsOf(starts, factsOf(journey, 'CareCeased'), (data) => data.periodId);
  const of = toldOfEach(journey, starts);
  return starts.map((start) => {
    const { started, startedOn, ids } = start;
    const caseId = caseOf(journey, started)?.caseId;
    const ceased = ends.get(start);
    const placements = placementsOf(started, ceased?.on, of('PlacementStarted', start), of('PlacementEnded', start));
    return {
      periodId: started.data.periodId,
      ids,
      ...(caseId === undefined ? {} : { caseId }),
      started,
      startedOn,
      ...(ceased === undefined ? {} : { ceased, ceasedOn: ceased.on, reasonCeased: ceased.data.reason }),
      legalStatuses: legalStatusesOf(started, ceased?.on, of('LegalStatusChanged', start)),
      placements,
      stays: staysOf(placements, ceased?.on),
      reviews: careReviewsOf(startedOn, of('CareReviewHeld', start), of('ReviewMinutesCompleted', start)),
      visits: of('CareVisitMade', start).map(visit),
      missingEpisodes: missingEpisodes(journey).filter(
        (one) => spokenOf(starts, one.started.data.periodId, one.fromOn) === start,
      ),
    };
  });
});

/** The period of care the child is in at the end of a day, if any. The day it ceases it is over (catalogue C.0.5). */
export const periodOn = (journey: Journey, on: PlainDate): PeriodOfCare | undefined =>
  periodsOfCare(journey).findLast((one) => one.startedOn <= on && (one.ceasedOn === undefined || one.ceasedOn > on));

/** The legal status at the end of a day within the period. */
export const legalStatusOn = (period: PeriodOfCare, on: PlainDate): LegalStatus | undefined =>
  stretchOn(period.legalStatuses, on)?.legalStatus;

/** The placement at the end of a day within the period. */
export const placementOn = (period: PeriodOfCare, on: PlainDate): Placement | undefined =>
  stretchOn(period.placements, on);

/** The stay with one carer at the end of a day within the period, if a placement that counts is known. */
export const stayOn = (period: PeriodOfCare, on: PlainDate): Stay | undefined => stretchOn(period.stays, on);

/** The first of the days without a break up to this one on which the child was in care other than for short breaks. */
export function inCareSince({ legalStatuses, startedOn }: PeriodOfCare, on: PlainDate): PlainDate {
  const by = legalStatuses.filter((one) => one.from <= on);
  const lastBreak = by.findLastIndex((one) => isShortBreak(one.legalStatus));
  return by[lastBreak + 1]?.from ?? by.at(-1)?.from ?? startedOn;
}

const stretchOn = <S extends { readonly from: PlainDate; readonly to?: PlainDate }>(
  stretches: readonly S[],
  on: PlainDate,
) => stretches.findLast((one) => one.from <= on && (one.to === undefined || one.to > on));

const followUps = [
  'LegalStatusChanged',
  'PlacementStarted',
  'PlacementEnded',
  'CareReviewHeld',
  'ReviewMinutesCompleted',
  'CareVisitMade',
] as const;
type FollowUp = (typeof followUps)[number];

function toldOfEach(journey: Journey, starts: readonly Start<'CareStarted'>[]) {
  const byName = new Map(
    followUps.map((name) => [name, told(starts, factsOf<FollowUp>(journey, name), (data) => data.periodId)] as const),
  );
  return <Name extends FollowUp>(name: Name, start: Start<'CareStarted'>) =>
    (byName.get(name)?.get(start) ?? []) as readonly Fact<Name>[];
}

function legalStatusesOf(
  started: Fact<'CareStarted'>,
  ceasedOn: PlainDate | undefined,
  changes: readonly Fact<'LegalStatusChanged'>[],
): readonly LegalStretch[] {
  const values = changes.map(({ on, data }) => ({ on, value: data.legalStatus }));
  return stretchesOf(started.on, ceasedOn, started.data.legalStatus, values).map(({ value, ...days }) => {
    const change = changes.findLast((one) => one.on === days.from);
    return { eventId: (change ?? started).eventId, ...days, legalStatus: value };
  });
}

const visit = ({ eventId, on, data }: Fact<'CareVisitMade'>): CareVisit => ({
  eventId,
  visitedOn: on,
  seen: data.seen,
  alone: data.alone === true,
});
