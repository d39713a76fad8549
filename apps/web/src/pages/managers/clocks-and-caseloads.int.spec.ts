import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { clockNames } from '#projections/clocks/clock';
import { measures, projections } from '#projections/index';
import { happened } from '#testing/given';
import { servedApp, type ServedApp } from '#testing/served-app';
import { recordRegister, recordWaiting } from '#testing/waiting-cases';
import { webProgram, type WebProgram } from '../../web-program.ts';

const SLOW = 120_000;
const south = { areas: ['SOUTH'], teams: ['T-SOUTH'] };

const textOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
/** The first table of a page, line by line, as it is read. */
const linesOf = (html: string): readonly string[] =>
  (html.split('<tbody')[1]?.split('</tbody>')[0] ?? '')
    .split('<tr')
    .slice(1)
    .map((line) => textOf(`<tr${line}`).trim());
/** The line of a worker, who may go by the name of an account. */
const lineOf = (html: string, workerId: string): string =>
  textOf(html.split('<tr').find((line) => line.includes(`href="/caseloads/${workerId}"`)) ?? '');
/** A referral whose assessment is due in so many working days. */
const dueIn = (left: number, today: PlainDate): PlainDate =>
  Array.from({ length: 90 }, (_, i) => addDays(today, -i)).find(
    (on) => workingDaysBetween(today, addWorkingDays(on, 45)) === left,
  )!;
