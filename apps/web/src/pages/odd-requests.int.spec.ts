import { readingModel } from '#projecting/reading';
import { Unavailable } from '#event-store/event-store';
import { measures, projections } from '#projections/index';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { recordRegister, recordWaiting } from '#testing/waiting-cases';
import { webProgram, type WebProgram } from '../web-program.ts';

const south = { areas: ['SOUTH'], teams: ['T-SOUTH'] };
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('requests that are not as they should be', () => {
  let waymark: ServedApp & { readonly program: WebProgram };
  let manager: PageClient;

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    const today = waymark.program.waymark.today();
    await recordRegister(waymark.store, today);
    const position = await recordWaiting(waymark.store, [{ childId: 'C1', referredOn: today }]);
    expect(await waymark.projector.reached(position, 30_000)).toBe(true);
    manager = await waymark.browserOf('TM', south);
  }, 120_000);
  afterAll(() => waymark.close());

  const lists: readonly (readonly [address: string, says: string])[] = [
    ['/queue?team=T-NOWHERE', 'There is no team called T-NOWHERE'],
    ['/queue?area=ATLANTIS', 'There is no area called ATLANTIS'],
    ['/queue?days=many', 'There is no number of days called many'],
    ['/queue?sort=luck', 'There is no column called luck'],
    ['/clocks?clock=Sundial', 'There is no clock called Sundial'],
    ['/clocks?standing=never&area=ATLANTIS', 'There is no list called never There is no area called ATLANTIS'],
    ['/clocks?worker=W-99', 'There is no worker called W-99'],
    ['/caseloads?area=ATLANTIS', 'There is no area called ATLANTIS'],
    ['/screening?hub=MOON', 'There is no place where contacts come in called MOON'],
    ['/performance/measures/RF-01/list?area=ATLANTIS', 'There is no area called ATLANTIS'],
    ['/performance/measures/RF-01/list?side=left', 'There is no part of the list called left'],
  ];
  it.each(lists)('asking for %s is told what there is not, instead of an empty list alone', async (address, says) => {
    const { status, text } = await manager.get(address);
    expect(status).toBe(400);
    expect(textOf(text)).toContain(`There is a problem ${says}`);
  });

  it.each([
    '/queue?team=T-EAST&area=EAST',
    '/clocks?worker=W-EAST&area=EAST&team=T-EAST',
    '/caseloads?area=EAST',
    '/screening?hub=EDT',
  ])('what there is, with nothing in it today, is no problem: %s', async (address) =>
    expect((await manager.get(address)).status).toBe(200),
  );

  it('a choice that there is not is said once, and not kept with the choices of the session', async () => {
    await manager.get('/queue?team=T-SOUTH');
    expect((await manager.get('/queue?team=T-NOWHERE')).status).toBe(400);
    const { status, text } = await manager.get('/queue');
    expect([status, /<option value="T-SOUTH" selected/.test(text)]).toEqual([200, true]);
    await manager.get('/queue?clear=yes');
  });

  it('a form that is too large gets a page that says so, and the API its own answer', async () => {
    const { status, headers, text } = await manager.send('/queue/allocate', { note: 'x'.repeat(1_100_000) });
    expect([status, headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
    expect(textOf(text)).toContain('What you sent is too large, and nothing of it was recorded.');
    const api = await waymark.command('ReceiveReferral', { childId: 'x'.repeat(300_000) });
    expect([api.status, api.body['type']]).toEqual([413, '/problems/too-large']);
  });

  it('a store that is too busy says when to try again, on pages and in the API', async () => {
    const { store } = waymark.program.waymark;
    const append = store.append.bind(store);
    store.append = () => Promise.reject(new Unavailable('The event store is busy: 20,000 appends wait already.'));
    try {
      const body = { childId: 'C1', workerId: 'W-1', role: 'LEAD_SW', from: waymark.program.waymark.today() };
      const api = await waymark.command('AllocateCase', body);
      expect([api.status, api.body['detail']]).toEqual([503, expect.stringContaining('is busy')]);
      expect(api.headers.get('retry-after')).toBe('1');
      const worker = await waymark.browserOf('SW');
      const step = '/children/C1/steps/RecordNewInformation';
      const page = await worker.submit(step, { ...dayOf(waymark.program.waymark.today()), information: 'Moved' });
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '1']);
      expect(textOf(page.text)).toContain('it cannot be reached, or is busy. Nothing was changed');
      expect(page.text).not.toContain('20,000 appends'); // how the store stands is for the log of the service
    } finally {
      store.append = append;
    }
  });

  it('a record leads to its possible duplicates', async () => {
    const { text } = await manager.get('/children/C1');
    expect(text).toContain('href="/children/C1/duplicates"');
    expect((await manager.get('/children/C1/duplicates')).text).toMatch(/aria-current="page"[^>]*>\s*Duplicates/);
  });
});

/** The boxes of the day on which something came to be known. */
function dayOf(day: string): Readonly<Record<string, string>> {
  const [year, month, date] = day.split('-');
  const boxes = { day: date!, month: month!, year: year! };
  return Object.fromEntries(Object.entries(boxes).map(([box, value]) => [`occurredOn-${box}`, value]));
}
