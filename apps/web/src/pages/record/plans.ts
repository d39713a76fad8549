import type { PlainDate } from '#calendar/plain-date';
import * as codes from '#case-flow/codes';
import type { Journey } from '#case-flow/journey';
import { childInNeedPlans } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { shortBreakBudgets } from '#case-flow/child-in-need-plan/short-break-budgets';
import {
  childProtectionPlans,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { earlyHelp } from '#case-flow/early-help/early-help-work';
import { careLeaver } from '#case-flow/leaving-care/care-leaver';
import { leaverEligibilityLabels } from '#case-flow/leaver-codes';
import { wordsOfValue } from '../../forms/value-words.ts';
import { dayInWords } from '../filters.ts';
import { caringParts } from './plans-in-care.ts';

/** A plan, or another stretch of help, with what belongs to it in tables. */
export interface PlanShown {
  readonly title: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly facts: readonly (readonly [label: string, words: string])[];
  readonly tables: readonly TableShown[];
}

/** A table of words: the first cell of a row heads it. */
export interface TableShown {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said where there is no row. */
  readonly empty: string;
}

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

/** Meetings with the day each was due by, and whether it was in time. */
export function meetings(
  caption: string,
  held: readonly { readonly heldOn: PlainDate; readonly dueOn?: PlainDate }[],
): TableShown {
  return {
    caption,
    heads: ['Held', 'Due by', 'In time'],
    rows: held
      .toReversed()
      .map(({ heldOn, dueOn }) => [
        dayInWords(heldOn),
        dueOn === undefined ? 'Not known' : dayInWords(dueOn),
        dueOn === undefined ? 'Not known' : heldOn <= dueOn ? 'Yes' : 'No, late',
      ]),
    empty: 'None held.',
  };
}

/** Visits with whether the child was seen, and alone. */
export const visitsTable = (
  visits: readonly { readonly visitedOn: PlainDate; readonly seen: boolean; readonly alone: boolean }[],
): TableShown => ({
  caption: 'Visits',
  heads: ['Day', 'Child seen', 'Seen alone'],
  rows: visits
    .toReversed()
    .map(({ visitedOn, seen, alone }) => [dayInWords(visitedOn), seen ? 'Yes' : 'No', alone ? 'Yes' : 'No']),
  empty: 'None made.',
});

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

const budget = ({ startedOn, endedOn, hours }: ReturnType<typeof shortBreakBudgets>[number]): PlanShown => ({
  title: 'Short-break budget',
  from: startedOn,
  ...ended(endedOn),
  facts: hours === undefined ? [] : [['Hours', hours.toLocaleString('en-GB')]],
  tables: [],
});

function helping({
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

function leaving(journey: Journey): readonly PlanShown[] {
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

/** The last day, where there is one. */
export const ended = (on: PlainDate | undefined): { readonly to?: PlainDate } => (on === undefined ? {} : { to: on });
