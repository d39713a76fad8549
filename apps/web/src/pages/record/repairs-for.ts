import { mayCarryOut } from '#access/commands-by-role';
import { may, type Person } from '#access/person';
import type { Right } from '#access/rights';
import type { KnownChild } from '../../queries/known-child.ts';
import { ProblemFound } from '../../problem.ts';

/** What a person may do to the entries and the record itself. A record that was merged is repaired on the one it became. */
export function repairsFor(person: Person, { identity }: KnownChild) {
  const isOwn = identity.mergedInto === undefined;
  const mayDo = (right: Right, command: string) => isOwn && may(person, right) && mayCarryOut(person, command);
  return {
    corrects: mayDo('correct-records', 'CorrectEventDate'),
    takesOut: mayDo('correct-records', 'VoidEvent'),
    moves: mayDo('correct-records', 'ReattributeEvent'),
    merges: mayDo('merge-records', 'MergeDuplicateRecords'),
    restricts: mayDo('restrict-records', 'RestrictRecord'),
  };
}

/** Refuses (403) a page whose command the person's role does not carry out, before anything is filled in. */
export function onlyWhoCarriesOut(person: Person, command: string): void {
  if (mayCarryOut(person, command)) return;
  throw new ProblemFound({
    type: '/problems/not-your-role',
    title: 'Not for your role',
    status: 403,
    detail: 'Your role does not repair records in this way. Ask your team manager or the records manager.',
  });
}
