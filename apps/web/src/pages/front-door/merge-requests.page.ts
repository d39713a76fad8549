import { page } from '../page.ts';
import { recordAt } from '../record/record-head.ts';

/** Pairs of records that somebody asked to be merged: the records manager's work list. */
export const mergeRequests = page({
  path: '/merge-requests',
  right: 'merge-records',
  audit: 'LIST',
  show: async ({ person }, service) => {
    const pairs = await service.finding.mergesAskedFor();
    const named = await service.children(
      person,
      pairs.flatMap(({ childId, otherChildId }) => [childId, otherChildId]),
    );
    const lines = pairs.map(({ childId, otherChildId }) => {
      const [one, other] = [named.get(childId)!, named.get(otherChildId)!];
      const isOpen = one.childId !== '' && other.childId !== '';
      return {
        one,
        other,
        ...(isOpen ? { href: `${recordAt(childId)}/merge?with=${encodeURIComponent(otherChildId)}` } : {}),
      };
    });
    const title = `Merges asked for (${lines.length.toLocaleString('en-GB')})`;
    return { view: 'front-door/merge-requests.njk', title, model: { lines, back: { href: '/children' } } };
  },
});
