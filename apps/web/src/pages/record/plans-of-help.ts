import type { PlainDate } from '#calendar/plain-date';
import type { shortBreakBudgets } from '#case-flow/child-in-need-plan/short-break-budgets';
import type { earlyHelp } from '#case-flow/early-help/early-help-work';
import type { Journey } from '#case-flow/journey';
import { careLeaver } from '#case-flow/leaving-care/care-leaver';
import { leaverEligibilityLabels } from '#case-flow/leaver-codes';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';
import { ended, type PlanShown } from './plan-shown.ts';

/** A short-break budget as a page shows it. */
export const budget = ({ startedOn, endedOn, hours }: ReturnType<typeof shortBreakBudgets>[number]): PlanShown => ({
  title: 'Short-break budget',
  from: startedOn,
  ...ended(endedOn),
  facts: hours === undefined ? [] : [['Hours', hours.toLocaleString('en-GB')]],
  tables: [],
});

/** A stretch of early help as a page shows it. */
export function helping({
  requestedOn,
  closedOn,
  origin,
  assessmentStartedOn,
  assessed,
  planStartedOn,
  teamMeetings,
  reviews,
  outcome,
}: ReturnType<typeof earlyHelp>[number]): PlanShown {
  const dayOf = (label: string, on: PlainDate | undefined) =>
    on === undefined ? [] : [[label, dayInWords(on)] as const];
  return {
    title: 'Early help',
    from: requestedOn,
    ...ended(closedOn),
    facts: [
      ['Came from', (origin === undefined ? undefined : wordsOfValue('origin', origin)) ?? 'Not recorded'],
      ...dayOf('Assessment started', assessmentStartedOn),
      ...dayOf('Assessment completed', assessed?.on),
      ...dayOf('Plan started', planStartedOn),
      ...(outcome === undefined ? [] : [['Outcome', wordsOfValue('outcome', outcome) ?? outcome] as const]),
    ],
    tables: [
      {
        caption: 'Team around the family and reviews',
        heads: ['Day', 'What'],
        empty: 'None held.',
        rows: [
          ...teamMeetings.map((on) => [on, 'Team around the family'] as const),
          ...reviews.map((on) => [on, 'Review'] as const),
        ]
          .sort(([a], [b]) => (a < b ? 1 : -1))
          .map(([on, what]) => [dayInWords(on), what]),
      },
    ],
  };
}

/** What is planned for a care leaver; nothing for anybody else. */
export function leaving(journey: Journey): readonly PlanShown[] {
  const leaver = careLeaver(journey);
  if (leaver === undefined) return [];
  const label = (code: string) => leaverEligibilityLabels.get(code) ?? code;
  return [
    {
      title: 'Care leaver',
      from: leaver.entitlements[0]!.from,
      ...ended(leaver.entitlements.at(-1)!.to),
      facts: leaver.entitlements.map(({ from, category }) => [label(category), `from ${dayInWords(from)}`] as const),
      tables: [
        {
          caption: 'Pathway plans and reviews',
          heads: ['Day', 'What'],
          rows: leaver.plans
            .toReversed()
            .map(({ on, type }) => [
              dayInWords(on),
              type === 'PathwayPlanCompleted' ? 'Plan completed' : 'Plan reviewed',
            ]),
          empty: 'None completed.',
        },
      ],
    },
  ];
}
