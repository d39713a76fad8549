import { setTimeout as pause } from 'node:timers/promises';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { happened } from '#testing/given';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { recordRegister, recordWaiting } from '#testing/waiting-cases';
import { webProgram, type WebProgram } from '../../web-program.ts';

const SLOW = 120_000;
const south = { areas: ['SOUTH'], teams: ['T-SOUTH'] };
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
/** A referral whose assessment is due in so many working days, or was due so many ago. */
const dueIn = (left: number, today: PlainDate): PlainDate =>
  Array.from({ length: 120 }, (_, i) => addDays(today, -i)).find((on) => {
    const due = addWorkingDays(on, 45);
    return (left < 0 ? -workingDaysBetween(due, today) : workingDaysBetween(today, due)) === left;
  })!;

describe('the reminders of clocks', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let today: PlainDate;
  const caught = async (position: number) => expect(await waymark.projector.reached(position, 30_000)).toBe(true);
  const allocated = async (childId: string, workerId: string) => {
    const said = { caseId: `K-${childId}`, workerId, role: 'LEAD_SW', from: addDays(today, -30) } as const;
    const events = [happened('CaseAllocated', { ...said, teamId: 'T-SOUTH', areaId: 'SOUTH' }, { childId })];
    const write = { stream: childStream(childId), expectedVersion: 'any' as const, events };
    await caught((await waymark.store.append([write], { trustRecordedAt: true })).position);
  };
  const reminded = async () => {
    const { jobs } = waymark.program.around;
    const { runId } = await jobs.ask(
      { kind: 'remind', asked: {}, subject: 'Reminders' },
      { askedBy: 'a', askedByName: 'A' },
    );
    for (;;) {
      const { state } = (await jobs.runs.find(runId))!;
      if (state === 'DONE') return;
      await pause(20);
    }
  };
  /** Each line of the list, as it is read, with what its box stands for. */
  const linesOf = async (browser: PageClient) => {
    const { status, text } = await browser.get('/reminders');
    expect(status).toBe(200);
    const count = Number(/data-count-of="reminders"><span[^>]*>\(<\/span>(\d+)/.exec(text)?.[1]);
    const lines = (text.split('<tbody')[1] ?? '').split('<tr').slice(1);
    expect(count).toBe(lines.length);
    return lines.map((line) => ({ says: textOf(`<tr${line}`), id: /name="reminder" value="(\d+)"/.exec(line)![1]! }));
  };
  const about = async (browser: PageClient, what: RegExp) =>
    (await linesOf(browser)).filter(({ says }) => what.test(says) && says.includes('Assessment '));

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    today = waymark.program.waymark.today();
    await recordRegister(waymark.store, today);
    const cases = [
      { childId: 'LATE', referredOn: dueIn(-3, today) },
      { childId: 'SOON', referredOn: dueIn(4, today) },
      { childId: 'FAR', referredOn: dueIn(20, today) },
      { childId: 'HIDDEN', referredOn: dueIn(-3, today) },
    ];
    await caught(await recordWaiting(waymark.store, cases));
    for (const { childId } of cases) await allocated(childId, 'W-1');
    const restriction = { childId: 'HIDDEN', level: 'NAMED_WORKERS', allowed: ['W-9'] };
    const said = { ...restriction, authorisedBy: 'TM-9', reason: 'A relative works here' };
    await caught((await waymark.command('RestrictRecord', said)).body['position'] as number);
    await waymark.program.around.jobs.start();
    await reminded();
  }, SLOW);
  afterAll(() => waymark.close());

  it('show a worker what falls due and what is late, and a manager what is late, as many as the number says', async () => {
    const worker = await waymark.browserOf('SW', { ...south, workerId: 'W-1' });
    const manager = await waymark.browserOf('TM', south);
    expect(await about(worker, /LATE.*Overdue by 3 working days/)).toHaveLength(1);
    expect(await about(worker, /SOON.*Due in 4 working days/)).toHaveLength(1);
    expect(await about(worker, /FAR/)).toHaveLength(0);
    expect(await about(manager, /LATE.*Overdue by 3 working days/)).toHaveLength(1);
    expect(await about(manager, /SOON/)).toHaveLength(0);
    const elsewhere = await waymark.browserOf('TM', { areas: ['EAST'], teams: ['T-EAST'] });
    expect((await elsewhere.get('/reminders')).text).toContain('Nothing to be reminded of');
  });

  it('name no restricted record', async () => {
    const manager = await waymark.browserOf('TM', south);
    expect((await manager.get('/reminders')).text).not.toContain('HIDDEN');
    expect(await about(manager, /Restricted record/)).toHaveLength(1);
  });

  it('are taken off the list of whoever ticks them, and of nobody else; given again they stay away', async () => {
    const worker = await waymark.browserOf('SW', { ...south, workerId: 'W-1' });
    const manager = await waymark.browserOf('TM', south);
    const [late] = await about(worker, /LATE/);
    const { status, location } = await worker.submit('/reminders', { reminder: late!.id });
    expect([status, location]).toEqual([303, '/reminders']);
    expect((await worker.get('/reminders')).text).toContain('1 reminder is off your list.');
    await reminded();
    expect(await about(worker, /LATE/)).toHaveLength(0);
    expect(await about(manager, /LATE/)).toHaveLength(1);
    await worker.submit('/reminders', {});
    expect((await worker.get('/reminders')).text).toContain('No reminder was ticked.');
  });
});
