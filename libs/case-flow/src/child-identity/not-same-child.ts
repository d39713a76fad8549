import { z } from 'zod';
import { command, type Decision } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { factsOf, perJourney, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';

/** The records that are known to be of another child than this one, however alike they look. */
export const notSameChildren = perJourney((journey): ReadonlySet<string> => {
  const others = new Set<string>();
  for (const { type, data } of factsOf(journey, 'NotSameChildRecorded', 'NotSameChildWithdrawn'))
    if (type === 'NotSameChildRecorded') others.add(data.otherChildId);
    else others.delete(data.otherChildId);
  return others;
});

/** The records that somebody asked to be merged with this one. Merging, or telling the two apart, settles it. */
export const mergesAskedFor = perJourney((journey): ReadonlySet<string> => {
  const asked = new Set<string>();
  for (const { type, data } of factsOf(journey, 'MergeRequested', 'NotSameChildRecorded', 'DuplicateRecordsMerged'))
    if ('mergedId' in data) asked.delete(data.mergedId);
    else if (type === 'MergeRequested') asked.add(data.otherChildId);
    else asked.delete(data.otherChildId);
  return asked;
});

/** Two records that are told apart are not merged: twins and namesakes would become one child. */
export function notToldApart(journey: Journey, otherChildId: string): void {
  if (notSameChildren(journey).has(otherChildId))
    throw new Refused(
      'records-told-apart-are-not-merged',
      `It is recorded that child ${otherChildId} is not the same child. Withdraw that first, if it is wrong.`,
    );
}

const pair = z.object({ childId: identifier, otherChildId: identifier, reason: text });

/** Whether two records that look alike are of one child: decided once, and remembered with who decided it and why. */
export const notSameChildCommands = {
  RecordNotSameChild: command(
    pair,
    (journey, { childId, otherChildId, reason }, { other }) => {
      twoKnownRecords(childId, otherChildId, other(otherChildId));
      return onBoth('NotSameChildRecorded', childId, otherChildId, reason, {
        here: !notSameChildren(journey).has(otherChildId),
        there: !notSameChildren(other(otherChildId)).has(childId),
      });
    },
    { others: ({ otherChildId }) => [otherChildId] },
  ),

  WithdrawNotSameChild: command(
    pair,
    (journey, { childId, otherChildId, reason }, { other }) =>
      onBoth('NotSameChildWithdrawn', childId, otherChildId, reason, {
        here: notSameChildren(journey).has(otherChildId),
        there: notSameChildren(other(otherChildId)).has(childId),
      }),
    { others: ({ otherChildId }) => [otherChildId] },
  ),

  /** Asks the records manager, who merges (catalogue A.1), to look at two records. */
  RequestMerge: command(
    pair,
    (journey, { childId, otherChildId, reason }, { other }) => {
      twoKnownRecords(childId, otherChildId, other(otherChildId));
      notToldApart(journey, otherChildId);
      return onBoth('MergeRequested', childId, otherChildId, reason, {
        here: !mergesAskedFor(journey).has(otherChildId),
        there: !mergesAskedFor(other(otherChildId)).has(childId),
      });
    },
    { others: ({ otherChildId }) => [otherChildId] },
  ),
};

/** What is true of a pair is written on both records, wherever it is not there yet. */
function onBoth(
  type: 'NotSameChildRecorded' | 'NotSameChildWithdrawn' | 'MergeRequested',
  childId: string,
  otherChildId: string,
  reason: string,
  isDue: { readonly here: boolean; readonly there: boolean },
): readonly Decision[] {
  const personal = { reason };
  return [
    ...(isDue.here ? [{ type, data: { otherChildId }, personal }] : []),
    ...(isDue.there ? [{ type, data: { otherChildId: childId }, personal, childId: otherChildId }] : []),
  ];
}

function twoKnownRecords(childId: string, otherChildId: string, other: Journey): void {
  if (childId === otherChildId)
    throw new Refused('two-records-are-compared', 'These are the same record. Choose another one to compare it with.');
  if (other.events.length === 0)
    throw new Refused(
      'only-known-records-are-compared',
      `There is no record of a child ${otherChildId}. Check the number.`,
    );
}
