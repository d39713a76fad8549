import type { PlainDate } from '#calendar/plain-date';
import { siblings } from '#case-flow/child-identity/identity';
import { notSameChildren } from '#case-flow/child-identity/not-same-child';
import { cases, openCase } from '#case-flow/referral/case';
import type { KnownChild } from '../../queries/known-child.ts';
import { dayInShort } from '../filters.ts';
import { overviewOf } from './overview.ts';

/** What two records hold, side by side. */
export function countsOf(here: KnownChild, there: KnownChild, today: PlainDate) {
  const line = (label: string, of: (child: KnownChild) => string) => ({ label, here: of(here), there: of(there) });
  return [
    line('Entries', ({ events }) => events.length.toLocaleString('en-GB')),
    line('First entry', (child) => dayOf(child, 0)),
    line('Last entry', (child) => dayOf(child, -1)),
    line('Cases', ({ journey }) => String(cases(journey).length)),
    line('Open case', ({ journey }) => {
      const open = openCase(journey, today);
      return open === undefined ? 'None' : `Since ${dayInShort(open.referredOn)}`;
    }),
    line(
      'Under way',
      ({ journey }) =>
        overviewOf(journey, today)
          .underWay.map(({ what }) => what)
          .join(', ') || 'Nothing',
    ),
    line('Restricted', ({ identity }) => (identity.restriction === undefined ? 'No' : 'Yes')),
  ];
}

function dayOf({ journey }: KnownChild, at: 0 | -1): string {
  const on = journey.facts.at(at)?.on;
  return on === undefined ? 'None' : dayInShort(on);
}

/** What speaks against two records being one child, or will come of merging them. A rule may refuse it besides. */
export function mergeWarnings(here: KnownChild, there: KnownChild, today: PlainDate): readonly string[] {
  const [a, b] = [here.identity, there.identity];
  const linked = siblings(here.journey).has(there.childId) || siblings(there.journey).has(here.childId);
  const apart = notSameChildren(here.journey).has(there.childId) || notSameChildren(there.journey).has(here.childId);
  const differ = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && one !== other;
  const warnings: readonly (string | false)[] = [
    apart && 'It is recorded that these are two different children.',
    linked &&
      'The two are linked as siblings. Twins have one birthday and often one school: make sure that they are not two children.',
    differ(a.dob, b.dob) && 'The dates of birth differ.',
    differ(a.sex === 'U' ? undefined : a.sex, b.sex === 'U' ? undefined : b.sex) && 'The sexes differ.',
    differ(a.upn, b.upn) && 'The unique pupil numbers differ: a child has one.',
    b.mergedInto !== undefined && 'The other record was merged already.',
    (a.diedOn === undefined) !== (b.diedOn === undefined) && 'One record says that the child has died.',
    (a.restriction === undefined) !== (b.restriction === undefined) &&
      'One record is restricted. The merged record will be.',
    openCase(here.journey, today) !== undefined &&
      openCase(there.journey, today) !== undefined &&
      'Both have an open case. A child has one at a time: close, correct or take out one of them first.',
  ];
  return warnings.filter((one) => one !== false);
}
