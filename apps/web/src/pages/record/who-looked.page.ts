import { roles, isRole } from '#access/roles';
import type { AuditLine } from '#access/audit';
import { isCommandName } from '#access/commands-by-role';
import { doesWhat } from '../../forms/command-words.ts';
import { ProblemFound } from '../../problem.ts';
import { childOf, oneOf, page } from '../page.ts';
import { workerNames } from './names.ts';
import { paginationOf } from './paging.ts';
import { maySeeWhoLooked, recordAt, recordView } from './record-head.ts';

const PER_PAGE = 50;
const EVER = '2000-01-01T00:00:00.000Z';

/** Who looked at a record, changed it, was refused it, or opened it for a reason. */
export const whoLooked = page({
  path: '/children/:childId/audit',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const child = childOf(asked);
    const { childId, events } = child;
    if (!maySeeWhoLooked(asked.person, child, service.waymark.today())) throw notForThem();
    const wanted = /^\d{1,6}$/.test(oneOf(asked.query, 'page') ?? '')
      ? Math.max(1, Number(oneOf(asked.query, 'page')))
      : 1;
    const [{ inAll, lines }, opened, name] = await Promise.all([
      service.audit.search({ childId, limit: PER_PAGE, offset: (wanted - 1) * PER_PAGE }),
      service.breakGlass.since(EVER, childId),
      workerNames(service),
    ]);
    const pages = Math.max(1, Math.ceil(inAll / PER_PAGE));
    const address = (number: number) => `${recordAt(childId)}/audit?page=${number}`;
    const model = {
      lines: lines.map((line) => ({ ...line, ...wordsOf(line, childId), name: name(line.username) })),
      inAll,
      opened: opened.map((one) => ({ ...one, roleName: isRole(one.role) ? roles[one.role] : one.role })),
      refused: events
        .filter(({ type, data }) => type === 'RestrictedRecordAccessed' && data['granted'] === false)
        .map(({ recordedAt, data }) => ({ recordedAt, name: name(String(data['accessedBy'])) })),
      ...(pages > 1 ? { pagination: paginationOf(Math.min(wanted, pages), pages, address) } : {}),
    };
    return recordView(asked, service, { view: 'record/who-looked.njk', title: 'Who looked', model });
  },
});

const notForThem = (): ProblemFound =>
  new ProblemFound({
    type: '/problems/not-your-role',
    title: 'Not for your role',
    status: 403,
    detail:
      'Who looked at a record is for those who search the audit, and for the managers of the area that holds the case.',
  });

const actions: Readonly<Record<string, string>> = {
  VIEW: 'Looked',
  LIST: 'Saw it on a list',
  SEARCH: 'Searched',
  EXPORT: 'Exported',
  CHANGE: 'Recorded',
  BREAK_GLASS: 'Opened for a reason',
};

/** What the pages of a record are called. */
const places: Readonly<Record<string, string>> = {
  '': 'Overview',
  chronology: 'Chronology',
  plans: 'Plans and care',
  allocations: 'Allocations',
  record: 'Record',
  audit: 'Who looked',
  on: 'As it stood on a day',
  entries: 'Repair of an entry',
  merge: 'Merge with another record',
  unmerge: 'Undoing a merge',
  restrict: 'Restriction',
  'lift-restriction': 'Lifting the restriction',
  steps: 'Next steps',
};

/** What was done, and at what, without the address that only the program reads. */
function wordsOf({ action, outcome, detail, reason, role }: AuditLine, childId: string) {
  const address = detail.replace(/^(GET|POST) /, '').split('?')[0]!;
  const place = address.startsWith(recordAt(childId))
    ? address.slice(recordAt(childId).length + 1).split('/')[0]!
    : undefined;
  const what =
    place === undefined
      ? detail.replace(/^command (\w+)$/, (_, name: string) => wordsOfName(name))
      : (places[place] ?? place);
  return {
    did: `${actions[action] ?? action}${outcome === 'REFUSED' ? ': refused' : ''}`,
    isRefused: outcome === 'REFUSED',
    what,
    why: reason === null ? '' : (whyRefused[reason] ?? reason),
    roleName: role !== null && isRole(role) ? roles[role] : '',
  };
}

const whyRefused: Readonly<Record<string, string>> = {
  NO_RIGHT: 'Not for this role',
  RESTRICTED: 'The record is restricted',
  ELSEWHERE: 'Held by another area or team',
  SEALED: 'Sealed at adoption',
};

const wordsOfName = (name: string): string => (isCommandName(name) ? doesWhat(name) : name);
