import { childStream } from '#event-store/event-store';
import { Audit } from '#access/audit';
import { prepareAccess } from '#access/access-schema';
import { grouped } from '#projecting/linked-events';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { prepareJobs } from '../jobs-schema.ts';
import { Cancelled } from '../producer.ts';
import { Runs } from '../runs.ts';
import { checkAudit, cleanUp, rebuild, verify } from './upkeep.ts';

describe('upkeep in the background', () => {
  let stores: EmptyStores;

  beforeEach(async () => void (stores = await emptyStores(readingModel(projections, measures))));
  afterEach(() => stores.close());

  const filled = async () => {
    const events = [...simulate({ children: 40, seed: 4 })].filter(({ childId }) => childId !== '');
    const writes = grouped(events, ({ childId }) => childId).map((own) => ({
      stream: childStream(own[0]!.childId),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await stores.store.append(writes, { trustRecordedAt: true });
    return events.length;
  };

  it('rebuilds the read models, says how far it is, and proves them', async () => {
    const events = await filled();
    const job = underway();
    await rebuild({}, standingAt(stores), job);
    expect(job.said.at(-1)).toEqual([events, events]);
    const checking = underway();
    const { result } = await verify({}, standingAt(stores), checking);
    expect(result).toMatch(/^At position [\d,]+: [\d,]+ events, [\d,]+ row versions, [\d,]+ sums: all the same\.$/);
    expect(checking.said.length).toBeGreaterThan(1);
  });

  it('rebuilds some, refuses those there are not, and cut short leaves the old', async () => {
    await filled();
    await rebuild({}, standingAt(stores), underway());
    expect((await rebuild({ only: ['referrals'] }, standingAt(stores), underway())).result).toMatch(
      / into 1 read models\.$/,
    );
    await expect(rebuild({ only: ['nothing'] }, standingAt(stores), underway())).rejects.toThrow(
      'There is no read model nothing.',
    );
    const cancelled = {
      ...underway(),
      progress: () => {
        throw new Cancelled('enough');
      },
    };
    await expect(rebuild({}, standingAt(stores), cancelled)).rejects.toThrow(Cancelled);
    expect((await verify({}, standingAt(stores), underway())).result).toContain('all the same');
  });

  it('fails where a row is not what the log says, and names no child', async () => {
    await filled();
    await rebuild({}, standingAt(stores), underway());
    await stores.database.query(
      `update reading.referrals set source = '9' where row_id = (select min(row_id) from reading.referrals)`,
    );
    const found = verify({}, standingAt(stores), underway());
    await expect(found).rejects.toThrow(/^\d+ rows or sums are not what the log says\. Rebuild the read models/);
  });

  it('finds a line of the audit that somebody changed in the database, and says which', async () => {
    expect((await checkAudit({}, standingAt(stores))).result).toContain('There is no audit yet');
    await prepareAccess(stores.database);
    const line = { username: 'sam', action: 'VIEW', outcome: 'DONE', detail: 'GET /', requestId: 'R' } as const;
    await new Audit(stores.database).write(line, line, line);
    expect((await checkAudit({}, standingAt(stores))).result).toBe('3 lines of the audit are as they were written.');
    await stores.database.query(`alter table access.audit disable trigger audit_keep`);
    await stores.database.query(`update access.audit set detail = 'GET /help' where id = 2`);
    await expect(checkAudit({}, standingAt(stores))).rejects.toThrow(/^Line 2 of the audit is not as it was written/);
  });

  it('cleans up what has expired and leaves the rest, with or without sign-in', async () => {
    await prepareJobs(stores.database);
    const runs = new Runs(stores.database);
    const made = async (n: number) => {
      const runId = `00000000-0000-8000-8000-00000000000${n}`;
      await runs.ask({ runId, kind: 'clean-up', asked: {}, subject: 'A file', askedBy: 'perf', askedByName: 'P' });
      const run = (await runs.claim(runId))!;
      const file = { name: 'a.csv', type: 'text/csv', rows: 1, content: Buffer.from('a') };
      expect(await runs.finish(run, { result: 'Made.', file })).toBe(true);
      return runId;
    };
    const [fresh, expired, old] = [await made(1), await made(2), await made(3)];
    expect((await cleanUp({}, standingAt(stores), underway())).isNothing).toBe(true);
    await stores.database.query(`update jobs.runs set expires_at = now() - interval '1 second' where run_id = $1`, [
      expired,
    ]);
    await stores.database.query(`update jobs.runs set ended_at = now() - interval '91 days' where run_id = $1`, [old]);
    expect(await runs.file(expired, 'perf')).toBeUndefined();
    expect((await runs.file(fresh, 'perf'))?.content.toString()).toBe('a');
    expect(await runs.file(fresh, 'somebody else')).toBeUndefined();
    await prepareAccess(stores.database);
    await stores.database.query(
      `insert into access.sessions values ('gone', '{}', now() - interval '1 hour'), ('here', '{}', now() + interval '1 hour')`,
    );
    const { result } = await cleanUp({}, standingAt(stores), underway());
    expect(result).toBe('1 expired files, 1 old jobs, 1 ended sessions, 0 old drafts and 0 old reminders removed.');
    expect(await runs.find(old)).toBeUndefined();
    expect(await runs.find(expired)).toMatchObject({ state: 'DONE', fileName: 'a.csv' });
    expect(await stores.database.query('select sid from access.sessions')).toEqual([{ sid: 'here' }]);
  });

  it('tells an outcome once, whoever else still believes to be doing it', async () => {
    await prepareJobs(stores.database);
    const runs = new Runs(stores.database);
    const runId = '00000000-0000-8000-8000-000000000009';
    await runs.ask({ runId, kind: 'verify', asked: {}, subject: 'Check', askedBy: 'perf', askedByName: 'P' });
    const first = (await runs.claim(runId))!;
    const second = (await runs.claim(runId))!;
    expect(await runs.beat(first, 1, 2)).toBe(false);
    expect(await runs.finish(second, { result: 'By the second.' })).toBe(true);
    expect(await runs.finish(first, { result: 'By the first.' })).toBe(false);
    expect(await runs.fail(first, 'By the first.')).toBe(false);
    expect(await runs.claim(runId)).toBeUndefined();
    expect(await runs.find(runId)).toMatchObject({ state: 'DONE', result: 'By the second.', attempt: 2 });
  });
});
