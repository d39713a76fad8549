import { addDays, type PlainDate } from '#calendar/plain-date';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { keysOf, type PageAnswer, type PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { recordRegister, recordWaiting, type WaitingCase } from '#testing/waiting-cases';
import { webProgram, type WebProgram } from '../../web-program.ts';

const SLOW = 180_000;
const south = { areas: ['SOUTH'], teams: ['T-SOUTH'], workerId: 'TM-1' };
const alsoSouth = { areas: ['SOUTH'], teams: ['T-SOUTH'], workerId: 'TM-2' };

const textOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const boxesOf = (html: string): readonly string[] =>
  [...html.matchAll(/name="case" value="([^"]*)"/g)].map(([, value]) => value!);
/** The lines of the list, those of restricted records among them. */
const linesOf = (html: string): number => (html.match(/<tr class="govuk-table__row">\s*<td/g) ?? []).length;
const positionOf = (html: string): string => /name="position" value="(\d+)"/.exec(html)?.[1] ?? '';
const numberAfter = (html: string, before: RegExp): number =>
  Number((before.exec(html)?.[1] ?? 'NaN').replaceAll(',', ''));

/** Every number that a page of the queue prints of its length. */
const numbersOf = (html: string) => ({
  heading: numberAfter(html, /<h1[^>]*>([\d,]+) unallocated/),
  tab: numberAfter(html, /Unallocated \(([\d,]+)\)/),
  navigation: numberAfter(html, /data-count-of="queue"><span[^>]*>\(<\/span>([\d,]+)/),
  live: numberAfter(html, /data-live-count="(\d+)"/),
});

describe('the queue of unallocated cases', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let today: PlainDate;
  const waiting = async (...cases: readonly (Omit<WaitingCase, 'referredOn'> & { readonly daysAgo?: number })[]) => {
    const told = cases.map(({ daysAgo = 3, ...one }) => ({ ...one, referredOn: addDays(today, -daysAgo) }));
    const position = await recordWaiting(waymark.store, told);
    expect(await waymark.projector.reached(position, 30_000)).toBe(true);
  };
  /** Ticks cases on the page as it stands, chooses the worker, and allocates. */
  const allocate = async (
    browser: PageClient,
    list: PageAnswer,
    cases: readonly string[],
    workerId: string,
    more: object = {},
  ): Promise<PageAnswer> => {
    const fields = { ...keysOf(list.text), position: positionOf(list.text), case: cases };
    const choose = await browser.send('/queue/allocate', fields);
    expect(choose.status).toBe(200);
    const box = (name: string) => new RegExp(`name="from-${name}"[^>]*value="(\\d*)"`).exec(choose.text)?.[1] ?? '';
    return browser.send('/queue/allocate/carry-out', {
      ...{ ...keysOf(choose.text), position: positionOf(choose.text), case: boxesOf(choose.text), workerId },
      ...{ role: 'LEAD_SW', 'from-day': box('day'), 'from-month': box('month'), 'from-year': box('year'), ...more },
    });
  };
  const valueOf = (childId: string) => `${childId}~K-${childId}`;

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), (stores, how) => webProgram(stores, how));
    today = waymark.program.waymark.today();
    await waymark.projector.reached(await recordRegister(waymark.store, today), 30_000);
  }, SLOW);
  afterAll(() => waymark.close());

  it('says so in a sentence when nothing waits', async () => {
    const browser = await waymark.browserOf('TM', south);
    const page = await browser.get('/queue');
    expect(textOf(page.text)).toContain('Every case in your areas has a lead social worker.');
    expect(numbersOf(page.text)).toEqual({ heading: 0, tab: 0, navigation: 0, live: 0 });
  });

  it('begins with my areas, keeps the last choice until it is cleared, and sorts by links', async () => {
    await waiting(
      { childId: 'MINE-1', daysAgo: 90 },
      { childId: 'MINE-2', daysAgo: 2, isAccepted: false },
      { childId: 'THEIRS', team: 'T-EAST', area: 'EAST' },
    );
    const browser = await waymark.browserOf('TM', south);
    const mine = await browser.get('/queue');
    expect(boxesOf(mine.text)).toEqual([valueOf('MINE-1'), valueOf('MINE-2')]);
    expect(textOf(mine.text)).toMatch(/MINE-1 90 days .* Overdue by \d+ working days/);
    expect(textOf(mine.text)).toContain('Not yet accepted');
    const all = await browser.get('/queue?area=all&sort=waiting&order=ascending');
    expect(numbersOf(all.text)).toEqual({ heading: 3, tab: 3, navigation: 2, live: 3 });
    expect(all.text).toMatch(/aria-sort="ascending"[^>]*>\s*<a[^>]*>Waiting/);
    expect(boxesOf(all.text)).toEqual([valueOf('MINE-2'), valueOf('MINE-1')]); // another area's case has no box
    expect(textOf(all.text)).toContain('THEIRS');
    expect(numbersOf((await browser.get('/queue')).text).heading).toBe(3);
    expect((await browser.get('/queue?clear=yes')).location).toBe('/queue');
    expect(numbersOf((await browser.get('/queue')).text).heading).toBe(2);
    const overdue = await browser.get('/queue?overdue=yes&accepted=yes&days=28');
    expect(boxesOf(overdue.text)).toEqual([valueOf('MINE-1')]);
    await browser.get('/queue?clear=yes');
  });

  it('two managers who take one case at once: one has it, the other reads who was first and when', async () => {
    await waiting({ childId: 'RACE' });
    const [one, other] = [await waymark.browserOf('TM', south), await waymark.browserOf('TM', alsoSouth)];
    const [hers, his] = await Promise.all([one.get('/queue'), other.get('/queue')]);
    const answers = await Promise.all([
      allocate(one, hers, [valueOf('RACE')], 'W-1'),
      allocate(other, his, [valueOf('RACE')], 'W-2'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.text).toContain('This case is allocated already');
    expect(textOf(lost.text)).toMatch(/Already allocated to W-[12] by TM of a spec, \d+ \w+ \d{4}, \d\d:\d\d\./);
    const events = await waymark.store.readStream('child-RACE');
    expect(events.filter(({ type }) => type === 'CaseAllocated')).toHaveLength(1);
  });

  it('what was recorded after the list was opened is looked at first', async () => {
    await waiting({ childId: 'STALE' });
    const browser = await waymark.browserOf('TM', south);
    const list = await browser.get('/queue');
    const need = { childId: 'STALE', caseId: 'K-STALE', code: 'N1' };
    expect((await waymark.command('RecordPrimaryNeed', need)).status).toBe(201);
    const answer = await allocate(browser, list, [valueOf('STALE')], 'W-1');
    expect(answer.status).toBe(409);
    expect(textOf(answer.text)).toMatch(/Something was recorded after you opened the list: Primary need recorded/);
    expect((await allocate(browser, await browser.get('/queue'), [valueOf('STALE')], 'W-1')).status).toBe(200);
  });

  it('a case that goes to another team with its new worker says so', async () => {
    await waiting({ childId: 'MOVES', team: 'T-DUTY' }, { childId: 'STAYS' });
    const browser = await waymark.browserOf('TM', south);
    const list = await browser.get('/queue');
    const answer = await allocate(browser, list, ['MOVES', 'STAYS'].map(valueOf), 'W-1');
    expect(textOf(answer.text)).toContain('1 case moves from team T-DUTY to team T-SOUTH.');
  });

  it('the same form sent twice allocates once, and says the same', async () => {
    await waiting({ childId: 'TWICE' });
    const browser = await waymark.browserOf('TM', south);
    const list = await browser.get('/queue');
    const choose = await browser.send('/queue/allocate', {
      ...{ ...keysOf(list.text), position: positionOf(list.text), case: valueOf('TWICE') },
    });
    const [year, month, day] = today.split('-') as [string, string, string];
    const fields = {
      ...{ ...keysOf(choose.text), position: positionOf(choose.text), case: valueOf('TWICE') },
      ...{ workerId: 'W-1', role: 'LEAD_SW', 'from-day': day, 'from-month': month, 'from-year': year },
    };
    const answers = [
      await browser.send('/queue/allocate/carry-out', fields),
      await browser.send('/queue/allocate/carry-out', fields),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const { text } of answers) expect(textOf(text)).toContain('1 case is allocated to W-1');
    expect((await waymark.store.readStream('child-TWICE')).filter(({ type }) => type === 'CaseAllocated')).toHaveLength(
      1,
    );
  });

  it('refuses one by one what is restricted or another area’s, and allocates the rest', async () => {
    await waiting({ childId: 'GOOD' }, { childId: 'SECRET' }, { childId: 'FAR', team: 'T-EAST', area: 'EAST' });
    const browser = await waymark.browserOf('TM', south);
    const list = await browser.get('/queue');
    const restriction = {
      ...{ childId: 'SECRET', level: 'NAMED_WORKERS', allowed: ['W-9'] },
      ...{ authorisedBy: 'TM-9', reason: 'A relative works here' },
    };
    const restricted = await waymark.command('RestrictRecord', restriction);
    expect([restricted.status, restricted.body['detail']]).toEqual([201, undefined]);
    await waymark.projector.reached(restricted.body['position'] as number, 5000);
    expect((await browser.get('/queue')).text).not.toContain('SECRET');
    const answer = await allocate(browser, list, ['GOOD', 'SECRET', 'FAR'].map(valueOf), 'W-1');
    expect(answer.status).toBe(200);
    const said = textOf(answer.text);
    expect(said).toContain('1 case is allocated to W-1');
    expect(said).toContain('2 cases were not allocated');
    expect(said).toContain('This record is restricted, and you are not among those who may open it.');
    expect(said).toContain('held by another area or team');
  });

  it('warns before a case goes to somebody who is not qualified or away, and asks for a worker and cases', async () => {
    await waiting({ childId: 'WARN' });
    const browser = await waymark.browserOf('TM', south);
    const list = await browser.get('/queue');
    const none = await browser.send('/queue/allocate', { ...keysOf(list.text), position: positionOf(list.text) });
    expect([none.status, none.text.includes('<title>Error: ')]).toEqual([400, true]);
    expect(textOf(none.text)).toContain('Tick the cases to allocate');
    const nobody = await allocate(browser, list, [valueOf('WARN')], '');
    expect(nobody.status).toBe(400);
    expect(nobody.text).toMatch(/href="#workerId"[^>]*>Choose a worker/);
    const unqualified = await allocate(browser, list, [valueOf('WARN')], 'W-HELP');
    expect(unqualified.status).toBe(400);
    expect(textOf(unqualified.text)).toContain('only a qualified lead counts');
    const elsewhere = await allocate(browser, list, [valueOf('WARN')], 'W-EAST');
    expect(elsewhere.status).toBe(400);
    const page = await browser.get('/caseloads/W-1');
    const [year, month, day] = today.split('-') as [string, string, string];
    const boxes = (name: string) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year });
    const leave = { ...keysOf(page.text), ...boxes('from'), ...boxes('until'), reason: 'ANNUAL' };
    expect((await browser.send('/caseloads/W-1/leave', leave)).status).toBe(303);
    const away = await allocate(browser, list, [valueOf('WARN')], 'W-1');
    expect(textOf(away.text)).toMatch(/This worker is on leave until \d+ \w+ \d{4}\./);
    expect(textOf(away.text)).toContain('Away now');
    expect((await allocate(browser, list, [valueOf('WARN')], 'W-1', { sure: 'yes' })).status).toBe(200);
    const cancel = await browser.submit('/caseloads/W-1/leave/cancel', { from: today }, { from: '/caseloads/W-1' });
    expect(cancel.status).toBe(303);
  });

  it(
    'allocates five hundred at once',
    async () => {
      const many = Array.from({ length: 500 }, (_, i) => ({ childId: `MANY-${String(i).padStart(3, '0')}` }));
      await waiting(...many);
      const browser = await waymark.browserOf('TM', south);
      const list = await browser.get('/queue');
      expect(numbersOf(list.text).heading).toBeGreaterThanOrEqual(500);
      expect(boxesOf(list.text)).toHaveLength(100);
      const answer = await allocate(
        browser,
        list,
        many.map(({ childId }) => valueOf(childId)),
        'W-2',
      );
      expect(answer.text.includes('500 cases are allocated to W-2')).toBe(true);
      const after = await browser.get('/caseloads/W-2');
      expect(after.text.match(/href="\/children\/MANY-\d{3}"/g)).toHaveLength(500);
    },
    SLOW,
  );

  it(
    'prints one number in heading, tab and navigation, and as many lines, however busy it is',
    async () => {
      const browser = await waymark.browserOf('TM', south);
      const pages: Promise<PageAnswer>[] = [];
      for (let round = 0; round < 25; round++) {
        await recordWaiting(waymark.store, [{ childId: `BUSY-${round}`, referredOn: addDays(today, -1) }]);
        if (round % 3 === 2)
          void waymark.command('AllocateCase', {
            ...{ childId: `BUSY-${round - 1}`, workerId: 'W-2', role: 'LEAD_SW', from: today },
          });
        pages.push(browser.get('/queue'));
      }
      const seen = (await Promise.all(pages)).map(({ text }) => ({ ...numbersOf(text), lines: linesOf(text) }));
      for (const { heading, ...others } of seen)
        expect(others).toEqual({ tab: heading, navigation: heading, live: heading, lines: heading });
      expect(new Set(seen.map(({ heading }) => heading)).size).toBeGreaterThan(2);
      const position = await waymark.store.lastPosition();
      const api = await waymark.apiOf('PERF');
      const figure = await api.get(`/api/v1/measures/UN-Q?asAt=${today}&area=SOUTH&afterPosition=${position}`);
      expect(numbersOf((await browser.get('/queue')).text).heading).toBe(figure.body['numerator']);
    },
    SLOW,
  );
});