const tabsOf = (html: string): readonly number[] =>
  [...html.matchAll(/moj-sub-navigation__link"[^>]*>[^<]*\(([\d,]+)\)/g)].map(([, number]) => Number(number));

describe('clocks, caseloads and escalations', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let today: PlainDate;
  const caught = async (position: number) => expect(await waymark.projector.reached(position, 30_000)).toBe(true);
  const allocated = async (childId: string, workerId: string) => {
    const said = {
      caseId: `K-${childId}`,
      workerId,
      role: 'LEAD_SW',
      from: addDays(today, -20),
      teamId: 'T-SOUTH',
    } as const;
    const events = [happened('CaseAllocated', { ...said, areaId: 'SOUTH' }, { childId })];
    const write = { stream: childStream(childId), expectedVersion: 'any' as const, events };
    await caught((await waymark.store.append([write], { trustRecordedAt: true })).position);
  };

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), (stores, how) => webProgram(stores, how));
    today = waymark.program.waymark.today();
    await recordRegister(waymark.store, today);
    const cases = [
      { childId: 'LATE', referredOn: addDays(today, -120) },
      { childId: 'SOON', referredOn: dueIn(7, today) },
      { childId: 'EASTERN', area: 'EAST', team: 'T-EAST', referredOn: addDays(today, -120) },
      { childId: 'HIDDEN', referredOn: addDays(today, -119) },
    ];
    await caught(await recordWaiting(waymark.store, cases));
    await allocated('LATE', 'W-1');
    await allocated('SOON', 'W-2');
    await allocated('HIDDEN', 'W-1');
    const restriction = { childId: 'HIDDEN', level: 'NAMED_WORKERS', allowed: ['W-9'] };
    const said = { ...restriction, authorisedBy: 'TM-9', reason: 'A relative works here' };
    await caught((await waymark.command('RestrictRecord', said)).body['position'] as number);
  }, SLOW);
  afterAll(() => waymark.close());

  it('the board shows a manager the clocks of their areas, each tab as long as its number', async () => {
    const browser = await waymark.browserOf('TM', south);
    for (const [i, standing] of ['breached', 'today', '5', '10'].entries()) {
      const { status, text } = await browser.get(`/clocks?standing=${standing}`);
      expect(status).toBe(200);
      const number = tabsOf(text)[i]!;
      expect(number === 0 ? 0 : linesOf(text).length).toBe(number);
      expect(text).not.toContain('EASTERN');
    }
    const { text } = await browser.get('/clocks');
    expect(linesOf(text).some((line) => /^LATE Assessment .* Overdue by \d+ working days W-1/.test(line))).toBe(true);
    expect(text).toContain('Restricted record');
    expect(text).not.toContain('HIDDEN');
    for (const name of clockNames) expect(text).toContain(name); // the legend
    expect((await browser.get('/clocks?area=all')).text).toContain('EASTERN');
  });

  it('the board breaks down by team or worker, and follows the filters', async () => {
    const browser = await waymark.browserOf('TM', south);
    const { text } = await browser.get('/clocks?by=worker&clock=Assessment');
    const parts = textOf(text.split('id="parts-heading"')[1] ?? '');
    expect(parts).toMatch(/W-1 2 0 0 0/);
    const own = await browser.get('/clocks?worker=W-2&clock=Assessment&standing=10');
    expect(linesOf(own.text)).toEqual([expect.stringMatching(/^SOON Assessment .* Due in 7 working days/)]);
    const none = await browser.get('/clocks?worker=W-2&clock=Core+group');
    expect(textOf(none.text)).toContain('Nothing is overdue.');
  });

  it('a social worker sees the clocks of their own cases alone, whatever they ask for', async () => {
    const browser = await waymark.browserOf('SW', { ...south, workerId: 'W-2' });
    for (const path of ['/clocks', '/clocks?worker=W-1&area=all', '/clocks?standing=10&area=EAST']) {
      const { text } = await browser.get(path);
      expect(text).not.toContain('LATE');
      expect(text).not.toContain('EASTERN');
    }
    expect((await browser.get('/clocks?standing=10')).text.includes('SOON')).toBe(true);
  });

  it('caseloads are those of my areas, against the guarantee', async () => {
    const { text } = await (await waymark.browserOf('TM', south)).get('/caseloads');
    expect(lineOf(text, 'W-1')).toMatch(/T-SOUTH 2 1 2 Room for 18 of 20 None/);
    expect(lineOf(text, 'W-2')).toMatch(/T-SOUTH 1 0.5 2 Room for 9 of 10/);
    expect(lineOf(text, 'W-ASYE')).toMatch(/Room for 15 of 15 Protected caseload/);
    expect(lineOf(text, 'W-EAST')).toBe('');
    expect(text).toContain('Caseloads of 3 workers');
  });

  it('a policy set from a day on is the guarantee from then', async () => {
    const event = happened(
      'PolicySet' as never,
      { key: 'caseloadGuarantee', value: '16', from: addDays(today, -1) } as never,
      { childId: '' },
    );
    await waymark.store.append([{ stream: 'authority-330', expectedVersion: 'any', events: [event] }], {
      trustRecordedAt: true,
    });
    const { text } = await (await waymark.browserOf('TM', south)).get('/caseloads');
    expect(lineOf(text, 'W-1')).toMatch(/Room for 14 of 16/);
  });

  it('a worker’s page is for managers of their area and for the worker', async () => {
    const manager = await waymark.browserOf('TM', south);
    const page = await manager.get('/caseloads/W-1');
    expect(textOf(page.text)).toMatch(/Caseload of W-1 .* 2 open cases/);
    expect(page.text).not.toContain('HIDDEN');
    const elsewhere = await manager.get('/caseloads/W-EAST');
    expect([elsewhere.status, textOf(elsewhere.text).includes('another area or team')]).toEqual([403, true]);
    expect((await manager.get('/caseloads/W-NOBODY')).status).toBe(404);
    const worker = await waymark.browserOf('SW', { ...south, workerId: 'W-1' });
    expect((await worker.get('/caseloads')).location).toBe('/caseloads/mine');
    const mine = textOf((await worker.get('/caseloads/mine')).text);
    expect(mine).toContain('My cases');
    expect(mine).toContain('My next due');
    expect((await worker.get('/caseloads/W-2')).status).toBe(403);
    const without = await waymark.browserOf('SW', south);
    expect(textOf((await without.get('/caseloads/mine')).text)).toContain('Your account names no worker');
  });

  it('leave is planned by a manager and seen, and a rule’s refusal keeps what was typed', async () => {
    const browser = await waymark.browserOf('TM', south);
    const boxes = (name: string, day: PlainDate) => {
      const [year, month, date] = day.split('-') as [string, string, string];
      return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
    };
    const path = '/caseloads/W-2/leave';
    const send = (from: number, until: number, reason = 'TRAINING') =>
      browser.submit(
        path,
        { ...boxes('from', addDays(today, from)), ...boxes('until', addDays(today, until)), reason },
        { from: '/caseloads/W-2' },
      );
    expect((await send(3, 5)).status).toBe(303);
    expect(lineOf((await browser.get('/caseloads')).text, 'W-2')).toContain('Training');
    const again = await send(5, 8, 'ANNUAL');
    expect([again.status, textOf(again.text).includes('has leave from')]).toEqual([409, true]);
    expect(again.text).toMatch(/value="ANNUAL" selected/);
    const wrong = await browser.submit(path, { 'from-day': '31' }, { from: '/caseloads/W-2' });
    expect(wrong.status).toBe(400);
    expect(textOf(wrong.text)).toMatch(
      /must include a month and a year Enter the last day of the leave Choose a reason/,
    );
    const analyst = await waymark.browserOf('PERF');
    const whole = { ...boxes('from', addDays(today, 30)), ...boxes('until', addDays(today, 31)), reason: 'OTHER' };
    expect((await analyst.submit(path, whole, { from: '/caseloads/W-2' })).status).toBe(403);
  });

  it('what was escalated stands on top of the queue until it is acknowledged', async () => {
    await caught(await recordWaiting(waymark.store, [{ childId: 'STUCK', referredOn: addDays(today, -9) }]));
    const raised = happened(
      'QueueEscalated',
      {
        ...{ escalationId: 'E-1', queue: 'UNALLOCATED', subjectId: 'K-STUCK', toRole: 'TM', step: 1 },
        ...{ waitedSince: addDays(today, -9), escalatedAt: `${addDays(today, -1)}T09:00:00.000Z` },
      },
      { childId: 'STUCK' },
    );
    const write = { stream: childStream('STUCK'), expectedVersion: 'any' as const, events: [raised] };
    await caught((await waymark.store.append([write], { trustRecordedAt: true })).position);
    const browser = await waymark.browserOf('TM', south);
    const east = await waymark.browserOf('TM', { areas: ['EAST'] });
    expect(textOf((await browser.get('/queue')).text)).toContain('1 escalation to take up');
    expect(textOf((await east.get('/queue')).text)).not.toContain('to take up');
    expect(textOf((await (await waymark.browserOf('SM')).get('/queue')).text)).toContain('1 escalation to take up');
    const fields = { childId: 'STUCK', escalationId: 'E-1', note: 'Duty takes it today.' };
    const answer = await browser.submit('/queue/escalations/acknowledge', fields, { from: '/queue' });
    expect([answer.status, answer.location]).toEqual([303, '/queue']);
    const after = textOf((await browser.get('/queue')).text);
    expect(after).toContain('The escalation is acknowledged.');
    expect(after).not.toContain('to take up');
  });
});
