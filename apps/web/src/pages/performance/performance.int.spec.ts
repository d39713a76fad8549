import { instantFromEpochMilliseconds } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { Report } from '#reporting/report';
import type { PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram } from '../../web-program.ts';

const SLOW = 120_000;
const now = () => instantFromEpochMilliseconds(Date.UTC(2026, 10, 21, 12));
const october = 'from=2026-10-01&to=2026-10-31';

/** A page as it is read: its text without markup. */
const textOf = (html: string): string =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('the performance pages', () => {
  let waymark: ServedApp;
  let analyst: PageClient;
  let last = 0;

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), (stores, how) =>
      webProgram(stores, { ...how, now }),
    );
    analyst = await waymark.browserOf('PERF');
    await referral('P-1', '2026-09-07', 'SOUTH');
    await referral('P-2', '2026-10-05', 'SOUTH');
    await referral('P-3', '2026-10-06', 'EAST');
    await decide('P-1', 'NFA');
    await referral('P-1', '2026-10-20', 'SOUTH');
    await command('RegisterChild', {
      childId: 'P-4',
      laChildId: 'P4',
      dob: '2018-03-04',
      sex: 'F',
      givenName: 'Hidden',
      familyName: 'Name',
    });
    await referral('P-4', '2026-10-21', 'SOUTH');
    await command('RestrictRecord', {
      childId: 'P-4',
      level: 'TEAM_ONLY',
      reason: 'A relative works here',
      authorisedBy: 'RM-1',
    });
    await waymark.projector.reached(last, 20_000);
  }, SLOW);
  afterAll(() => waymark?.close());

  async function command(name: string, body: object): Promise<void> {
    const answer = await waymark.command(name, body);
    if (answer.status > 299) throw new Error(`${name}: ${answer.text}`);
    last = Number(answer.body['position']);
  }
  const referral = (childId: string, referredOn: string, areaId: string) =>
    command('ReceiveReferral', { childId, referredOn, source: '2A', areaId, teamId: `ASSESSMENT-${areaId}` });
  const decide = (childId: string, decision: string) =>
    command('DecideReferral', { childId, decision, decidedOn: '2026-09-08', reason: 'Advice was enough.' });
  const shown = async (path: string, browser = analyst) => {
    const answer = await browser.get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return { html: answer.text, text: textOf(answer.text) };
  };

  it('print every figure of the scorecard as the API does', async () => {
    const api = await waymark.apiOf('PERF');
    const report = (await api.get('/api/v1/reports/monthly-scorecard?asAt=2026-10-31')).body as unknown as Report;
    const { html } = await shown('/performance?asAt=31/10/2026');
    const printed = [
      ...html.matchAll(
        /<td class="govuk-table__cell govuk-table__cell--numeric[^"]*">(?:<a [^>]*>)?([^<]*)(?:<\/a>)?<\/td>/g,
      ),
    ].map(([, text]) => text!.trim());
    const cells = report.cards.flatMap((card) => card.lines.flatMap((line) => line.cells.map(({ text }) => text)));
    expect(cells.length).toBeGreaterThan(30);
    expect(printed).toEqual(cells);
    expect(html).toContain('Re-referrals %');
    expect(html).toContain('/performance/measures/RF-05?from=2026-10-01&amp;to=2026-10-31');
  });

  it('begin with the last whole month, and say what is wrong with a date', async () => {
    expect((await shown('/performance')).text).toContain('Monthly scorecard: October 2026');
    const wrong = await analyst.get('/performance?asAt=31/2/2026');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toMatch(/<title>\s*Error: /);
    expect(wrong.text).toContain('href="#asAt"');
    expect(wrong.text).toContain('value="31/2/2026"');
  });

  it('lead from no figure once it is for publication', async () => {
    const { html, text } = await shown('/performance?asAt=2026-10-31&public=true');
    expect(text).toContain('counts of 1 to 5');
    expect(html).not.toContain('href="/performance/measures/RF-05');
  });

  it('find measures by word', async () => {
    const { text } = await shown('/performance/measures?words=re-referrals%20nfa');
    expect(text).toContain('RF-05.nfa');
    expect(text).not.toContain('LAC-01');
    expect((await shown('/performance/measures?words=unicorn')).text).toContain('No measure has “unicorn”');
    expect((await shown('/performance/measures')).text).toContain(`Measures (${measures.length})`);
  });

  it('show a measure with its parts, what it was before, its months and its definition', async () => {
    const { html, text } = await shown(`/performance/measures/RF-05?${october}`);
    expect(text).toContain('25.0% 1 of 4, October 2026');
    expect(text).toContain('Period before September 2026 0.0% (0 of 1)');
    expect(text).toContain('Assessment South 1 of 3 33.3%');
    expect(text).toContain('rows of referrals whose referredOn is in the period; reReferral is true');
    expect(html).toMatch(/<svg [^>]*role="img" aria-labelledby="months-title months-description"/);
    expect(html).not.toMatch(/ style=/);
  });

  it('ask a part of the authority by itself', async () => {
    expect((await shown(`/performance/measures/RF-01?${october}&area=EAST`)).text).toContain('East Referrals');
    const { text } = await shown(`/performance/measures/RF-05?${october}&area=EAST`);
    expect(text).toContain('0.0% 0 of 1, October 2026, East');
  });

  it('open a figure into a list that is as long as the figure, restricted records as markers', async () => {
    const { text } = await shown(`/performance/measures/RF-01/list?${october}`);
    expect(text).toContain('Referrals: list (4)');
    expect(text).toContain('P-2');
    expect(text).toContain('Restricted record');
    expect(text).not.toContain('P-4');
    expect(text).toContain('Referral received , 5 October 2026');
    expect(text).not.toContain('Hidden');
  });

  it('say why what is in the denominator alone is not above the line, and what is not counted at all', async () => {
    const list = await shown(`/performance/measures/RF-05/list?${october}&side=denominator-only`);
    expect(list.text).toContain('Re-referrals within 12 months: list (3)');
    expect(list.text).toContain('re referral is no, and only yes counts');
    const none = await shown(`/performance/measures/RF-01/not-counted?${october}&area=EAST`);
    expect(none.text).toContain('it belongs to the area SOUTH, not to EAST');
  });

  it('name no child of another area to somebody who works in one', async () => {
    const manager = await waymark.browserOf('TM', { areas: ['EAST'] });
    const { text } = await shown(`/performance/measures/RF-01/list?${october}`, manager);
    expect(text).toContain('P-3');
    expect(text).toContain('A child of another area');
    expect(text).not.toContain('P-2');
  });

  it('set two definitions side by side with the rows they count differently', async () => {
    const { text } = await shown(`/performance/measures/RF-05/definitions?${october}&other=RF-05.nfa`);
    expect(text).toContain('Rows counted differently (1)');
    expect(text).toContain('P-1 20 Oct 2026 South In the numerator In the denominator only');
  });

  it('hide small numbers of a measure for publication', async () => {
    const { text } = await shown(`/performance/measures/RF-05/public?${october}`);
    expect(text).toContain('Numerator c');
    expect(text).not.toContain('25.0%');
  });

  it('draw the case flow with a table of the same numbers', async () => {
    const { html, text } = await shown(`/performance/funnel?${october}`);
    expect(text).toContain('Contacts 0 – No measure');
    expect(text).toContain('Referrals 4');
    expect(html).toContain('id="funnel-title"');
  });

  it('forecast the open clocks, and of a day to come as if nothing more were done', async () => {
    const { text } = await shown('/performance/forecast?asAt=2026-12-31&area=SOUTH');
    expect(text).toContain('if nothing more is done until then');
    expect(text).toMatch(/Referral decision \d/);
    expect(text).toMatch(/By team/);
  });

  it('freeze a report, show it to the byte, and tell what moved it since', async () => {
    const from = '/performance/frozen/new';
    const wrong = await analyst.submit(from, {
      report: 'monthly-scorecard',
      asAt: '31/10/2026',
      id: 'no good!',
      reason: '',
    });
    expect([wrong.status, wrong.text.includes('href="#id"')]).toEqual([400, true]);
    const frozen = await analyst.submit(from, {
      report: 'monthly-scorecard',
      asAt: '31/10/2026',
      id: 'october',
      reason: 'To the board',
    });
    expect([frozen.status, frozen.location]).toEqual([303, '/performance/frozen/october']);
    expect((await shown('/performance/frozen/october')).text).toContain('The same to the byte');
    expect((await shown('/performance/frozen')).text).toContain('To the board');

    await referral('P-5', '2026-10-30', 'EAST');
    await waymark.projector.reached(last, 20_000);
    const { text } = await shown('/performance/frozen/october/restated');
    expect(text).toContain('25% then, 20% now');
    expect(text).toContain('denominator +1');
    expect(text).toContain('Late entry: Referral received, 30 October 2026.');
    expect((await shown(`/performance/measures/RF-05?${october}`)).text).toContain('Restated. The report october');
    const again = await analyst.submit(from, {
      report: 'monthly-scorecard',
      asAt: '31/10/2026',
      id: 'october',
      reason: '',
    });
    expect(again.status).toBe(409);
    expect(again.text).toContain('with other content');
  });

  it('keep what is written under a figure, and a rating shown otherwise with its reason', async () => {
    const from = '/performance/commentary?measure=RF-05&asAt=2026-10-31';
    const about = { measure: 'RF-05', asAt: '2026-10-31' };
    expect((await analyst.submit('/performance/commentary', { ...about, text: ' ' }, { from })).status).toBe(400);
    const written = await analyst.submit(
      '/performance/commentary',
      { ...about, text: 'One family came back.' },
      { from },
    );
    expect(written.location).toBe('/performance?asAt=2026-10-31');
    const rating = '/performance/rating?measure=RF-05&asAt=2026-10-31';
    const without = await analyst.submit(
      '/performance/rating',
      { ...about, what: 'rating', shown: 'toString', reason: '' },
      { from: rating },
    );
    expect([without.status, without.text.includes('href="#shown"'), without.text.includes('href="#reason"')]).toEqual([
      400,
      true,
      true,
    ]);
    await analyst.submit(
      '/performance/rating',
      { ...about, what: 'rating', shown: 'AMBER', reason: 'Very few referrals' },
      { from: rating },
    );
    const { text } = await shown('/performance?asAt=2026-10-31');
    expect(text).toContain('One family came back.');
    expect(text).toContain('Rating shown as AMBER (just off target); by rule not rated. Reason: Very few referrals');
    const [override] = (await waymark.store.readTypes(['RatingOverridden'])).slice(-1);
    expect(override!.data).toMatchObject({ measure: 'RF-05', shown: 'AMBER', asAt: plainDate('2026-10-31') });
  });

  it('are refused to those who may not see them, and open no list to those who may see figures alone', async () => {
    const worker = await waymark.browserOf('SW');
    expect((await worker.get('/performance')).status).toBe(403);
    const workforce = await waymark.browserOf('WFM');
    const { html } = await shown(`/performance/measures/RF-01?${october}`, workforce);
    expect(html).not.toContain('/list?');
    expect((await workforce.get(`/performance/measures/RF-01/list?${october}`)).status).toBe(403);
    const manager = await waymark.browserOf('TM');
    expect((await manager.get('/performance/frozen/new')).status).toBe(403);
    expect((await analyst.get('/performance/measures/NO-99')).status).toBe(404);
  });

  it('leave a line in the audit for every list that is opened', async () => {
    await shown(`/performance/measures/RF-01/list?${october}`);
    const rows = await waymark.database.query<{ n: string }>(
      `select count(*) as n from access.audit where action = 'LIST' and detail like '%/performance/measures/RF-01/list%'`,
    );
    expect(Number(rows[0]!.n)).toBeGreaterThan(0);
  });
});
