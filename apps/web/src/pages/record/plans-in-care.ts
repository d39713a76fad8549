import {
  categoryOfNeedLabels,
  legalStatusLabels,
  placementProviderLabels,
  placementTypeLabels,
  placementChangeReasonLabels,
  reasonEpisodeCeasedLabels,
  missingKindLabels,
  reviewParticipationLabels,
} from '#case-flow/looked-after-codes';
import * as codes from '#case-flow/codes';
import type { Journey } from '#case-flow/journey';
import { periodsOfCare, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { respiteStays } from '#case-flow/care/respite-stays';
import { dayInWords, momentInWords } from '../filters.ts';
import { ended, meetings, visitsTable, type PlanShown, type TableShown } from './plan-shown.ts';

/** The periods of care of a child with their placements, orders, reviews, visits and times missing, and respite stays. */
export function caringParts(journey: Journey): readonly PlanShown[] {
  const stays = respiteStays(journey).map(({ from, until, legalStatus }): PlanShown => ({
    title: 'Respite stay',
    from,
    to: until,
    facts: [['Legal status', legalStatusLabels.get(legalStatus) ?? legalStatus]],
    tables: [],
  }));
  return [...periodsOfCare(journey).map(period), ...stays].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : 0,
  );
}

function period(one: PeriodOfCare): PlanShown {
  const { startedOn, ceasedOn, reasonCeased, started, reviews, visits } = one;
  const { need } = started.data;
  return {
    title: 'Period of care',
    from: startedOn,
    ...ended(ceasedOn),
    facts: [
      ...(need === undefined
        ? []
        : [['Category of need', categoryOfNeedLabels.get(need) ?? codes.primaryNeedLabels.get(need) ?? need] as const]),
      ...(reasonCeased === undefined
        ? []
        : [['Reason it ceased', reasonEpisodeCeasedLabels.get(reasonCeased) ?? reasonCeased] as const]),
    ],
    tables: [
      placementsTable(one),
      legalTable(one),
      withParticipation(meetings('Reviews', reviews), one),
      visitsTable(visits),
      missingTable(one),
    ],
  };
}

const lastDay = (on: Parameters<typeof dayInWords>[0] | undefined): string =>
  on === undefined ? 'Now' : dayInWords(on);

const placementsTable = ({ placements }: PeriodOfCare): TableShown => ({
  caption: 'Placements',
  heads: ['From', 'To', 'Type', 'Provider', 'Why it ended'],
  rows: placements
    .toReversed()
    .map(({ from, to, type, provider, changeReason }) => [
      dayInWords(from),
      lastDay(to),
      placementTypeLabels.get(type) ?? type,
      provider === undefined ? 'Not recorded' : (placementProviderLabels.get(provider) ?? provider),
      changeReason === undefined
        ? to === undefined
          ? 'Has not ended'
          : 'Not recorded'
        : (placementChangeReasonLabels.get(changeReason) ?? changeReason),
    ]),
  empty: 'None recorded.',
});

const legalTable = ({ legalStatuses }: PeriodOfCare): TableShown => ({
  caption: 'Legal status',
  heads: ['From', 'To', 'Status'],
  rows: legalStatuses
    .toReversed()
    .map(({ from, to, legalStatus }) => [
      dayInWords(from),
      lastDay(to),
      legalStatusLabels.get(legalStatus) ?? legalStatus,
    ]),
  empty: 'None recorded.',
});

/** The reviews with how the child took part. */
function withParticipation(table: TableShown, { reviews }: PeriodOfCare): TableShown {
  const took = reviews
    .toReversed()
    .map(({ participation }) =>
      participation === undefined ? 'Not recorded' : (reviewParticipationLabels.get(participation) ?? participation),
    );
  return {
    ...table,
    heads: [...table.heads, "Child's participation"],
    rows: table.rows.map((row, i) => [...row, took[i]!]),
  };
}

const missingTable = ({ missingEpisodes }: PeriodOfCare): TableShown => ({
  caption: 'Times missing or away',
  heads: ['From', 'To', 'Kind', 'Return interview offered'],
  rows: missingEpisodes
    .toReversed()
    .map(({ from, until, kind, returnInterviewOffered }) => [
      momentInWords(from),
      until === undefined ? 'Not back' : momentInWords(until),
      missingKindLabels.get(kind) ?? kind,
      returnInterviewOffered === undefined ? 'Not recorded' : returnInterviewOffered ? 'Yes' : 'No',
    ]),
  empty: 'None recorded.',
});
