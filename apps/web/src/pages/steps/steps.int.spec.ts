import { childStream } from '#event-store/event-store';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import type { FormFields, PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram } from '../../web-program.ts';

const SLOW = 120_000;

/** The boxes of a day in October 2025. */
const october = (name: string, day: number): FormFields => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: '10',
  [`${name}-year`]: '2025',
});

/** What a form holds before anybody types: hidden fields, and boxes that are filled in. */
const filledIn = (html: string): FormFields => {
  const inputs = [...html.matchAll(/<input ([^>]*)>/g)].map(([, attributes]) => attributes!);
  const of = (attributes: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
  return Object.fromEntries(
    inputs
      .filter((one) => ['hidden', 'text'].includes(of(one, 'type') ?? 'text') && of(one, 'value') !== undefined)
      .map((one) => [of(one, 'name')!, of(one, 'value')!]),
  );
};

/** The values of text boxes as they stand in a page. */
const boxOf = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('the steps of every process as forms', () => {
  let waymark: ServedApp;
  const browsers = new Map<string, PageClient>();
  const as = async (role: Parameters<ServedApp['browserOf']>[0]): Promise<PageClient> => {
    const browser = browsers.get(role) ?? (await waymark.browserOf(role));
    browsers.set(role, browser);
    return browser;
  };
  /** Opens a step's form as a role, fills it in and sends it. */
  const send = async (
    role: Parameters<ServedApp['browserOf']>[0],
    childId: string,
    command: string,
    fields: FormFields,
  ) => {
    const browser = await as(role);
    const path = `/children/${childId}/steps/${command}`;
    const form = await browser.get(path);
    expect([command, form.status]).toEqual([command, 200]);
    return browser.send(path, { ...filledIn(form.text), ...fields });
  };
  const record = async (...asked: Parameters<typeof send>) => {
    const answer = await send(...asked);
    if (answer.status !== 303)
      throw new Error(`${asked[2]} was answered with ${answer.status}: ${textOf(answer.text)}`);
    expect(answer.location).toBe(`/children/${asked[1]}`);
  };
  const registered = async (childId: string) => {
    const answer = await waymark.command('RegisterChild', {
      childId,
      laChildId: childId,
      dob: '2018-03-04',
      sex: 'F',
      givenName: 'Ada',
      familyName: childId,
    });
    expect(answer.status).toBe(201);
    return childId;
  };
  const typesOf = async (childId: string) =>
    (await waymark.store.readStream(childStream(childId))).map(({ type }) => type);

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), (stores, how) => webProgram(stores, how));
  }, SLOW);
  afterAll(() => waymark.close());

  it(
    'walk a child from the referral to a child protection plan and a visit',
    async () => {
      const child = await registered('WALK1');
      await record('QP', child, 'ReceiveReferral', {
        ...october('referredOn', 1),
        source: '2A',
        reason: 'Bruises\r\nseen at school',
      });
      await record('TM', child, 'DecideReferral', {
        ...october('decidedOn', 2),
        decision: 'ACCEPT_ASSESS',
        primaryNeed: 'N1',
      });
      await record('SW', child, 'StartAssessment', { ...october('startedOn', 2), kind: 'SINGLE', basis: 'S17' });
      await record('SW', child, 'RecordChildSeen', { ...october('seenOn', 6), alone: 'true' });
      await record('TM', child, 'HoldStrategyDiscussion', {
        ...october('heldAt', 7),
        'heldAt-time': '2:30pm',
        kind: 'DISCUSSION',
        precededBy: '',
        outcome: 'S47_JOINT',
        attendees: 'Police\r\nHealth',
      });
      await record('SW', child, 'StartSection47Enquiry', {});
      await record('SW', child, 'SubmitAssessment', october('submittedOn', 13));
      await record('TM', child, 'AuthoriseAssessment', {
        ...october('authorisedOn', 14),
        outcome: 'STRATEGY',
        factors: ['16A', '3B'],
      });
      await record('TM', child, 'ConcludeSection47Enquiry', {
        ...october('concludedOn', 14),
        outcome: 'ICPC',
        icpcRequired: 'true',
      });
      await record('SW', child, 'RequestConference', october('requestedOn', 14));
      await record('CPA', child, 'ScheduleConference', october('plannedOn', 24));
      await record('CHAIR', child, 'HoldInitialConference', {
        ...october('heldOn', 24),
        outcome: 'CP_PLAN',
        quorate: 'true',
      });
      await record('CHAIR', child, 'StartChildProtectionPlan', { category: 'NEG' });
      await record('SW', child, 'RecordChildProtectionVisit', {
        ...october('visitedOn', 30),
        seen: 'true',
        alone: 'false',
      });

      expect(await typesOf(child)).toEqual([
        'ChildRegistered',
        'ReferralReceived',
        'ReferralDecided',
        'PrimaryNeedRecorded',
        'AssessmentStarted',
        'ChildSeenDuringAssessment',
        'StrategyDiscussionHeld',
        'Section47Started',
        'AssessmentSubmitted',
        'AssessmentAuthorised',
        'Section47Concluded',
        'ConferenceRequested',
        'ConferenceScheduled',
        'InitialConferenceHeld',
        'CpPlanStarted',
        'CpVisitMade',
      ]);
      const events = await waymark.store.readStream(childStream(child), { withPersonal: true });
      const of = (type: string) => events.find((event) => event.type === type)!;
      expect(of('StrategyDiscussionHeld').data).toMatchObject({
        heldAt: '2025-10-07T13:30:00.000Z',
        attendees: ['Police', 'Health'],
      });
      expect(of('ReferralReceived')).toMatchObject({
        actingRole: 'QP',
        personal: { reason: 'Bruises\nseen at school' },
      });
      expect(of('Section47Started').data).toMatchObject({ startedOn: '2025-10-07', icpcTargetOn: '2025-10-28' });
      expect(of('CpPlanStarted').data).toMatchObject({ startedOn: '2025-10-24', category: 'NEG' });
    },
    SLOW,
  );

  it(
    'list what a role can record now, what the record waits for first, and what a rule forbids',
    async () => {
      const child = await registered('LIST1');
      await record('QP', child, 'ReceiveReferral', { ...october('referredOn', 1), source: '2A' });
      const manager = await (await as('TM')).get(`/children/${child}/steps`);
      expect(textOf(manager.text)).toMatch(/Decide on the referral Overdue was due 2 October 2025/);
      expect(manager.text).toContain(`/children/${child}/steps/DecideReferral`);
      expect(textOf(manager.text)).toMatch(/Authorise the assessment No assessment of this child had started by/);
      expect(manager.text).not.toContain(`/children/${child}/steps/AllocateCase"`); // it has a page of its own
      const early = await (await as('SW')).get(`/children/${child}/steps/StartAssessment`);
      expect(textOf(early.text)).toMatch(/a rule refuses this: Nobody has decided on this referral yet/);
      const worker = await (await as('SW')).get(`/children/${child}/steps`);
      expect(worker.text).not.toContain(`/steps/DecideReferral`);
    },
    SLOW,
  );

  it(
    'tell what is wrong, lead to it, and keep what was typed',
    async () => {
      const child = await registered('WRONG1');
      const wrong = {
        'referredOn-day': '31',
        'referredOn-month': '2',
        'referredOn-year': '2025',
        primaryReason: 'Neglect & <more>',
      };
      const answer = await send('QP', child, 'ReceiveReferral', wrong);
      expect(answer.status).toBe(400);
      expect(answer.text).toMatch(/<title>\s*Error: /);
      expect(answer.text).toContain(
        '<a href="#referredOn-day">31 2 2025 is not a real day. Enter the day of the referral, for example 27 3 2026</a>',
      );
      expect(answer.text).toContain('<a href="#source">Choose the source of the referral</a>');
      for (const id of ['referredOn-day', 'source']) expect(answer.text).toContain(`id="${id}"`);
      expect(boxOf(answer.text, 'referredOn-day')).toBe('31');
      expect(boxOf(answer.text, 'primaryReason')).toBe('Neglect &amp; &lt;more&gt;');
      expect(await typesOf(child)).toEqual(['ChildRegistered']);
    },
    SLOW,
  );

  it(
    "are refused with the rule's sentence, its name and the Department's number",
    async () => {
      const child = await registered('RULE1');
      await record('QP', child, 'ReceiveReferral', { ...october('referredOn', 1), source: '2A' });
      const answer = await send('QP', child, 'ReceiveReferral', {
        ...october('referredOn', 8),
        source: '2A',
        reason: 'Typed before',
      });
      expect(answer.status).toBe(409);
      expect(textOf(answer.text)).toMatch(
        /This child has had an open case since 1 October 2025\. Record new information on that case instead\. Rule: no referral on an open case \(Department for Education 8820\)/,
      );
      expect(answer.text).toContain('Typed before');
    },
    SLOW,
  );

  it(
    'say what somebody else recorded meanwhile, keep the typed words, and then take the form',
    async () => {
      const child = await registered('STALE1');
      await record('QP', child, 'ReceiveReferral', { ...october('referredOn', 1), source: '2A' });
      const [manager, path] = [await as('TM'), `/children/${child}/steps/DecideReferral`];
      const form = filledIn((await manager.get(path)).text);
      await waymark.command('RecordNewInformation', { childId: child, information: 'A second call' });
      const typed = { ...october('decidedOn', 2), decision: 'NFA', rationale: 'No concern was found' };
      const stale = await manager.send(path, { ...form, ...typed });
      expect(stale.status).toBe(409);
      expect(textOf(stale.text)).toMatch(/What was recorded meanwhile New information recorded, recorded .* by/);
      expect(stale.text).toContain('No concern was found');
      expect(await typesOf(child)).not.toContain('ReferralDecided');
      const again = await manager.send(path, { ...filledIn(stale.text), ...typed });
      expect(again.status).toBe(303);
      expect(await typesOf(child)).toContain('ReferralDecided');
    },
    SLOW,
  );

  it(
    'sent twice record once; sent again with other answers say so',
    async () => {
      const child = await registered('TWICE1');
      const [screener, path] = [await as('QP'), `/children/${child}/steps/ReceiveReferral`];
      const form = { ...filledIn((await screener.get(path)).text), ...october('referredOn', 1), source: '2A' };
      expect((await screener.send(path, form)).status).toBe(303);
      expect((await screener.send(path, form)).status).toBe(303);
      expect(await typesOf(child)).toEqual(['ChildRegistered', 'ReferralReceived']);
      const other = await screener.send(path, { ...form, source: '1A' });
      expect([other.status, /sent before with other answers/.test(other.text)]).toEqual([409, true]);
    },
    SLOW,
  );

  it(
    'record for siblings in one go, tied together, and report each outcome',
    async () => {
      const [one, two, three] = [await registered('SIB1'), await registered('SIB2'), await registered('SIB3')];
      for (const other of [two, three])
        await waymark.command('LinkSibling', { childId: one, otherChildId: other, relation: 'FULL' });
      await record('QP', three, 'ReceiveReferral', { ...october('referredOn', 3), source: '2A' });
      const answer = await send('QP', one, 'ReceiveReferral', {
        ...october('referredOn', 6),
        source: '5A',
        _siblings: [two, three],
      });
      expect(answer.status).toBe(200);
      expect(textOf(answer.text)).toMatch(/Recorded for 2 of 3 children/);
      expect(textOf(answer.text)).toMatch(
        /SIB2 Recorded .* SIB3 Refused This child has had an open case since 3 October 2025/,
      );
      const referred = await Promise.all(
        [one, two].map(async (id) => (await waymark.store.readStream(childStream(id))).at(-1)!),
      );
      expect(referred.map(({ type }) => type)).toEqual(['ReferralReceived', 'ReferralReceived']);
      expect(new Set(referred.map(({ correlationId }) => correlationId)).size).toBe(1);
      expect(new Set(referred.map(({ data }) => data['caseId'])).size).toBe(2);

      for (const id of [one, two])
        await record('TM', id, 'DecideReferral', {
          ...october('decidedOn', 7),
          decision: 'ACCEPT_ASSESS',
          primaryNeed: 'N1',
        });
      await record('SW', one, 'StartAssessment', { ...october('startedOn', 7), kind: 'SINGLE', _siblings: two });
      const [first, second] = await Promise.all(
        [one, two].map(async (id) => (await waymark.store.readStream(childStream(id))).at(-1)!),
      );
      expect([first!.data['caseId'], second!.data['caseId']]).toEqual(referred.map(({ data }) => data['caseId']));
    },
    SLOW,
  );

  it(
    'amend a detail as it was asked for when the child was registered',
    async () => {
      const child = await registered('AMEND1');
      const worker = await as('SW');
      const choice = await worker.get(`/children/${child}/steps/AmendDemographics`);
      expect(choice.text).toContain('href="?detail=ethnicity"');
      const path = `/children/${child}/steps/AmendDemographics?detail=ethnicity`;
      const form = await worker.get(path);
      expect(form.text).toContain('White and Black Caribbean');
      const sent = await worker.send(path, { ...filledIn(form.text), to: 'MWBC', reason: 'The mother said so' });
      expect(sent.status).toBe(303);
      expect((await waymark.store.readStream(childStream(child))).at(-1)).toMatchObject({
        data: { field: 'ethnicity', to: 'MWBC' },
      });
    },
    SLOW,
  );

  it(
    'are not drawn for, nor taken from, a role that does not carry them out, and it stands in the audit',
    async () => {
      const child = await registered('ROLE1');
      const worker = await as('SW');
      expect((await worker.get(`/children/${child}/steps/AuthoriseAssessment`)).status).toBe(403);
      expect((await worker.get(`/children/${child}/steps/NoSuchStep`)).status).toBe(404);
      const form = filledIn((await worker.get(`/children/${child}/steps/RecordDeath`)).text);
      expect(
        (await worker.send(`/children/${child}/steps/MergeDuplicateRecords`, { ...form, mergedId: 'X', reason: 'x' }))
          .status,
      ).toBe(403);
      expect((await (await as('PERF')).get(`/children/${child}/steps/RecordDeath`)).status).toBe(403);
      const refused = await waymark.database.query<{ role: string; detail: string }>(
        `select role, detail from access.audit where child_id = 'ROLE1' and outcome = 'REFUSED' order by 1, 2`,
      );
      expect(refused.map(({ role, detail }) => `${role} ${detail}`)).toEqual([
        'PERF GET /children/ROLE1/steps/RecordDeath',
        'SW command AuthoriseAssessment',
        'SW command MergeDuplicateRecords',
      ]);
      expect(await typesOf(child)).toEqual(['ChildRegistered']);
    },
    SLOW,
  );

  it(
    'keep the register of workers and teams',
    async () => {
      const browser = await as('WFM');
      const keep = async (command: string, fields: FormFields, from = '') => {
        const path = `/administration/register/${command}`;
        const form = await browser.get(`${path}${from}`);
        expect([command, form.status]).toEqual([command, 200]);
        return browser.send(path, { ...filledIn(form.text), ...fields });
      };
      const made = await keep('CreateTeam', {
        teamId: 'ASSESSMENT-NORTH',
        type: 'ASSESSMENT',
        area: 'NORTH',
        ...october('from', 1),
      });
      expect([made.status, made.location]).toEqual([303, '/administration/teams']);
      const worker = { workerId: 'W900', ...october('from', 1), qualified: 'true', fte: '0.8' };
      expect((await keep('RegisterWorker', worker)).location).toBe('/administration/workers');
      expect(await waymark.store.readStream('worker-W900')).toMatchObject([{ data: { fte: 0.8, qualified: true } }]);
      const again = await keep('RegisterWorker', { ...worker, ...october('from', 2) });
      expect([again.status, /Rule: a worker is registered once/.test(again.text)]).toEqual([409, true]);
      const moving = await browser.get('/administration/register/MoveWorkerToTeam?workerId=W900');
      expect(moving.text).toMatch(/<option value="W900" selected>/);
      expect((await keep('MoveWorkerToTeam', { workerId: 'W900', teamId: 'ASSESSMENT-NORTH' })).status).toBe(400);
      expect((await (await as('SW')).get('/administration/register/CreateTeam')).status).toBe(403);
    },
    SLOW,
  );
});
