import type { RecordedEvent } from '#case-flow/event';
import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { READING } from '#projecting/reading-schema';
import { measures, projections } from '#projections/index';
import { tableOf } from '#measures/sql';
import { happened } from '#testing/given';
import { keysOf, type PageAnswer, type PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

const SLOW = 180_000;

const textOf = ({ text }: PageAnswer): string =>
  text
    .slice(text.indexOf('<main'), text.indexOf('</main>'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
/** What stands hidden in a form, so that its next step can be sent as the browser would send it. */
const hiddenIn = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.slice(html.indexOf('<main')).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name, value]) => [name!, value!],
    ),
  );

/** An assessment authorised on 10 June 2016, three working days late; a strategy discussion that was recorded in August. */
const story = (childId: string, area = 'EAST'): readonly RecordedEvent[] => {
  const of = { childId };
  const [caseId, assessmentId] = [`K-${childId}`, `A-${childId}`];
  return [
    happened(
      'ChildRegistered',
      { laChildId: childId.replaceAll('-', ''), dob: '2010-05-01', sex: 'F', ethnicity: 'WBRI' },
      { ...of, occurredOn: '2016-03-01', personal: { givenName: `Given${childId}`, familyName: 'Example' } },
    ),
    happened(
      'ReferralReceived',
      { caseId, referredOn: '2016-04-01', source: '6', teamId: `T-${area}`, areaId: area },
      of,
    ),
    happened('ReferralDecided', { caseId, decision: 'ACCEPT_ASSESS', decidedOn: '2016-04-01' }, of),
    happened(
      'CaseAllocated',
      { caseId, workerId: 'W1', teamId: `T-${area}`, areaId: area, role: 'LEAD_SW', from: '2016-04-04' },
      of,
    ),
    happened('AssessmentStarted', { caseId, assessmentId, kind: 'SINGLE', basis: 'S17', startedOn: '2016-04-06' }, of),
    happened(
      'StrategyDiscussionHeld',
      {
        caseId,
        strategyId: `S-${childId}`,
        heldAt: '2016-05-03T09:00:00.000Z',
        kind: 'MEETING',
        outcome: 'CONTINUE_ASSESSMENT',
      },
      { ...of, recorded: '2016-08-01T10:00:00.000Z', personal: { discussion: 'What was said in the meeting' } },
    ),
    happened(
      'AssessmentAuthorised',
      { assessmentId, authorisedOn: '2016-06-10', outcome: 'CIN_PLAN', factors: ['16A'], childSeen: true },
      of,
    ),
    happened('CinPlanStarted', { caseId, cinPlanId: `P-${childId}`, startedOn: '2016-06-13' }, of),
  ];
};

