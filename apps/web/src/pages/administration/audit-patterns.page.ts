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
      forAReason: forAReason.map(withRole),
      dormant: dormant.map(withRole),
      days: { looked: LOOKED_DAYS, dormant: DORMANT_DAYS },
      isCut: unallocated.length === MOST_LINES,
      back: { href: '/administration', text: 'Administration' },
    };
    return { view: 'administration/audit-patterns.njk', title: 'Patterns in the audit', model };
  },
});

const withRole = <Line extends { readonly role: string }>(line: Line) => ({
  ...line,
  roleName: isRole(line.role) ? roles[line.role] : line.role,
});
