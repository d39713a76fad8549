import { z } from 'zod';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { extend, factsOf, type Journey } from '../journey.ts';
import { cases, endOf, type Case } from '../referral/case.ts';
import { Refused } from '../refused.ts';
import { identity, isReversed } from './identity.ts';
import { notToldApart } from './not-same-child.ts';

/** A record that was merged into another takes no new events: they belong to the survivor (A.14, Person MERGED is final). */
export function notMerged(journey: Journey): void {
  const { mergedInto } = identity(journey);
  if (mergedInto !== undefined)
    throw new Refused(
      'a-merged-record-takes-no-new-events',
      `This record was merged into that of child ${mergedInto}. Work on that record, or reverse the merge.`,
    );
}

/** Merging two records of one child, and undoing it (catalogue A.1, BT03). No stream is ever deleted. */
export const mergingCommands = {
  MergeDuplicateRecords: command(
    z.object({
      childId: identifier,
      mergedId: identifier,
      reason: text,
      fieldChoices: z.record(z.string(), z.enum(['SURVIVOR', 'MERGED'])).optional(),
    }),
    (journey, { childId: survivorId, mergedId, reason, fieldChoices }, { eventIdOf, other }) => {
      if (mergedId === survivorId)
        throw new Refused(
          'a-record-is-not-merged-into-itself',
          'These are the same record. Choose the duplicate to merge into this one.',
        );
      const merged = other(mergedId);
      const known = factsOf(journey, 'DuplicateRecordsMerged').some(
        (fact) =>
          fact.data.mergedId === mergedId && fact.data.survivorId === survivorId && !isReversed(journey, fact.eventId),
      );
      if (known) return [];
      if (merged.events.length === 0)
        throw new Refused(
          'only-a-known-record-is-merged',
          `There is no record of a child ${mergedId}. Check the number.`,
        );
      // The journey of a child that is merged already may come as that of its survivor.
      const mergedInto = merged.childId === mergedId ? identity(merged).mergedInto : merged.childId;
      if (mergedInto !== undefined)
        throw new Refused(
          'a-record-is-merged-once',
          `The record of child ${mergedId} was already merged into that of child ${mergedInto}.`,
        );
      notToldApart(journey, mergedId);
      noOverlappingCases(journey, merged);
      const data = { survivorId, mergedId, ...(fieldChoices === undefined ? {} : { fieldChoices }) };
      return [
        { type: 'DuplicateRecordsMerged', data, personal: { reason } },
        { type: 'MergedInto', data: { survivorId, mergeEventId: eventIdOf(0) }, childId: mergedId },
      ];
    },
    { others: ({ mergedId }) => [mergedId] },
  ),

  /** Asked of the survivor, whose journey holds the merged child's events for as long as the merge stands. */
  ReverseMerge: command(
    z.object({ childId: identifier, mergeEventId: identifier, reason: text }),
    (journey, { mergeEventId, reason }) => {
      const merge = factsOf(journey, 'DuplicateRecordsMerged').find((fact) => fact.eventId === mergeEventId);
      if (!merge)
        throw new Refused(
          'only-a-known-merge-is-reversed',
          `No merge ${mergeEventId} is recorded for this child. Reverse it on the surviving record.`,
        );
      if (isReversed(journey, mergeEventId)) return [];
      const reversed = { type: 'MergeReversed' as const, data: { mergeEventId }, personal: { reason } };
      return [
        { ...reversed, childId: merge.data.survivorId },
        { ...reversed, childId: merge.data.mergedId },
      ];
    },
  ),
};

/**
 * Cases of the two records that would overlap are repaired first: one child has one open case at a time (DfE 8816). Referrals
 * of one day become one case (BT03), so this is asked of the two journeys as they would be together.
 */
function noOverlappingCases(survivor: Journey, merged: Journey): void {
  const all = cases(extend(survivor, merged.events)).filter((one) => !isNoFurtherAction(one));
  const pairs = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => (overlapAcrossRecords(a, b) ? [[a, b] as const] : [])),
  );
  if (pairs.length === 0) return;
  const list = pairs.map(([a, b]) => `${period(a)} (case ${a.caseId}) and ${period(b)} (case ${b.caseId})`).join('; ');
  throw new Refused(
    'overlapping-cases-are-repaired-before-a-merge',
    `Both records have a case at the same time: ${list}. Close, correct or void one of each pair first.`,
    '8816',
  );
}

const overlapAcrossRecords = (earlier: Case, later: Case) =>
  earlier.received.childId !== later.received.childId && later.referredOn < (endOf(earlier) ?? '9999-12-31');

const isNoFurtherAction = (one: Case) => one.decided?.data.decision === 'NFA';
const period = (one: Case) => `from ${one.referredOn} ${endOf(one) === undefined ? 'on' : `to ${endOf(one)}`}`;
