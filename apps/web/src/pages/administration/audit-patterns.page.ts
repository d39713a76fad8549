import { dormantAccounts, openedUnallocated } from '#access/patterns';
import { isRole, roles } from '#access/roles';
import { startOfLondonDay } from '#calendar/instant';
import { addDays } from '#calendar/plain-date';
import { page } from '../page.ts';

const [LOOKED_DAYS, DORMANT_DAYS, MOST_LINES] = [30, 90, 100];

/** What governance looks through each month: records opened without a case, records opened for a reason, accounts nobody uses. */
export const auditPatterns = page({
  path: '/administration/audit/patterns',
  right: 'see-audit',
  audit: 'SEARCH',
  show: async (_, { waymark, breakGlass }) => {
    const { database } = waymark;
    const since = startOfLondonDay(addDays(waymark.today(), -LOOKED_DAYS));
    const [unallocated, forAReason, dormant] = await Promise.all([
      openedUnallocated(database, since, MOST_LINES),
      breakGlass.since(since),
      dormantAccounts(database, startOfLondonDay(addDays(waymark.today(), -DORMANT_DAYS))),
    ]);
    const model = {
      isWide: true,
      unallocated: unallocated.map(withRole),
      forAReason: forAReason.map((one) => ({ ...withRole(one), isOpen: one.endsAt > waymark.now() })),
      dormant: dormant.map(withRole),
      days: { looked: LOOKED_DAYS, dormant: DORMANT_DAYS },
      isCut: unallocated.length === MOST_LINES,
      back: { href: '/administration', text: 'Administration' },
    };
    return { view: 'administration/audit-patterns.njk', title: 'Patterns in the audit', model };
  },
});

/** Ends an opening for a reason that does not hold: the record is closed to that person from their next page on. */
export const endOpening = page({
  method: 'post',
  path: '/administration/audit/openings/:openedId/end',
  right: 'see-audit',
  audit: 'NOTHING', // it writes a line of its own, with the child
  show: async ({ params, person, requestId }, { breakGlass, audit }) => {
    const ended = await breakGlass.end(params['openedId']!);
    if (ended === undefined)
      return {
        redirect: '/administration/audit/patterns',
        says: { kind: 'information', text: 'It had ended already.' },
      };
    const { childId, username } = ended;
    const detail = `opening for a reason ended: ${username}`;
    await audit.write({ person, action: 'CHANGE', outcome: 'DONE', childId, detail, requestId });
    const text = `The record of child ${childId} is closed to ${username} again.`;
    return { redirect: '/administration/audit/patterns', says: { kind: 'success', text } };
  },
});

const withRole = <Line extends { readonly role: string }>(line: Line) => ({
  ...line,
  roleName: isRole(line.role) ? roles[line.role] : line.role,
});