describe('the record of a child', () => {
  let site: ServedApp & { readonly program: WebProgram };
  const tell = async (events: readonly RecordedEvent[]) => {
    const childIds = [...new Set(events.map(({ childId }) => childId))];
    const { position } = await site.store.append(
      childIds.map((childId) => ({
        stream: childStream(childId),
        expectedVersion: 'any' as const,
        events: events.filter((event) => event.childId === childId),
      })),
      { trustRecordedAt: true },
    );
    expect(await site.projector.reached(position, 30_000)).toBe(true);
  };
  const idOf = async (childId: string, type: string): Promise<string> =>
    (await site.store.readStream(childStream(childId))).findLast((event) => event.type === type)!.eventId;
  /** Sends the form of a page, from as it stands. */
  const fill = async (browser: PageClient, path: string, fields: object, drawn?: PageAnswer) => {
    const form = drawn ?? (await browser.get(path));
    expect(form.status).toBe(200);
    return browser.send(path.split('?')[0]!, { ...keysOf(form.text), ...hiddenIn(form.text), ...fields });
  };
  /** The next page of a repair, from its preview. */
  const next = (browser: PageClient, path: string, page: PageAnswer, step: string) =>
    browser.send(path, { ...keysOf(page.text), ...hiddenIn(page.text), step });

  beforeAll(async () => {
    site = await servedApp(readingModel(projections, measures), (stores, how) => webProgram(stores, how));
  }, SLOW);
  afterAll(() => site.close());

  it('shows who the child is, what is open, what is due, and what happened last', async () => {
    await tell(story('SHOWN'));
    const browser = await site.browserOf('SW');
    const page = await browser.get('/children/SHOWN');
    expect(page.status).toBe(200);
    const text = textOf(page);
    for (const words of [
      'GivenSHOWN Example',
      'Born 1 May 2010',
      'Child in need plan',
      'Referred 1 April 2016',
      'Allocation',
      'W1, since 4 April 2016',
      'No siblings are recorded.',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Police');
    const nobody = await (await site.browserOf('PERF')).get('/children/SHOWN');
    expect(nobody.status).toBe(403);
    expect(nobody.text).not.toContain('GivenSHOWN');
  });

  it('a correction moves the very figure that its preview said', async () => {
    await tell(story('CORRECTED'));
    const performance = await site.apiOf('PERF');
    const as02 = async () =>
      (await performance.get('/api/v1/measures/AS-02?from=2016-06-01&to=2016-06-30')).body as {
        numerator: number;
        denominator: number;
      };
    const before = await as02();
    const browser = await site.browserOf('SW');
    const path = `/children/CORRECTED/entries/${await idOf('CORRECTED', 'AssessmentAuthorised')}/correct`;
    const wrong = await fill(browser, path, { 'to-day': '31', 'to-month': '2', 'to-year': '2016', reason: '' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<title>Error: ');
    expect(textOf(wrong)).toContain('31 2 2016 is not a real day');
    expect(textOf(wrong)).toContain('Error: Say why the date is corrected'); // beside the field, not above alone
    expect(wrong.text).toMatch(/href="#reason"[^]*id="reason"/);
    const preview = await fill(browser, path, {
      'to-day': '6',
      'to-month': '6',
      'to-year': '2016',
      reason: 'Typed wrong',
    });
    expect(preview.status).toBe(200);
    const parts = (n: number) => `(${n} of ${before.denominator})`;
    const line = /AS-02<\/span><\/th>.*?<\/tr>/.exec(preview.text)![0];
    expect(line).toContain('June 2016');
    expect(line).toContain(parts(before.numerator));
    expect(line).toContain(parts(before.numerator + 1));
    expect(await as02()).toMatchObject({ numerator: before.numerator, denominator: before.denominator });
    const done = await next(browser, path, preview, 'confirm');
    expect([done.status, done.location]).toEqual([303, '/children/CORRECTED/chronology']);
    expect(await as02()).toMatchObject({ numerator: before.numerator + 1, denominator: before.denominator });
    const chronology = textOf(await browser.get('/children/CORRECTED/chronology?repaired=yes'));
    expect(chronology).toContain('the date is corrected to 6 June 2016');
    expect(chronology).toContain('Day it happened 10 June 2016 6 June 2016');
  });

  it('a correction that a rule forbids is refused with its sentence, and what was typed is kept', async () => {
    await tell(story('RULED'));
    const browser = await site.browserOf('TM');
    const path = `/children/RULED/entries/${await idOf('RULED', 'AssessmentStarted')}/correct`;
    const refused = await fill(browser, path, {
      field: 'startedOn',
      'to-day': '1',
      'to-month': '1',
      'to-year': '2016',
      reason: 'An attempt of mine',
    });
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain('Rule: ');
    expect(refused.text).toContain('An attempt of mine');
  });

  it('a form drawn before somebody else wrote is refused with what is new, keeps what was typed, and goes through when sent again', async () => {
    await tell(story('STALE'));
    const browser = await site.browserOf('TM');
    const path = `/children/STALE/entries/${await idOf('STALE', 'AssessmentAuthorised')}/correct`;
    const drawn = await browser.get(path);
    await tell([happened('CinVisitMade', { visitedOn: '2016-06-20', seen: true }, { childId: 'STALE' })]);
    const fields = { 'to-day': '6', 'to-month': '6', 'to-year': '2016', reason: 'Kept word for word' };
    const stale = await fill(browser, path, fields, drawn);
    expect(stale.status).toBe(409);
    expect(textOf(stale)).toContain('Recorded meanwhile (1) Child in need visit made, 20 Jun 2016');
    expect(stale.text).toContain('Kept word for word');
    expect(Number(versionIn(stale.text))).toBe(Number(versionIn(drawn.text)) + 1);
    const again = await browser.send(path, { ...keysOf(stale.text), ...hiddenIn(stale.text), ...fields });
    expect(again.status).toBe(200);
    expect((await next(browser, path, again, 'confirm')).status).toBe(303);
  });

  it('a day in the past hides what happened later, and a decision shows what was known when it was made', async () => {
    await tell(story('PAST'));
    const browser = await site.browserOf('SW');
    const may = textOf(await browser.get('/children/PAST/on?asAt=2016-05-20'));
    expect(may).toContain('as it stood at the end of 20 May 2016');
    expect(may).toContain('Strategy meeting');
    expect(may).not.toContain('Assessment authorised');
    expect(may).not.toContain('Child in need plan Since');
    expect(may).toContain('Single assessment Since 6 April 2016');
    expect(may).toContain('6 years old');
    const chronology = await browser.get('/children/PAST/chronology');
    const link = [...chronology.text.matchAll(/href="([^"]*\/on\?[^"]*)">When this was decided<span[^>]*>: ([^<]*)/g)]
      .find(([, , title]) => title!.startsWith('Assessment authorised'))![1]!
      .replaceAll('&amp;', '&');
    const then = await browser.get(link);
    const text = textOf(then);
    expect(text).toContain('What we knew when this was decided');
    expect(text).toContain('as it was known on 10 June 2016, 13:00');
    expect(text).not.toContain('Strategy meeting');
    expect(text).not.toContain('What was said in the meeting');
    expect(text).toContain('Strategy discussion held, 3 May 2016 1 August 2016, 11:00 Yes, it was recorded late');
    expect(text).toContain('Child in need plan started, 13 Jun 2016 13 June 2016, 13:00 No, it came later');
    const unreal = await browser.get('/children/PAST/on?asAt-day=31&asAt-month=4&asAt-year=2016');
    expect(unreal.status).toBe(400);
    expect(textOf(unreal)).toContain('31 4 2016 is not a real day');
  });

  it('merging two records and undoing it leaves both as they were', async () => {
    await tell([...story('TWO-A').slice(0, 1), ...story('TWO-B')]);
    const browser = await site.browserOf('RM');
    const rowsNow = async () =>
      Object.fromEntries(
        await Promise.all(
          projections.map(async (one) => {
            const rows = await site.database.query<object>(
              `select to_jsonb(t) - 'known_from' - 'from_position' - 'to_position' - 'known_to' as row from ${READING}.${tableOf(one)} t
               where known_to is null and child_id in ('TWO-A', 'TWO-B') order by row_id`,
            );
            return [one.name, rows] as const;
          }),
        ),
      );
    const pages = async () =>
      Promise.all(['TWO-A', 'TWO-B'].map(async (id) => textOf(await browser.get(`/children/${id}/plans`))));
    const path = '/children/TWO-A/merge';
    const beside = await browser.get(`${path}?with=TWO-B`);
    expect(textOf(beside)).toContain('GivenTWO-A');
    expect(textOf(beside)).toContain('GivenTWO-B');
    const unchosen = await fill(browser, path, { reason: 'One child' }, beside);
    expect(unchosen.status).toBe(400);
    expect(textOf(unchosen)).toContain('Choose which given name to keep');
    const preview = await fill(
      browser,
      path,
      { 'keep.givenName': 'MERGED', 'keep.laChildId': 'SURVIVOR', reason: 'Same birthday, same school' },
      beside,
    );
    expect(textOf(preview)).toContain('Given name GivenTWO-B (chosen)');
    await tell([
      happened('NewInformationRecorded', { caseId: 'K-TWO-B' }, { childId: 'TWO-B', occurredOn: '2016-06-14' }),
    ]);
    const stale = await next(browser, path, preview, 'continue');
    expect(stale.status).toBe(409);
    expect(textOf(stale)).toContain('Recorded meanwhile (1) New information recorded, 14 Jun 2016');
    expect(stale.text).toContain('Same birthday, same school');
    const [rows, shown] = [await rowsNow(), await pages()];
    const again = await fill(
      browser,
      path,
      { 'keep.givenName': 'MERGED', 'keep.laChildId': 'SURVIVOR', reason: 'Same birthday, same school' },
      { ...stale, status: 200 },
    );
    const sure = await next(browser, path, again, 'continue');
    expect(textOf(sure)).toContain('Are you sure that these are one child?');
    const merged = await next(browser, path, sure, 'confirm');
    expect([merged.status, merged.location]).toEqual([303, '/children/TWO-A']);
    expect(await rowsNow()).not.toEqual(rows);
    const one = textOf(await browser.get('/children/TWO-A'));
    expect(one).toContain('GivenTWO-B Example');
    expect(one).toContain('From the merged record of');
    expect(textOf(await browser.get('/children/TWO-B'))).toContain('This record was merged into');
    const undo = `/children/TWO-A/unmerge/${await idOf('TWO-A', 'DuplicateRecordsMerged')}`;
    expect(textOf(await browser.get(undo))).toContain('Referral received, 1 Apr 2016');
    const check = await fill(browser, undo, { reason: 'Twins after all' });
    const undone = await next(browser, undo, check, 'confirm');
    expect([undone.status, undone.location]).toEqual([303, '/children/TWO-A']);
    expect(await rowsNow()).toEqual(rows);
    await browser.get('/children/TWO-A'); // takes the message of success away
    expect(await pages()).toEqual(shown);
  });

  it('an entry is taken out, and another is moved to the child it is about, by those whose role does it', async () => {
    await tell([...story('OUT'), ...story('INTO')]);
    const worker = await site.browserOf('SW');
    const out = `/children/OUT/entries/${await idOf('OUT', 'CinPlanStarted')}/take-out`;
    expect((await worker.get(out)).status).toBe(403);
    const records = await site.browserOf('RM');
    const none = await fill(records, out, {});
    expect(textOf(none)).toContain('Choose why the entry is taken out');
    const preview = await fill(records, out, { reason: 'DUPLICATE_ENTRY' });
    expect((await next(records, out, preview, 'confirm')).status).toBe(303);
    expect(textOf(await records.get('/children/OUT/chronology'))).toContain(
      'it was entered twice. It counts for nothing since.',
    );
    expect(textOf(await records.get('/children/OUT/plans'))).toContain(
      'This child has never had a child in need plan.',
    );
    const move = `/children/OUT/entries/${await idOf('OUT', 'StrategyDiscussionHeld')}/move`;
    expect(textOf(await fill(records, move, { toChildId: 'NOBODY' }))).toContain(
      'There is no record of a child NOBODY that opens for you',
    );
    const check = await fill(records, move, { toChildId: 'INTO' });
    expect(textOf(check)).toContain('GivenINTO Example');
    expect((await next(records, move, check, 'confirm')).status).toBe(303);
    const there = textOf(await records.get('/children/INTO/chronology'));
    expect(there.split('What was said in the meeting')).toHaveLength(3);
  });

  it('a restriction closes the record to others, lists name it nowhere, and looking at it does not get in the way of a repair', async () => {
    await tell([
      ...story('CLOSED'),
      ...story('SISTER'),
      happened(
        'SiblingLinked',
        { otherChildId: 'CLOSED', relation: 'FULL' },
        { childId: 'SISTER', recorded: '2016-07-01T12:00:00.000Z' },
      ),
    ]);
    const manager = await site.browserOf('TM', { workerId: 'TM-7' });
    const path = '/children/CLOSED/restrict';
    const unknown = await fill(manager, path, {
      level: 'NAMED_WORKERS',
      allowed: 'NO-SUCH',
      reason: 'A relative works here',
    });
    expect(textOf(unknown)).toContain('There is no worker NO-SUCH in the register');
    const done = await fill(manager, path, {
      level: 'NAMED_WORKERS',
      allowed: 'TM-7',
      reason: 'A relative works here',
    });
    expect([done.status, done.location]).toEqual([303, '/children/CLOSED/record']);
    const others = await site.browserOf('SW');
    expect((await others.get('/children/CLOSED')).status).toBe(403);
    const sister = await others.get('/children/SISTER');
    expect(textOf(sister)).toContain('Siblings and household (1) Restricted record');
    expect(sister.text).not.toMatch(/CLOSED/);
    const correct = `/children/CLOSED/entries/${await idOf('CLOSED', 'AssessmentAuthorised')}/correct`;
    const drawn = await manager.get(correct);
    await others.get('/children/CLOSED'); // one look more, after the form was drawn
    const preview = await fill(
      manager,
      correct,
      { 'to-day': '6', 'to-month': '6', 'to-year': '2016', reason: 'Typed wrong' },
      drawn,
    );
    expect(preview.status).toBe(200);
    expect((await next(manager, correct, preview, 'confirm')).status).toBe(303);
    expect(textOf(await manager.get('/children/CLOSED/audit'))).toContain('Looked: refused');
    expect((await fill(manager, '/children/CLOSED/lift-restriction', { reason: 'No longer needed' })).status).toBe(303);
    expect((await others.get('/children/CLOSED')).status).toBe(200);
  });

  it('who looked is shown to managers of the area and to those who search the audit, and to nobody else', async () => {
    await tell(story('LOOKED'));
    const statusOf = async (role: 'TM' | 'SW' | 'RM', scope: object = {}) =>
      (await (await site.browserOf(role, scope)).get('/children/LOOKED/audit')).status;
    expect(await statusOf('RM')).toBe(200);
    expect(await statusOf('TM', { areas: ['EAST'] })).toBe(200);
    expect(await statusOf('TM', { areas: ['SOUTH'] })).toBe(403);
    expect(await statusOf('SW')).toBe(403);
    const elsewhere = await (await site.browserOf('TM', { areas: ['SOUTH'] })).get('/children/LOOKED');
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.text).not.toContain('GivenLOOKED');
  });

  it('the chronology is filtered by process and by word, and paged', async () => {
    const visits = Array.from({ length: 30 }, (_, i) =>
      happened(
        'CinVisitMade',
        { visitedOn: `2016-07-${String(i + 1).padStart(2, '0')}`, seen: i % 2 === 0 },
        { childId: 'LONG', personal: { note: i === 7 ? 'a blue bicycle' : 'nothing' } },
      ),
    );
    await tell([...story('LONG'), ...visits]);
    const browser = await site.browserOf('SW');
    expect(textOf(await browser.get('/children/LONG/chronology'))).toContain('Chronology (38)');
    const page = await browser.get('/children/LONG/chronology?process=child-in-need-plan&page=2');
    expect(textOf(page)).toContain('Chronology (31 of 38)');
    expect([...page.text.matchAll(/moj-timeline__item/g)]).toHaveLength(6);
    expect(page.text).toContain('aria-current="page"');
    expect(textOf(await browser.get('/children/LONG/chronology?word=BLUE'))).toContain('Chronology (1 of 38)');
    expect(textOf(await browser.get('/children/LONG/chronology?word=nowhere'))).toContain('No entry fits the filter.');
    const allocations = textOf(await browser.get('/children/LONG/allocations'));
    expect(allocations).toContain('W1 Lead social worker 4 April 2016 Now');
  });
});
