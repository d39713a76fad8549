import { opening, recordPlace } from '#access/opening';
import type { ProblemFound } from '../../problem.ts';
import { knownChild } from '../../queries/known-child.ts';
import { oneOf, page } from '../page.ts';
import { notOpened } from '../opened-child.ts';

const SHORTEST_REASON = 10;

/** Break-glass: a record that is restricted or another area's opens for an hour, for a reason that is kept. */
export const openForAReason = page({
  method: 'post',
  path: '/open-for-a-reason',
  right: 'break-glass',
  audit: 'NOTHING', // it writes a line of its own, with the reason
  show: async ({ person, body, requestId }, { waymark, breakGlass, audit }) => {
    const childId = oneOf(body, 'childId') ?? '';
    const reason = oneOf(body, 'reason') ?? '';
    const { journey } = await knownChild(waymark.store, childId, null);
    const why = opening(person, recordPlace(journey, waymark.today()), true);
    if (why !== 'OPEN') throw notOpened(why, childId);
    if (reason.length < SHORTEST_REASON || reason.length > 500) return again(notOpened('RESTRICTED', childId), reason);
    await audit.write({
      person,
      action: 'BREAK_GLASS',
      outcome: 'DONE',
      childId,
      detail: 'record opened for an hour',
      reason,
      requestId,
    });
    await breakGlass.open(person, childId, reason);
    return {
      redirect: `/children/${encodeURIComponent(childId)}`,
      says: { kind: 'warning', text: 'This record is open to you for one hour. The reason you gave is kept.' },
    };
  },
});

const reasonError = 'Say why you need to open this record, in 10 to 500 characters';

const again = ({ problem }: ProblemFound, reason: string) => ({
  view: 'record/not-opened.njk',
  title: problem.title,
  model: {
    ...problem,
    detail: 'A reason is needed.',
    reason,
    reasonError,
    errors: [{ text: reasonError, href: '#reason' }],
  },
  status: 400,
});
