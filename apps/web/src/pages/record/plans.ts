import * as codes from '#case-flow/codes';
import type { Journey } from '#case-flow/journey';
import { childInNeedPlans } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { shortBreakBudgets } from '#case-flow/child-in-need-plan/short-break-budgets';
import {
  childProtectionPlans,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { earlyHelp } from '#case-flow/early-help/early-help-work';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';
import { ended, meetings, visitsTable, type PlanShown } from './plan-shown.ts';
import { caringParts } from './plans-in-care.ts';
import { budget, helping, leaving } from './plans-of-help.ts';

/** The plans of each kind that a child has or had, the latest first. */
export interface PlanParts {
  readonly id: string;
  readonly title: string;
  readonly plans: readonly PlanShown[];
  readonly empty: string;
}

/** Everything planned for a child, by kind, from the journey. */
export const planParts = (journey: Journey): readonly PlanParts[] => [
  part(
    'protection',
    'Child protection plans',
    'This child has never been the subject of a child protection plan.',
    childProtectionPlans(journey).map(protection),
  ),
  part(
    'need',
    'Child in need plans',
    'This child has never had a child in need plan.',
    childInNeedPlans(journey).map(need),
  ),
  part(
    'short-breaks',
    'Short-break budgets',
    'No short-break budget was ever agreed.',
    shortBreakBudgets(journey).map(budget),
  ),
  part('care', 'Periods of care', 'This child has never been looked after.', caringParts(journey)),
  part('leaver', 'Leaving care', 'This child is not a care leaver.', leaving(journey)),
  part('early-help', 'Early help', 'This child has never had early help.', earlyHelp(journey).map(helping)),
];

const part = (id: string, title: string, empty: string, plans: readonly PlanShown[]): PlanParts => ({
  id,
  title,
  empty,
  plans: plans.toReversed(),
});

function protection(plan: ChildProtectionPlan): PlanShown {
  const { startedOn, endedOn, categories, latestCategory, endReason, isTemporary, reviews, coreGroups, visits } = plan;
  const label = (code: string) => codes.categoryOfAbuseLabels.get(code) ?? code;
  return {
    title: isTemporary ? 'Plan of another authority' : 'Child protection plan',
    from: startedOn,
    ...ended(endedOn),
    facts: [
      ['Category of abuse', label(latestCategory)],
      ...(categories.length > 1
        ? [
            [
              'Earlier categories',
              categories
                .slice(0, -1)
                .map(({ value, from }) => `${label(value)} from ${dayInWords(from)}`)
                .join('; '),
            ] as const,
          ]
        : []),
      ...(endReason === undefined
        ? []
        : [['Reason it ended', codes.protectionPlanEndReasonLabels.get(endReason) ?? endReason] as const]),
    ],
    tables: [meetings('Review conferences', reviews), meetings('Core groups', coreGroups), visitsTable(visits)],
  };
}

function need({
  startedOn,
  endedOn,
  kind,
  minimumUntil,
  endReason,
  reviews,
  visits,
}: ReturnType<typeof childInNeedPlans>[number]): PlanShown {
  return {
    title: 'Child in need plan',
    from: startedOn,
    ...ended(endedOn),
    facts: [
      ['Kind', wordsOfValue('kind', kind) ?? kind],
      ...(minimumUntil === undefined ? [] : [['Held at least until', dayInWords(minimumUntil)] as const]),
      ...(endReason === undefined
        ? []
        : [['Reason it ended', wordsOfValue('reason', endReason) ?? endReason] as const]),
    ],
    tables: [
      {
        caption: 'Reviews',
        heads: ['Held', 'Decision'],
        rows: reviews
          .toReversed()
          .map(({ heldOn, decision }) => [
            dayInWords(heldOn),
            decision === undefined ? 'Not recorded' : (wordsOfValue('decision', decision) ?? decision),
          ]),
        empty: 'None held.',
      },
      visitsTable(visits),
    ],
  };
}
