import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '#calendar/plain-date';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { importInto } from '../import-into.ts';
import type { NotRead, Read, Reading } from '../imported.ts';
import { cinCensusReadings } from './cin-census.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function fileWith(xml: string): string {
  const path = join(folder, `census-${++files}.xml`);
  writeFileSync(path, xml);
  return path;
}

const header = (year: number) =>
  `<Header><CollectionDetails><Collection>CIN</Collection><Year>${year}</Year><ReferenceDate>${year}-03-31</ReferenceDate></CollectionDetails></Header>`;

const identifiers =
  '<ChildIdentifiers><LAchildID>C1</LAchildID><PersonBirthDate>2010-05-01</PersonBirthDate><GenderCurrent>1</GenderCurrent></ChildIdentifiers>';
const characteristics = '<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>';
const referral =
  '<CINreferralDate>2021-05-04</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>';
const accepted = '<ReferralNFA>0</ReferralNFA>';
const child = (details: string, person = identifiers + characteristics) => `<Child>${person}${details}</Child>`;
const details = (inner: string) => child(`<CINdetails>${referral}${inner}${accepted}</CINdetails>`);
const census = (children: string, year = 2022) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Message>${header(year)}<Children>${children}</Children></Message>`;

async function readings(xml: string): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  for await (const one of cinCensusReadings(fileWith(xml), { today: plainDate('2026-11-01') })) found.push(one);
  return found;
}

const record = async (name: string, xml: string) => (await readings(xml)).find(({ where }) => where.record === name)!;
const events = (reading: Reading | undefined) =>
  ((reading as Read | undefined)?.events ?? []).map(({ type, occurredOn, data }) => ({ type, occurredOn, data }));
const rules = (reading: Reading) =>
  ((reading as Read).notes ?? []).map(({ rule, dfe }) => (dfe === undefined ? rule : `${rule} ${dfe}`));

describe('the child of a census', () => {
  it('becomes a registered child, known from the first referral told of', async () => {
    const found = await record('child', census(details('')));
    expect(found.where).toEqual({ file: expect.stringMatching(/^census-/), line: 2, record: 'child' });
    expect(events(found)).toEqual([
      {
        type: 'ChildRegistered',
        occurredOn: '2021-05-04',
        data: { laChildId: 'C1', dob: '2010-05-01', sex: 'M', ethnicity: 'WBRI' },
      },
    ]);
    expect((found as Read).events[0]).toMatchObject({
      childId: 'C1',
      source: 'IMPORT',
      importRef: expect.stringMatching(/xml:2$/),
    });
  });

  it('has GenderCurrent up to 2023-24 and Sex from 2024-25 on; either is understood, and codes of the other', async () => {
    const sexes = async (element: string) =>
      (await record(
        'child',
        census(
          child(
            '',
            `<ChildIdentifiers><LAchildID>C1</LAchildID><PersonBirthDate>2010-05-01</PersonBirthDate>${element}</ChildIdentifiers>${characteristics}`,
          ),
        ),
      )) as Read;
    for (const [element, sex] of [
      ['<GenderCurrent>2</GenderCurrent>', 'F'],
      ['<GenderCurrent>9</GenderCurrent>', 'U'],
      ['<Sex>M</Sex>', 'M'],
      ['<Sex>U</Sex>', 'U'],
      ['<Sex>2</Sex>', 'F'],
    ] as const)
      expect((await sexes(element)).events[0]!.data).toMatchObject({ sex });
    expect(rules(await sexes('<GenderCurrent>0</GenderCurrent>'))).toContain('a-sex-is-of-its-set 4180');
    expect(rules(await sexes('<Sex>Q</Sex>'))).toContain('a-sex-is-of-its-set 4180');
  });

  it('with both birth dates is born: the expected date is left out, with the rule', async () => {
    const both = identifiers.replace('<Gender', '<ExpectedPersonBirthDate>2010-06-01</ExpectedPersonBirthDate><Gender');
    const found = await record('child', census(child('', both + characteristics)));
    expect(events(found)[0]!.data).toMatchObject({ dob: '2010-05-01' });
    expect(events(found)[0]!.data).not.toHaveProperty('expectedDob');
    expect(rules(found)).toContain('a-child-has-a-date-of-birth-or-an-expected-one 8525Q');
  });

  it('that is unborn has an expected date alone', async () => {
    const unborn =
      '<ChildIdentifiers><LAchildID>C1</LAchildID><ExpectedPersonBirthDate>2022-06-01</ExpectedPersonBirthDate><Sex>U</Sex></ChildIdentifiers>';
    const found = await record('child', census(child('', unborn + characteristics)));
    expect(events(found)[0]!.data).toMatchObject({ expectedDob: '2022-06-01', sex: 'U' });
    expect(rules(found)).toEqual(['a-child-has-a-referral 8590']);
  });

  it('keeps what is right of its traits and names what is left out', async () => {
    const traits =
      '<ChildCharacteristics><Ethnicity>XXXX</Ethnicity><Disabilities><Disability>LD</Disability><Disability>LD</Disability><Disability>QQ</Disability></Disabilities></ChildCharacteristics>';
    const odd = identifiers
      .replace('2010-05-01', '2023-01-01')
      .replace('<Person', '<UPN>12</UPN><FormerUPN>A123456789123</FormerUPN><UPNunknown>UN9</UPNunknown><Person');
    const found = await record('child', census(child('', odd + traits)));
    expect(events(found)[0]!.data).toEqual({ laChildId: 'C1', sex: 'M', disabilities: ['LD'] });
    expect(rules(found)).toEqual(
      expect.arrayContaining([
        'a-date-of-birth-is-a-day-gone-by 8520',
        'an-ethnicity-is-of-its-set 4220',
        'a-disability-is-of-its-set 8540',
        'a-disability-is-told-once 8794',
        'a-former-upn-is-not-kept',
        'a-reason-for-no-upn-is-of-its-set',
      ]),
    );
  });

  it('without an id is refused with everything that hangs on it, record by record', async () => {
    const found = await readings(
      census(
        details('<CINclosureDate>2021-09-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>').replace(
          '<LAchildID>C1</LAchildID>',
          '',
        ),
      ),
    );
    expect(found.map((one) => [one.where.record, (one as NotRead).rule])).toEqual([
      ['child', 'a-child-has-an-id'],
      ['referral', 'its-child-was-refused'],
      ['closure', 'its-child-was-refused'],
    ]);
  });

  it('that died is a record of its own', async () => {
    const died = identifiers.replace('</ChildI', '<PersonDeathDate>2021-08-01</PersonDeathDate></ChildI');
    expect(events(await record('death', census(child('', died + characteristics))))).toMatchObject([
      { type: 'ChildDied', occurredOn: '2021-08-01' },
    ]);
    expect(
      await record('death', census(child('', died.replace('2021-08-01', '2022-08-01') + characteristics))),
    ).toMatchObject({ kind: 'refused', dfe: '8545Q' });
  });
});

describe('a referral of a census', () => {
  it('brings its decision and its need, all of the day of the referral', async () => {
    expect(events(await record('referral', census(details(''))))).toEqual([
      {
        type: 'ReferralReceived',
        occurredOn: '2021-05-04',
        data: { caseId: 'C1:2021-05-04', referredOn: '2021-05-04', source: '6' },
      },
      {
        type: 'ReferralDecided',
        occurredOn: '2021-05-04',
        data: { caseId: 'C1:2021-05-04', decision: 'ACCEPT_ASSESS', decidedOn: '2021-05-04' },
      },
      { type: 'PrimaryNeedRecorded', occurredOn: '2021-05-04', data: { caseId: 'C1:2021-05-04', code: 'N1' } },
    ]);
  });

  it.each(['true', '1', 'TRUE'])('with no further action written as %s is decided so', async (truth) => {
    expect(
      events(await record('referral', census(details('').replace(accepted, `<ReferralNFA>${truth}</ReferralNFA>`))))[1]!
        .data,
    ).toMatchObject({ decision: 'NFA' });
  });

  it('that does not say whether it led to action has no decision, and that is noted', async () => {
    const found = await record('referral', census(details('').replace(accepted, '')));
    expect(events(found).map(({ type }) => type)).toEqual(['ReferralReceived', 'PrimaryNeedRecorded']);
    expect(rules(found)).toEqual(['a-referral-says-whether-it-led-to-action 8568']);
  });

  it.each([
    ['after the day the file speaks of', '2021-05-04', '2022-04-01', 'a-referral-is-not-after-the-reference-date'],
    ['of no real day', '2021-05-04', '2021-02-30', 'a-referral-is-not-after-the-reference-date'],
    ['written day first', '2021-05-04', '04/05/2021', 'a-referral-is-not-after-the-reference-date'],
    ['without a day', '2021-05-04', '', 'a-referral-is-not-after-the-reference-date'],
    ['from an unknown source', '<ReferralSource>6', '<ReferralSource>99', 'a-referral-source-is-of-its-set'],
  ])('%s is refused, and what hangs on it', async (_, right, wrong, rule) => {
    const xml = census(
      details('<Assessments><AssessmentActualStartDate>2021-05-05</AssessmentActualStartDate></Assessments>').replace(
        right,
        wrong,
      ),
    );
    const found = await readings(xml);
    expect(found.map(({ kind }) => kind)).toEqual(['read', 'refused', 'refused']);
    expect(found[1]).toMatchObject({ rule });
    expect(found[2]).toMatchObject({ rule: 'its-referral-was-refused' });
  });

  it('closes on its closure date, and only with a reason', async () => {
    const closure = (inner: string) => record('closure', census(details(inner)));
    expect(
      events(await closure('<CINclosureDate>2021-09-01</CINclosureDate><ReasonForClosure>RC9</ReasonForClosure>')),
    ).toEqual([
      {
        type: 'CaseClosed',
        occurredOn: '2021-09-01',
        data: { caseId: 'C1:2021-05-04', closedOn: '2021-09-01', reason: 'RC9' },
      },
    ]);
    expect(await closure('<CINclosureDate>2021-09-01</CINclosureDate>')).toMatchObject({
      kind: 'refused',
      dfe: '8805',
    });
    expect(await closure('<ReasonForClosure>RC9</ReasonForClosure>')).toMatchObject({ kind: 'refused', dfe: '8810' });
    expect(
      await closure('<CINclosureDate>2021-09-01</CINclosureDate><ReasonForClosure>RC0</ReasonForClosure>'),
    ).toMatchObject({ kind: 'refused', dfe: '8640' });
    expect(
      await closure('<CINclosureDate>2022-09-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>'),
    ).toMatchObject({ kind: 'refused', dfe: '8620' });
    expect(await closure('<CINclosureDate></CINclosureDate>')).toBeUndefined();
  });

  it('with a conference of its own is that of a child who moved here', async () => {
    expect(
      events(await record('conference', census(details('<DateOfInitialCPC>2021-05-20</DateOfInitialCPC>')))),
    ).toMatchObject([
      { type: 'InitialConferenceHeld', data: { heldOn: '2021-05-20', transferIn: true, caseId: 'C1:2021-05-04' } },
    ]);
  });
});

describe('the work of a census', () => {
  it('holds assessments with review point, authorisation and factors', async () => {
    const assessment =
      '<Assessments><AssessmentActualStartDate>2021-05-05</AssessmentActualStartDate><AssessmentInternalReviewDate>2021-05-19</AssessmentInternalReviewDate><AssessmentAuthorisationDate>2021-06-20</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>RB</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>';
    const found = await record('assessment', census(details(assessment)));
    expect(events(found).map(({ type, occurredOn }) => [type, occurredOn])).toEqual([
      ['AssessmentStarted', '2021-05-05'],
      ['AssessmentReviewPointHeld', '2021-05-19'],
      ['AssessmentAuthorised', '2021-06-20'],
    ]);
    expect(events(found)[2]!.data).toEqual({
      assessmentId: 'C1:2021-05-04:assessment:2021-05-05',
      authorisedOn: '2021-06-20',
      factors: ['3B'],
    });
    expect(rules(found)).toEqual(['a-factor-is-of-its-set']);
  });

  it('that ended after the day the file speaks of had not ended by then', async () => {
    const found = await record(
      'assessment',
      census(
        details(
          '<Assessments><AssessmentActualStartDate>2022-03-05</AssessmentActualStartDate><AssessmentAuthorisationDate>2022-04-20</AssessmentAuthorisationDate></Assessments>',
        ),
      ),
    );
    expect(events(found).map(({ type }) => type)).toEqual(['AssessmentStarted']);
    expect(rules(found)).toEqual(['an-authorisation-is-not-after-the-reference-date 8696']);
  });

  it('that ended on no real day is refused, for nobody can tell whether it ended', async () => {
    expect(
      await record(
        'child in need plan',
        census(
          details(
            '<CINPlanDates><CINPlanStartDate>2021-06-01</CINPlanStartDate><CINPlanEndDate>soon</CINPlanEndDate></CINPlanDates>',
          ),
        ),
      ),
    ).toMatchObject({ kind: 'refused', dfe: '4013', sentence: expect.stringContaining('"soon"') });
  });

  it('that ended before it began is let in: that is a matter of order', async () => {
    const store = new InMemoryEventStore();
    const xml = census(
      details(
        '<CINPlanDates><CINPlanStartDate>2021-06-01</CINPlanStartDate><CINPlanEndDate>2021-05-20</CINPlanEndDate></CINPlanDates>',
      ),
    );
    const report = await importInto(store, cinCensusReadings(fileWith(xml)));
    expect(report.recordsRefused).toEqual({});
    expect(Object.keys(report.flagged)).toEqual([
      expect.stringContaining('a-child-in-need-plan-ends-on-or-after-its-start'),
    ]);
  });

  it('holds section 47 enquiries: with a conference, without one, and open', async () => {
    const enquiry = async (inner: string) => {
      const found = await readings(
        census(details(`<Section47><S47ActualStartDate>2021-06-01</S47ActualStartDate>${inner}</Section47>`)),
      );
      return found.flatMap((one) => events(one)).filter(({ type }) => /Section|Conference/.test(type));
    };
    const s47Id = 'C1:2021-05-04:enquiry:2021-06-01';
    expect(
      await enquiry('<DateOfInitialCPC>2021-06-17</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired>'),
    ).toMatchObject([
      { type: 'Section47Started', data: { s47Id } },
      { type: 'Section47Concluded', data: { s47Id, concludedOn: '2021-06-17', icpcRequired: true, outcome: 'ICPC' } },
      { type: 'InitialConferenceHeld', data: { s47Id, heldOn: '2021-06-17' } },
    ]);
    expect(await enquiry('<ICPCnotRequired>1</ICPCnotRequired>')).toMatchObject([
      {},
      { type: 'Section47Concluded', occurredOn: '2021-06-22', data: { icpcRequired: false } },
    ]);
    expect(await enquiry('<ICPCnotRequired>0</ICPCnotRequired>')).toHaveLength(1);
  });

  it('holds child protection plans, their change of category and their reviews', async () => {
    const plan =
      '<ChildProtectionPlans><CPPstartDate>2021-06-17</CPPstartDate><CPPendDate>2022-01-10</CPPendDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>2</NumberOfPreviousCPP><Reviews><CPPreviewDate>2021-09-01</CPPreviewDate><CPPreviewDate>2022-01-10</CPPreviewDate><CPPreviewDate>never</CPPreviewDate></Reviews></ChildProtectionPlans>';
    const enquiry =
      '<Section47><S47ActualStartDate>2021-06-01</S47ActualStartDate><DateOfInitialCPC>2021-06-17</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>';
    const found = await readings(census(details(enquiry + plan)));
    const planId = 'C1:2021-05-04:plan:2021-06-17';
    expect(events(found.find(({ where }) => where.record === 'conference'))[0]!.data).toMatchObject({
      outcome: 'CP_PLAN',
    });
    expect(events(found.find(({ where }) => where.record === 'child protection plan'))).toEqual([
      {
        type: 'CpPlanStarted',
        occurredOn: '2021-06-17',
        data: { planId, caseId: 'C1:2021-05-04', startedOn: '2021-06-17', category: 'NEG', previousPlansHere: 2 },
      },
      {
        type: 'CpCategoryChanged',
        occurredOn: '2022-01-10',
        data: { planId, caseId: 'C1:2021-05-04', category: 'EMO', on: '2022-01-10' },
      },
      {
        type: 'CpPlanEnded',
        occurredOn: '2022-01-10',
        data: { planId, caseId: 'C1:2021-05-04', endedOn: '2022-01-10' },
      },
    ]);
    const reviews = found.filter(({ where }) => where.record === 'review conference');
    expect(reviews.map((one) => events(one)[0]?.occurredOn ?? (one as NotRead).dfe)).toEqual([
      '2021-09-01',
      '2022-01-10',
      '8842Q',
    ]);
  });

  it('takes the conferences and reviews of a refused plan or enquiry with it', async () => {
    const plan =
      '<ChildProtectionPlans><CPPstartDate>2021-06-17</CPPstartDate><InitialCategoryOfAbuse>??</InitialCategoryOfAbuse><Reviews><CPPreviewDate>2021-09-01</CPPreviewDate></Reviews></ChildProtectionPlans>';
    const enquiry =
      '<Section47><S47ActualStartDate>x</S47ActualStartDate><DateOfInitialCPC>2021-06-17</DateOfInitialCPC></Section47>';
    const found = (await readings(census(details(enquiry + plan)))).filter(
      ({ kind }) => kind === 'refused',
    ) as NotRead[];
    expect(found.map(({ where, rule }) => [where.record, rule])).toEqual([
      ['section 47 enquiry', 'an-enquiry-has-its-day'],
      ['conference', 'its-enquiry-was-refused'],
      ['child protection plan', 'an-initial-category-of-abuse-is-of-its-set'],
      ['review conference', 'its-plan-was-refused'],
    ]);
  });

  it('may hold text and elements that belong nowhere: they are noted and left out', async () => {
    const found = await readings(
      census(details('oops<PreProceedingsandFGDM><PPStartDate>2021-06-01</PPStartDate></PreProceedingsandFGDM>'), 2026),
    );
    expect(rules(found[1]!)).toEqual(['no-stray-text', 'no-unknown-element']);
    expect(events(found[1])).toHaveLength(3);
  });
});

describe('a census imported', () => {
  const plan = (end: string) =>
    `<ChildProtectionPlans><CPPstartDate>2021-06-17</CPPstartDate>${end}<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>`;

  it('twice adds nothing', async () => {
    const store = new InMemoryEventStore();
    const xml = census(details(plan('')));
    await importInto(store, cinCensusReadings(fileWith(xml)));
    expect(await importInto(store, cinCensusReadings(fileWith(xml)))).toMatchObject({
      recordsImported: 0,
      recordsAlreadyHere: 3,
      eventsOut: {},
    });
  });

  it('after that of the year before adds only what is new', async () => {
    const store = new InMemoryEventStore();
    await importInto(store, cinCensusReadings(fileWith(census(details(plan('')), 2022))));
    const next = await importInto(
      store,
      cinCensusReadings(fileWith(census(details(plan('<CPPendDate>2022-10-01</CPPendDate>')), 2023))),
    );
    expect(next).toMatchObject({ recordsImported: 1, recordsAlreadyHere: 2, eventsOut: { CpPlanEnded: 1 } });
  });

  it.each([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    'of %i is read as that year wrote it',
    async (year) => {
      const sex = year >= 2025 ? '<Sex>F</Sex>' : '<GenderCurrent>2</GenderCurrent>';
      const person = `<ChildIdentifiers><LAchildID>C1</LAchildID><PersonBirthDate>2010-05-01</PersonBirthDate>${sex}</ChildIdentifiers>${characteristics}`;
      const factor = year >= 2022 ? '24A' : year >= 2021 ? '18B' : '18A';
      const day = `${year - 1}-06-01`;
      const inner = `<CINreferralDate>${day}</CINreferralDate><ReferralSource>${year >= 2023 ? '5D' : '5B'}</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>${year - 1}-09-01</CINclosureDate><ReasonForClosure>${year >= 2023 ? 'RC9' : 'RC8'}</ReasonForClosure><Assessments><AssessmentActualStartDate>${day}</AssessmentActualStartDate><AssessmentAuthorisationDate>${year - 1}-07-01</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment><AssessmentFactors>${factor}</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>${year >= 2022 ? `<CINPlanDates><CINPlanStartDate>${year - 1}-07-02</CINPlanStartDate><CINPlanEndDate>${year - 1}-08-30</CINPlanEndDate></CINPlanDates>` : ''}<ReferralNFA>${year >= 2020 ? 'false' : '0'}</ReferralNFA>`;
      const report = await importInto(
        new InMemoryEventStore(),
        cinCensusReadings(fileWith(census(child(`<CINdetails>${inner}</CINdetails>`, person), year))),
      );
      expect(report).toMatchObject({
        recordsRefused: {},
        noted: {},
        recordsIn: {
          child: 1,
          referral: 1,
          closure: 1,
          assessment: 1,
          ...(year >= 2022 ? { 'child in need plan': 1 } : {}),
        },
      });
    },
  );
});
