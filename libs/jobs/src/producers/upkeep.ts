import { Audit } from '#access/audit';
import { rebuild as rebuildAll } from '#projecting/rebuild';
import { verify as verifyAll } from '#projecting/verify';
import type { AskedOf } from '../job-kinds.ts';
import { JOBS } from '../jobs-schema.ts';
import { CannotBeDone, countedBy, type Produced, type Standing, type Underway } from '../producer.ts';

const number = (n: number): string => n.toLocaleString('en-GB');

/** New read models beside the old, then the switch. Cut short it leaves the old, and asked again it begins anew. */
export async function rebuild(
  { only }: AskedOf<'rebuild'>,
  standing: Standing,
  { progress }: Underway,
): Promise<Produced> {
  const { store, database, model } = standing;
  const chosen = only && model.projections.filter(({ name }) => only.includes(name));
  const unknown = only?.filter((name) => !model.projections.some((one) => one.name === name)) ?? [];
  if (unknown.length > 0) throw new CannotBeDone(`There is no read model ${unknown.join(', ')}.`);
  const events = await rebuildAll(store, database, model, { ...(chosen ? { only: chosen } : {}), progress });
  return {
    result: `${number(events)} events folded into ${number((chosen ?? model.projections).length)} read models.`,
  };
}

/** The proof that balances = rows = replay. A disagreement fails the job; the row that disagrees is named on the command line alone. */
export async function verify(
  _: AskedOf<'verify'>,
  { store, database, model }: Standing,
  { progress }: Underway,
): Promise<Produced> {
  const { position, events, rowVersions, balances, disagreements } = await verifyAll(store, database, model, progress);
  if (disagreements.length > 0)
    throw new CannotBeDone(
      `${disagreements.length === 100 ? 'A hundred or more' : number(disagreements.length)} rows or sums are not what the log says. ` +
        'Rebuild the read models; `waymark verify` names each.',
    );
  return {
    result: `At position ${number(position)}: ${number(events)} events, ${number(rowVersions)} row versions, ${number(balances)} sums: all the same.`,
  };
}

/** Whether the chain of the audit is unbroken. A line that somebody changed or took away fails the job, and names the first. */
export async function checkAudit(_: AskedOf<'check-audit'>, { database }: Standing): Promise<Produced> {
  const [there] = await database.query<{ there: string | null }>(`select to_regclass('access.audit')::text as there`);
  if (there?.there == null) return { result: 'There is no audit yet: nobody has used the service.' };
  const audit = new Audit(database);
  const broken = await audit.firstBroken();
  if (broken !== undefined)
    throw new CannotBeDone(
      `Line ${number(broken)} of the audit is not as it was written, or one before it is gone. Tell whoever governs information: somebody has changed the database itself.`,
    );
  const { inAll } = await audit.search({ limit: 0 });
  return { result: `${number(inAll)} lines of the audit are as they were written.` };
}

/** How long the record of a job is kept, and of one that came round by itself; and a draft nobody came back to. */
const [RUN_DAYS, TURN_DAYS, DRAFT_DAYS] = [90, 7, 30];
/** Longer than any reminder could be given again. */
const REMINDER_DAYS = 400;

/** Takes away files whose day is over, old records of jobs, sessions that have ended and drafts left lying. */
export async function cleanUp(
  _: AskedOf<'clean-up'>,
  { database }: Standing,
  { attempt }: Underway,
): Promise<Produced> {
  const gone = async (table: string, statement: string): Promise<number> => {
    const [there] = await database.query<{ there: string | null }>('select to_regclass($1)::text as there', [table]);
    return there?.there == null ? 0 : (await database.query(statement)).length;
  };
  const files = await gone(
    `${JOBS}.runs`,
    `update ${JOBS}.runs set file = null where file is not null and expires_at < now() returning run_id`,
  );
  const runs = await gone(
    `${JOBS}.runs`,
    `delete from ${JOBS}.runs where ended_at < now() - make_interval(days => case
       when asked_by = 'SYS' and state = 'DONE' and file is null then ${TURN_DAYS} else ${RUN_DAYS} end) returning run_id`,
  );
  const sessions = await gone('access.sessions', 'delete from access.sessions where expire < now() returning sid');
  const drafts = await gone(
    'access.drafts',
    `delete from access.drafts where changed_at < now() - make_interval(days => ${DRAFT_DAYS}) returning draft_id`,
  );
  const reminders = await gone(
    `${JOBS}.reminders`,
    `delete from ${JOBS}.reminders where reminded_at < now() - make_interval(days => ${REMINDER_DAYS}) returning reminder_id`,
  );
  const result = `${number(files)} expired files, ${number(runs)} old jobs, ${number(sessions)} ended sessions, ${number(drafts)} old drafts and ${number(reminders)} old reminders removed.`;
  const isNothing = attempt === 1 && files + runs + sessions + drafts + reminders === 0;
  return { result: countedBy(attempt, result), ...(isNothing ? { isNothing: true as const } : {}) };
}
