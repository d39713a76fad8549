import { assessmentKindLabels } from '#case-flow/assessment-codes';
import { categoryOfAbuseLabels, contactOutcomeLabels, lateReasonLabels, referralSourceLabels } from '#case-flow/codes';
import { leaverActivityLabels } from '#case-flow/leaver-codes';
import { socialWorkerChangeReasonLabels } from '#case-flow/looked-after-codes';
import type { Measure } from '#measures/measure';
import { wordsOfValue } from '../../forms/value-words.ts';
import { wordsOf } from '../../words.ts';

type Labels = ReadonlyMap<string, string>;

/** The published words of codes that measures are broken into, by the projection's column. */
const labels: Readonly<Record<string, Labels>> = {
  'contacts source': referralSourceLabels,
  'contacts outcome': contactOutcomeLabels,
  'assessments kind': assessmentKindLabels,
  'initial-conferences lateReason': lateReasonLabels,
  'child-protection-reviews lateReason': lateReasonLabels,
  'care-reviews lateReason': lateReasonLabels,
  'open-child-protection-plans category': categoryOfAbuseLabels,
  'open-child-protection-plans initialCategory': categoryOfAbuseLabels,
  'child-protection-plans category': categoryOfAbuseLabels,
  'categories-of-plans category': categoryOfAbuseLabels,
  'care-leavers activity': leaverActivityLabels,
  'spells-of-employment reason': socialWorkerChangeReasonLabels,
};

const ofOurs: Readonly<Record<string, string>> = { NOT_KNOWN: 'Not known', UNDECIDED: 'Not decided yet' };

/** A part of a measure's own grouping as it is read: 1A is "Individual", NEG is "Neglect". */
export function groupWords({ numerator, grouping }: Pick<Measure, 'numerator' | 'grouping'>, group: string): string {
  if (Object.hasOwn(ofOurs, group)) return ofOurs[group]!;
  if (grouping === undefined || 'isoWeek' in grouping) return group;
  const { column } = grouping;
  const label = labels[`${numerator.projection.name} ${column}`]?.get(group) ?? wordsOfValue(column, group);
  if (label !== undefined) return label;
  if (/^[A-Z][A-Z_]{3,}$/.test(group)) return group.charAt(0) + group.slice(1).toLowerCase().replaceAll('_', ' ');
  return /^[A-Z][a-z]+[A-Z0-9]/.test(group) ? wordsOf(group) : group;
}
