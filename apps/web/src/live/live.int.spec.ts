import { addDays, type PlainDate } from '#calendar/plain-date';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { PASSWORD, servedApp, type ServedApp } from '#testing/served-app';
import { recordRegister, recordWaiting } from '#testing/waiting-cases';
import { Waymark } from '../waymark.ts';
import { webProgram, type WebProgram } from '../web-program.ts';
import { LiveLists, type StandAt } from './live-lists.ts';
import { queueLive } from '../pages/managers/queue-live.ts';

const SLOW = 60_000;
const south = { areas: ['SOUTH'], teams: ['T-SOUTH'] };

/** A stream of events as a browser hears it. `next` waits for one, and is undefined when the stream has ended. */
async function listen(browser: PageClient, path: string) {
  const abort = new AbortController();
  const answer = await browser.open(path, abort.signal);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<{ event: string; data: StandAt } | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const [, event, data] = /event: (\w+)\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
        text = text.slice(end + 2);
        if (event !== undefined) return { event, data: JSON.parse(data!) as StandAt };
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  };
  return { status: answer.status, headers: answer.headers, next, close: () => abort.abort() };
}

describe('lists that keep themselves up to date', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let today: PlainDate;
  const refer = (childId: string, area = 'SOUTH') =>
    recordWaiting(waymark.store, [{ childId, area, team: `T-${area}`, referredOn: addDays(today, -1) }]);

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), (stores, how) => webProgram(stores, how));
    today = waymark.program.waymark.today();
    await waymark.projector.reached(await recordRegister(waymark.store, today), 30_000);
  }, SLOW);
  afterAll(() => waymark.close());

  it(
    'say how they stand at once, and within a second of what changes them',
    async () => {
      const live = await listen(await waymark.browserOf('TM', south), '/live?of=queue&area=mine');
      expect([live.status, live.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
      const first = await live.next();
      expect(first).toMatchObject({ event: 'stand', data: { count: 0 } });
      const waits: number[] = [];
      for (let i = 1; i <= 10; i++) {
        const began = performance.now();
        const position = await refer(`LIVE-${i}`);
        const { data } = (await live.next())!;
        waits.push(performance.now() - began);
        expect(data.count).toBe(i);
        expect(data.position).toBeGreaterThanOrEqual(position);
      }
      const median = waits.sort((a, b) => a - b)[5]!;
      expect(median).toBeLessThan(1000); // what is promised to whoever looks at the list
      live.close();
    },
    SLOW,
  );

  it('say nothing of what happens elsewhere, and tell nothing of a child', async () => {
    const live = await listen(await waymark.browserOf('TM', south), '/live?of=queue&area=mine');
    const first = await live.next();
    await refer('FAR-1', 'EAST');
    await refer('NEAR-1');
    const second = await live.next();
    expect(second!.data.count).toBe(first!.data.count + 1);
    expect(JSON.stringify(second)).not.toContain('NEAR');
    expect(Object.keys(second!.data).sort()).toEqual(['count', 'mark', 'position']);
    live.close();
  });

  it('are refused to whoever is not signed in, lacks the right, or asks for a list there is not', async () => {
    const nobody = await waymark.nobody.browser().get('/live?of=queue');
    const chair = await (await waymark.browserOf('CHAIR')).get('/live?of=queue');
    const nothing = await (await waymark.browserOf('TM')).get('/live?of=constructor');
    expect([nobody.status, chair.status, nothing.status]).toEqual([401, 403, 404]);
    const { lines } = await waymark.program.around.audit.search({ action: 'LIST', limit: 50 });
    const ofLive = lines.filter(({ detail }) => detail.startsWith('GET /live?of=queue'));
    expect(ofLive.map(({ outcome }) => outcome)).toContain('REFUSED');
    expect(ofLive.map(({ outcome }) => outcome)).toContain('DONE');
  });

  it(
    'end when the session ends, and when the account is closed or may see something else',
    async () => {
      const scope = { areas: ['SOUTH'], teams: ['T-LAST'] };
      const username = await waymark.usernameOf('TM', scope);
      const account = (await waymark.accounts.named(username))!;
      const signedIn = async () => {
        const browser = waymark.nobody.browser();
        await browser.signIn(username, PASSWORD);
        const live = await listen(browser, '/live?of=queue&area=mine');
        expect((await live.next())!.event).toBe('stand');
        return { browser, live };
      };
      const out = await signedIn();
      await out.browser.submit('/sign-out', {}, { from: '/queue' });
      expect(await out.live.next()).toMatchObject({ event: 'over' });
      expect(await out.live.next()).toBeUndefined();

      const moved = await signedIn();
      await waymark.accounts.change(account.accountId, { ...account, areas: ['EAST'] });
      expect(await moved.live.next()).toMatchObject({ event: 'over' });

      const closed = await signedIn();
      await waymark.accounts.setClosed(account.accountId, true);
      expect(await closed.live.next()).toMatchObject({ event: 'over' });
    },
    SLOW,
  );

  it('do not keep a session alive that nobody uses', async () => {
    const browser = await waymark.browserOf('TM', south);
    const ends = async () => {
      const [row] = await waymark.database.query<{ ends: string }>(
        'select max(expire)::text as ends from access.sessions',
      );
      return row!.ends;
    };
    await browser.get('/queue');
    const before = await ends();
    await new Promise((resolve) => setTimeout(resolve, 1100)); // the end of a session is kept to the second
    await browser.get('/queue', { 'Waymark-Live': '1' });
    expect(await ends()).toBe(before);
    await browser.get('/queue');
    expect((await ends()) > before).toBe(true);
  });

  it(
    'are looked at once for all who see the same, and woken by PostgreSQL where the projector runs elsewhere',
    async () => {
      const elsewhere = new Waymark(waymark.store, waymark.database, undefined);
      const lists = new LiveLists(elsewhere, waymark.url);
      const person = (await waymark.accounts.named(await waymark.usernameOf('TM', south)))!;
      let looks = 0;
      const { key, look } = queueLive.list(person, {});
      const list = { key, look: (...asked: Parameters<typeof look>) => (looks++, look(...asked)) };
      const told: [number[], number[]] = [[], []];
      const stops = told.map((own) => lists.watch(list, ({ count }) => own.push(count)));
      const until = async (isTrue: () => boolean) => {
        const end = performance.now() + 5000;
        while (!isTrue() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await until(() => told.every((own) => own.length > 0));
      const before = looks;
      const [first] = told[0];
      const began = performance.now();
      await refer('AFAR-1');
      await until(() => told.every((own) => own.includes(first! + 1)));
      expect(told.map((own) => own.at(-1))).toEqual([first! + 1, first! + 1]);
      expect(performance.now() - began).toBeLessThan(5000); // long before the slow look of every 15 seconds
      expect(looks - before).toBeLessThanOrEqual(3); // one event may be taken in, and seen, in two steps; never once a watcher
      for (const stop of stops) stop();
      await lists.close();
    },
    SLOW,
  );
});
