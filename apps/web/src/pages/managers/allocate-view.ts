import type { PlainDate } from '#calendar/plain-date';
import { endSql } from '#measures/sql';
import { READING } from '#projecting/reading-schema';
import { inOneSnapshot } from '#waymark/snapshot';
import { boxesOfDay } from '../../forms/posted-days.ts';
import { oneOf, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { guaranteeToday } from './caseload-load.ts';
import { caseRoles, type Chosen } from './chosen-cases.ts';
import { ownQueue } from './queue-view.ts';
import { queueCount } from './queue-list.query.ts';
import { ownPart } from './within.ts';
import { byRoom, workerLine, type WorkerLine } from './worker-lines.ts';
import { workerNames } from './worker-names.ts';
import { workersInPost } from './workers.query.ts';

const MOST_WORKERS = 60;

/** What is wrong with the form, or what to know before it is carried out. */
export interface FormTrouble {
  readonly errors?: readonly { readonly text: string; readonly href: string }[];
  /** What has to be said yes to before it is carried out. */
  readonly warnings?: readonly string[];
}

/** The page on which a worker is chosen for the ticked cases: who has room, who is protected, away or not qualified. */
export async function allocateView(
  { person, body }: Pick<AskedPage, 'person' | 'body'>,
  service: Service,
  { cases, position }: Chosen,
  { errors = [], warnings = [] }: FormTrouble = {},
): Promise<View> {
  const today = service.waymark.today();
  const waiting = await waitingNow(service, cases, today);
  const [{ answer }, name, guarantee, names] = await Promise.all([
    inOneSnapshot(service.waymark.database, async (sql) => ({
      workers: await workersInPost(sql, today, ownPart(person)),
      own: await queueCount(sql, ownQueue(person, today)),
    })),
    workerNames(service),
    guaranteeToday(service),
    service.children(
      person,
      cases.filter((one) => waiting.has(one.caseId)).map((one) => one.childId),
    ),
  ]);
  const search = oneOf(body, 'search') ?? '';
  const chosen = oneOf(body, 'workerId');
  const found = answer.workers
    .map((worker) => workerLine(worker, name, guarantee, today))
    .filter((line) => line.workerId === chosen || fits(line, search))
    .sort(byRoom);
  const role = oneOf(body, 'role') ?? 'LEAD_SW';
  return {
    view: 'managers/allocate.njk',
    title: 'Choose a worker',
    status: errors.length > 0 ? 400 : 200,
    counts: { queue: answer.own },
    model: {
      isWide: true,
      ...{ position, search, chosen, errors, warnings, isSure: oneOf(body, 'sure') === 'yes' },
      wrongIn: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text])),
      cases: cases.map((one) => ({
        value: `${one.childId}~${one.caseId}`,
        child: names.get(one.childId) ?? { says: 'A case that is not waiting now' },
      })),
      workers: found.slice(0, MOST_WORKERS),
      found: found.length,
      roles: caseRoles.map((one) => ({ ...one, selected: one.value === role })),
      boxes: 'from-day' in body ? body : boxesOfDay('from', today),
      back: { href: '/queue', text: 'Back to unallocated cases' },
    },
  };
}

/** Whether somebody's id, name or team holds the words that were searched for. */
function fits({ workerId, name, team }: WorkerLine, search: string): boolean {
  const within = `${workerId} ${name} ${team ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** Which of the cases wait in the queue today: only their children are named, whatever a form was made to say. */
async function waitingNow(
  { waymark }: Service,
  cases: Chosen['cases'],
  today: PlainDate,
): Promise<ReadonlySet<string>> {
  const rows = await waymark.database.query<{ case_id: string }>(
    `select case_id from ${READING}.unallocated_cases t where known_to is null and "from" <= $1 and ${endSql('t."to"')} > $1::date
       and (child_id, case_id) in (select * from unnest($2::text[], $3::text[]))`,
    [today, cases.map((one) => one.childId), cases.map((one) => one.caseId)],
  );
  return new Set(rows.map((row) => row.case_id));
}
