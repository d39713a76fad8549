import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '#calendar/plain-date';
import type { NotRead, Read, Reading } from '../imported.ts';
import { ssda903Readings } from './ssda903.ts';

const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n';
const episodes = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n';
/** One open episode, so that the return is that of the year ending 31 March 2018. */
const someEpisodes = { 'episodes.csv': `${episodes}1,01/05/2017,S,C2,N1,U6,PR1,,,,AB1 2CD,EF3 4GH,SC1\n` };

const outer = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(outer, { recursive: true }));

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(outer, 'return-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

async function readingsOf(folder: string): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  for await (const one of ssda903Readings(folder, { today: plainDate('2026-11-01') })) found.push(one);
  return found;
}

const readings = (files: Readonly<Record<string, string | Buffer>>) => readingsOf(folderWith(files));
const ofRecord = async (record: string, files: Readonly<Record<string, string | Buffer>>) =>
  (await readings(files)).filter(({ where }) => where.record === record);
const events = (reading: Reading | undefined) =>
  ((reading as Read | undefined)?.events ?? []).map(({ type, occurredOn, data }) => ({ type, occurredOn, data }));
const rules = (reading: Reading | undefined) =>
  ((reading as Read | undefined)?.notes ?? []).map(({ dfe, rule }) => dfe ?? rule);

describe('a folder of the looked-after children return', () => {
  it('knows each file by its columns, whatever its name, their order and their case', async () => {
    const found = await readings({
      'a.txt': header + '1,1,02/03/2010,WBRI,,,\n',
      'b.csv': 'Review_Code,CHILD,Review\nPN1,1,05/06/2017\n',
      ...someEpisodes,
    });
    expect(found.map(({ kind, where }) => [kind, where.file, where.line, where.record])).toEqual([
      ['read', 'episodes.csv', 2, 'episode'],
      ['read', 'a.txt', 2, 'child'],
      ['read', 'b.csv', 2, 'review'],
    ]);
  });

  it('lists what it does not read, and why', async () => {
    const found = (await readings({
      'other.csv': 'NAME,AGE\nBo,3\n',
      'old.xml': '<EXPSSDA903/>',
      'empty.csv': '',
      'half.csv': 'CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,,,,,,\n',
      'blob.bin': Buffer.from([0, 1, 2, 255, 10, 0]),
      '.hidden': 'x',
    })) as NotRead[];
    expect(found.map(({ where, rule }) => [where.file, where.record, rule])).toEqual([
      ['blob.bin', 'file', 'a-file-is-one-of-the-return'],
      ['empty.csv', 'file', 'a-file-is-one-of-the-return'],
      ['half.csv', 'file', 'a-file-has-its-columns'],
      ['old.xml', 'file', 'a-return-is-read-from-csv'],
      ['other.csv', 'file', 'a-file-is-one-of-the-return'],
    ]);
    expect(found[2]!.sentence).toContain('looks like the episodes file and has no column CIN');
  });

  it('that is empty, not there, or a file is one refusal', async () => {
    expect(await readings({})).toMatchObject([{ kind: 'refused', rule: 'a-return-has-files' }]);
    expect(await readingsOf('/no/such/folder')).toMatchObject([
      { rule: 'a-file-can-be-read', sentence: expect.stringContaining('no such file or folder') },
    ]);
    const folder = folderWith(someEpisodes);
    expect(await readingsOf(join(folder, 'episodes.csv'))).toMatchObject([
      { rule: 'a-file-can-be-read', sentence: expect.stringContaining('a folder is wanted') },
    ]);
  });

  it('may hold byte-order marks, CRLF, quotes, rows of commas and columns of its own', async () => {
    const [child, ...rest] = await ofRecord('child', {
      'header.csv':
        '\uFEFFCHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,COLOUR\r\n"1","1","02/03/2010","WBRI",,"1.0",27/08/2016,red\r\n,,,,,,,\r\n\r\n',
    });
    expect(rest).toEqual([]);
    expect(events(child)).toEqual([
      {
        type: 'ChildRegistered',
        occurredOn: '2010-03-02',
        data: { laChildId: '1', dob: '2010-03-02', sex: 'M', ethnicity: 'WBRI' },
      },
      { type: 'MotherhoodRecorded', occurredOn: '2016-08-27', data: { isMother: true, childsDob: '2016-08-27' } },
    ]);
    expect((child as Read).notes).toMatchObject([
      { rule: 'a-column-not-of-the-file-is-left-out', sentence: expect.stringContaining('COLOUR') },
    ]);
  });

  it('with a quote that is never closed loses the rest of that file, and says from where', async () => {
    const found = await readings({
      'header.csv': `${header}1,1,02/03/2010,WBRI,,,\n"2,1,02/03/2010,WBRI,,,\n${'3,1,02/03/2010,WBRI,,,\n'.repeat(9)}`,
    });
    expect(found.map(({ kind, where }) => [kind, where.record])).toEqual([
      ['read', 'child'],
      ['refused', 'file'],
    ]);
    expect(found[1]).toMatchObject({ rule: 'a-csv-file-is-well-formed' });
  });

  it('with a row that has a cell too many refuses that row, for its cells may have moved', async () => {
    const [shifted, short] = await ofRecord('child', {
      'header.csv': `${header}1,1,02/03/2010,WBRI,,,,,x\n2,1,02/03/2010,WBRI\n`,
    });
    expect(shifted).toMatchObject({ kind: 'refused', rule: 'a-row-has-as-many-cells-as-columns' });
    expect(short).toMatchObject({ kind: 'read' });
  });

  it('is of the year in which its last episode starts: what other files tell of later is refused', async () => {
    const [held, late] = await ofRecord('review', {
      ...someEpisodes,
      'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n1,02/03/2010,31/03/2018,PN1\n1,02/03/2010,01/04/2018,PN1\n',
    });
    expect(held).toMatchObject({ kind: 'read' });
    expect(late).toMatchObject({ kind: 'refused', rule: 'a-review-is-held-by-the-end-of-the-return' });
  });
});

