import { mayCarryOut } from '#access/commands-by-role';
import { may, type Person } from '#access/person';
import { ProblemFound } from '../../problem.ts';

/** What a person may do to the entries and the record itself. */
export const repairsFor = (person: Person) => ({
  corrects: may(person, 'correct-records') && mayCarryOut(person, 'CorrectEventDate'),
  takesOut: may(person, 'correct-records') && mayCarryOut(person, 'VoidEvent'),
  moves: may(person, 'correct-records') && mayCarryOut(person, 'ReattributeEvent'),
  merges: may(person, 'merge-records') && mayCarryOut(person, 'MergeDuplicateRecords'),
  restricts: may(person, 'restrict-records') && mayCarryOut(person, 'RestrictRecord'),
});

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
