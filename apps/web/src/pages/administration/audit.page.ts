import { isRole, roles } from '#access/roles';
import { startOfLondonDay } from '#calendar/instant';
import { addDays, isPlainDate, type PlainDate } from '#calendar/plain-date';
import { oneOf, page, type AskedPage } from '../page.ts';
import { paginationOf } from '../record/paging.ts';

const PER_PAGE = 50;
const MOST_PAGES = 10_000;
const at = '/administration/audit';

/** What people do, as the audit calls it and in words. */
export const actions: Readonly<Record<string, string>> = {
  VIEW: 'Opened a record',
  LIST: 'Looked at a list',
  SEARCH: 'Searched',
  EXPORT: 'Exported',
  CHANGE: 'Recorded or changed',
  SIGN_IN: 'Signed in',
  SIGN_OUT: 'Signed out',
  BREAK_GLASS: 'Opened for a reason',
};

/** Who saw and did what: by child, person, action, outcome and time. Looking is itself in the audit. */
export const audit = page({
  path: at,
  right: 'see-audit',
  audit: 'SEARCH',
  show: async ({ query }, service) => {
    const { chosen, wrong, search } = asked(query);
    const wanted = Number(/^[1-9]\d{0,3}$/.exec(oneOf(query, 'page') ?? '')?.[0] ?? 1);
    const { inAll, lines } = await service.audit.search({
      ...search,
      limit: PER_PAGE,
      offset: (wanted - 1) * PER_PAGE,
    });
    const pages = Math.min(MOST_PAGES, Math.max(1, Math.ceil(inAll / PER_PAGE)));
    const address = (number: number) => `${at}?${new URLSearchParams({ ...chosen, page: String(number) })}`;
    const model = {
      isWide: true,
      inAll,
      lines: lines.map((line) => ({
        ...line,
        did: actions[line.action] ?? line.action,
        roleName: line.role !== null && isRole(line.role) ? roles[line.role] : undefined,
      })),
      actions,
      chosen,
      wrong,
      errors: Object.entries(wrong).map(([name, text]) => ({ text, href: `#${name}` })),
      ...(pages > 1 ? { pagination: paginationOf(Math.min(wanted, pages), pages, address) } : {}),
      back: { href: '/administration', text: 'Administration' },
    };
    const status = Object.keys(wrong).length > 0 ? 400 : 200;
    return { view: 'administration/audit.njk', title: 'Audit', model, status };
  },
});

/** What was asked for, as it was typed and as the audit is searched; days are London's, the last one included. */
function asked(query: AskedPage['query']) {
  const names = ['child', 'person', 'action', 'outcome', 'from', 'to'] as const;
  const typed = Object.fromEntries(names.map((name) => [name, oneOf(query, name)])) as Record<
    (typeof names)[number],
    string | undefined
  >;
  const { child, person, action, outcome, from, to } = typed;
  const wrong: Record<string, string> = {};
  const day = (name: 'from' | 'to', text: string | undefined): PlainDate | undefined => {
    if (text === undefined || isPlainDate(text)) return text;
    wrong[name] = 'Enter a day written like 2026-03-27';
    return undefined;
  };
  const [first, last] = [day('from', from), day('to', to)];
  const search = {
    ...(child === undefined ? {} : { childId: child }),
    ...(person === undefined ? {} : { username: person.toLowerCase() }),
    ...(action === undefined ? {} : { action }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(first === undefined ? {} : { from: startOfLondonDay(first) }),
    ...(last === undefined ? {} : { before: startOfLondonDay(addDays(last, 1)) }),
  };
  const chosen = Object.fromEntries(
    Object.entries(typed).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return { chosen, wrong, search };
}