describe('the rows of a return', () => {
  it.each([
    ['1,1,2010-03-02,WBRI', '102'],
    ['1,1,02.03.2010,WBRI', '102'],
    ['1,1,31/02/2010,WBRI', '102'],
    ['1,1,02/03/10,WBRI', '102'],
    ['1,1,02/03/2019,WBRI', '301'],
    ['1,7,02/03/2010,WBRI', '101'],
    ['1,1,02/03/2010,ABCD', '103'],
    ['1,1,02/03/2010,WBRI,123', '168'],
    ['1,1,02/03/2010,WBRI,,2', '165'],
    ['1,1,02/03/2010,WBRI,,,01/02/2015', '612'],
  ])('of a child keep what is right of %s, and note rule %s', async (row, dfe) => {
    const [child] = await ofRecord('child', { ...someEpisodes, 'header.csv': `${header}${row}\n` });
    expect(child).toMatchObject({ kind: 'read' });
    expect(rules(child)).toContain(dfe);
  });

  it('without a child, or of one that is no id, are refused', async () => {
    const found = await ofRecord('child', {
      'header.csv': `${header},1,02/03/2010,WBRI,,,\na b/c,1,02/03/2010,WBRI,,,\n`,
    });
    expect(found).toMatchObject([{ rule: 'a-row-names-its-child' }, { rule: 'a-row-names-its-child' }]);
  });

  it('of reviews tell day and participation', async () => {
    const reviews = await ofRecord('review', {
      ...someEpisodes,
      'r.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n1,,05/06/2017,PN3\n1,,05/07/2017,PN9\n1,,x,PN1\n',
    });
    expect(events(reviews[0])).toEqual([
      {
        type: 'CareReviewHeld',
        occurredOn: '2017-06-05',
        data: { reviewId: '1:review:2017-06-05', heldOn: '2017-06-05', participation: 'PN3' },
      },
    ]);
    expect(rules(reviews[1])).toEqual(['167']);
    expect(reviews[2]).toMatchObject({ kind: 'refused', dfe: '166' });
  });

  it('of missing episodes tell from and until, in days of London', async () => {
    const missing = await ofRecord('missing episode', {
      ...someEpisodes,
      'm.csv':
        'CHILD,DOB,MISSING,MIS_START,MIS_END\n1,,M,05/06/2017,07/06/2017\n1,,A,05/01/2018,\n1,,Q,05/01/2018,\n1,,M,05/01/2018,04/01/2018\n',
    });
    expect(events(missing[0])).toEqual([
      {
        type: 'MissingEpisodeStarted',
        occurredOn: '2017-06-05',
        data: { missingId: '1:missing:2017-06-05', from: '2017-06-04T23:00:00.000Z', kind: 'M' },
      },
      {
        type: 'MissingEpisodeEnded',
        occurredOn: '2017-06-07',
        data: { missingId: '1:missing:2017-06-05', until: '2017-06-06T23:00:00.000Z' },
      },
    ]);
    expect(events(missing[1])).toHaveLength(1);
    expect([missing[2], missing[3]]).toMatchObject([{ dfe: '1006' }, { dfe: '567' }]);
  });

  it('of health are dated by the end of the year, the only day there is', async () => {
    const oc2 =
      'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n';
    const health = await ofRecord('health of a child', {
      ...someEpisodes,
      'oc2.csv': `${oc2}1,,39,,1,,0,0,1,,,\n1,,99,SDQ9,,,2,,,,,\n`,
    });
    expect(events(health[0])).toEqual([
      { type: 'HealthAssessmentDone', occurredOn: '2018-03-31', data: { on: '2018-03-31' } },
      { type: 'ImmunisationsRecorded', occurredOn: '2018-03-31', data: { on: '2018-03-31', upToDate: false } },
      { type: 'SdqScored', occurredOn: '2018-03-31', data: { on: '2018-03-31', score: 39 } },
    ]);
    expect((health[0] as Read).notes).toMatchObject([{ sentence: expect.stringContaining('CONVICTED') }]);
    expect(rules(health[1])).toEqual(['181', '180', '196']);
  });

  it('of care leavers are dated by the birthday in the year', async () => {
    const oc3 = 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n';
    const leavers = await ofRecord('care leaver', {
      ...someEpisodes,
      'oc3.csv': `${oc3}1,30/11/1998,YES,F2,B1\n2,30/03/2001,DIED,G5,02\n3,29/02/2000,REFU,0,0\n`,
    });
    expect(events(leavers[0])).toEqual([
      { type: 'LeaverContactMade', occurredOn: '2017-11-30', data: { on: '2017-11-30', inTouch: 'YES' } },
      { type: 'ActivityRecorded', occurredOn: '2017-11-30', data: { on: '2017-11-30', code: 'F2' } },
      { type: 'AccommodationRecorded', occurredOn: '2017-11-30', data: { on: '2017-11-30', code: 'B', suitable: 1 } },
    ]);
    expect(events(leavers[1]).map(({ type, occurredOn }) => [type, occurredOn])).toEqual([
      ['LeaverContactMade', '2018-03-30'],
      ['ActivityRecorded', '2018-03-30'],
    ]);
    expect(rules(leavers[1])).toEqual(['133', '344']);
    expect(events(leavers[2])[2]).toMatchObject({ occurredOn: '2018-03-01', data: { code: '0' } });
  });

  it('of adoption tell the decision, its reversal and the match', async () => {
    const files = {
      ...someEpisodes,
      'ad1.csv':
        'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n1,,02/05/2017,02/08/2017,1,2,MF,L11\n',
      'placed.csv':
        'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,02/05/2017,02/09/2017,RD4\n2,,02/05/2017,,XXX\n3,,02/05/2017,01/05/2017,RD1\n',
    };
    expect(events((await ofRecord('adoption', files))[0])).toEqual([
      { type: 'AdoptionDecisionMade', occurredOn: '2017-05-02', data: { on: '2017-05-02' } },
      {
        type: 'AdoptionMatched',
        occurredOn: '2017-08-02',
        data: { on: '2017-08-02', adoptersFostered: true, adopters: 2, adopterGender: 'MF', adopterStatus: 'L11' },
      },
    ]);
    const [reversed, odd, backwards] = await ofRecord('decision to place for adoption', files);
    expect(events(reversed)[1]).toEqual({
      type: 'AdoptionDecisionReversed',
      occurredOn: '2017-09-02',
      data: { on: '2017-09-02', reason: 'RD4' },
    });
    expect(rules(odd)).toEqual(['120', '119']);
    expect(backwards).toMatchObject({ kind: 'refused', dfe: '522' });
  });

  it('of previous permanence may not know the day', async () => {
    const found = await ofRecord('previous permanence', {
      ...someEpisodes,
      'p.csv':
        'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,02/03/2010,P1,330,zz/06/2012\n2,02/03/2010,P2,,01/06/2012\n3,02/03/2010,Z1,,\n4,02/03/2010,Q,,\n',
    });
    expect(found.slice(0, 3).map((one) => events(one)[0])).toEqual([
      { type: 'PreviousPermanenceRecorded', occurredOn: '2010-03-02', data: { kind: 'P1', la: '330' } },
      { type: 'PreviousPermanenceRecorded', occurredOn: '2012-06-01', data: { kind: 'P2', on: '2012-06-01' } },
      { type: 'PreviousPermanenceRecorded', occurredOn: '2010-03-02', data: { kind: 'Z1' } },
    ]);
    expect(rules(found[0])).toEqual(['632']);
    expect(found[3]).toMatchObject({ kind: 'refused', dfe: '631' });
  });

  it('of unaccompanied children, social workers and orders tell their days', async () => {
    const files = {
      ...someEpisodes,
      'u.csv': 'CHILD,SEX,DOB,DUC\n1,1,02/03/2001,13/10/2017\n2,1,02/03/2001,13/10/2028\n',
      's.csv': '\uFEFFCHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\r\n1,,SW9,01/06/2017,03/09/2017,SWLAZY\r\n',
      'd.csv': 'CHILD,DOB,DOLO_START,DOLO_END\n1,,01/06/2017,03/09/2017\n',
    };
    const [ended, running] = await ofRecord('unaccompanied child', files);
    expect(events(ended)[0]).toMatchObject({ type: 'UnaccompaniedStatusRecorded', data: { until: '2017-10-13' } });
    expect(events(running)[0]!.data).toEqual({});
    expect(rules(running)).toEqual(['104']);
    const [worker] = await ofRecord('social worker episode', files);
    expect(events(worker).map(({ type, data }) => [type, data])).toEqual([
      ['CaseAllocated', { workerId: 'SW9', role: 'LEAD_SW', from: '2017-06-01' }],
      ['CaseDeallocated', { workerId: 'SW9', until: '2017-09-03' }],
    ]);
    expect(rules(worker)).toEqual(['SW13STG1']);
    expect(events((await ofRecord('deprivation of liberty order', files))[0]).map(({ type }) => type)).toEqual([
      'DolOrderStarted',
      'DolOrderEnded',
    ]);
  });
});
