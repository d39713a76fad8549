import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import { isShortBreak, legalStatusOn, periodsOfCare } from '#case-flow/care/periods-of-care';
import { journeyOf } from '#case-flow/journey';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { importInto } from '../import-into.ts';
import type { Read, Reading } from '../imported.ts';
import { readingsOfCare } from './care-events.ts';
import type { Episode } from './episode.ts';
import { ssda903Readings } from './ssda903.ts';

const columns = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n';

const outer = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(outer, { recursive: true }));

function folderWith(...rows: readonly string[]): string {
  const folder = mkdtempSync(join(outer, 'return-'));
  writeFileSync(join(folder, 'episodes.csv'), `${columns}${rows.join('\n')}\n`);
  return folder;
}

async function readings(...rows: readonly string[]): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  for await (const one of ssda903Readings(folderWith(...rows), { today: plainDate('2026-11-01') })) found.push(one);
  return found;
}

const told = (found: readonly Reading[]) =>
  found
    .flatMap((one) => (one.kind === 'read' ? one.events : []))
    .map(({ type, occurredOn, data }) => [
      type,
      occurredOn,
      data['legalStatus'] ?? data['type'] ?? data['reason'] ?? data['changeReason'],
    ]);
const rules = (reading: Reading | undefined) =>
  ((reading as Read | undefined)?.notes ?? []).map(({ dfe, rule }) => dfe ?? rule);

describe('the episodes of a child', () => {
  it('that follow one another are one period of care, in which RNE says what changes', async () => {
    const found = await readings(
      '1,01/02/2016,S,V2,N1,U6,PR1,01/05/2016,X1,CARPL,AB1 2CD,EF3 4GH,SC1',
      '1,01/05/2016,P,V2,N1,K2,PR1,01/07/2016,X1,,AB1 2CD,EF5 4GH,SC2',
      '1,01/07/2016,L,C2,N1,K2,PR1,01/09/2016,E4A,,AB1 2CD,EF5 4GH,SC2',
    );
    expect(told(found)).toEqual([
      ['CareStarted', '2016-02-01', 'V2'],
      ['PlacementEnded', '2016-05-01', 'CARPL'],
      ['PlacementStarted', '2016-05-01', 'K2'],
      ['LegalStatusChanged', '2016-07-01', 'C2'],
      ['CareCeased', '2016-09-01', 'E4A'],
    ]);
    const [start] = (found[0] as Read).events;
    expect(start).toMatchObject({
      data: {
        periodId: '1:care:2016-02-01',
        need: 'N1',
        rne: 'S',
        placement: { type: 'U6', provider: 'PR1', urn: 'SC1' },
      },
      personal: { homePostcode: 'AB1 2CD', placementPostcode: 'EF3 4GH' },
    });
    expect(found.map(rules)).toEqual([[], [], []]);
  });

  it('need not stand in order, nor together in the file', async () => {
    const rows = [
      '1,01/05/2016,P,V2,N1,K2,PR1,01/07/2016,E4A,,,,',
      '2,01/05/2016,S,C2,N1,K2,PR1,,,,,,',
      '1,01/02/2016,S,V2,N1,U6,PR1,01/05/2016,X1,,,,',
    ];
    const found = await readings(...rows);
    expect(told(found)).toEqual([
      ['CareStarted', '2016-02-01', 'V2'],
      ['PlacementStarted', '2016-05-01', 'K2'],
      ['CareCeased', '2016-07-01', 'E4A'],
      ['CareStarted', '2016-05-01', 'C2'],
    ]);
    expect(found.map(({ where }) => where.line)).toEqual([4, 2, 3]);
  });

  it('begin a period of care with the first one known, even when it continues one', async () => {
    const [first] = await readings('1,01/05/2016,P,V2,N1,K2,PR1,,,,,,');
    expect(told([first!])).toEqual([['CareStarted', '2016-05-01', 'V2']]);
    expect(rules(first)).toEqual(['357']);
    expect((first as Read).continuing?.map(({ type }) => type)).toEqual(['PlacementStarted']);
  });

  it.each([
    [
      'a gap after X1',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/05/2016,X1,,,,', '1,03/05/2016,P,V2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'CareCeased', 'CareStarted'],
      [['388'], ['433']],
    ],
    [
      'an episode still open when the next starts',
      ['1,01/02/2016,S,V2,N1,U6,PR1,,,,,,', '1,01/05/2016,P,V2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'PlacementStarted'],
      [[], ['142']],
    ],
    [
      'an overlap',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,X1,,,,', '1,01/05/2016,P,V2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'PlacementStarted'],
      [[], ['501']],
    ],
    [
      'a start on the day care ceased',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,E4A,,,,', '1,01/06/2016,S,V2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'CareCeased', 'CareStarted'],
      [[], ['431']],
    ],
    [
      'a continuation on the day care ceased',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,E4A,,,,', '1,01/06/2016,P,V2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'PlacementStarted'],
      [[], ['432']],
    ],
    [
      'a start after X1',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,X1,,,,', '1,01/06/2016,S,C2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'LegalStatusChanged', 'PlacementStarted'],
      [[], ['431']],
    ],
    [
      'RNE L with nothing changed',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,X1,,,,', '1,01/06/2016,L,V2,N1,U6,PR1,,,,,,'],
      ['CareStarted', 'LegalStatusChanged'],
      [[], ['434']],
    ],
    [
      'RNE P with the legal status changed too',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,X1,,,,', '1,01/06/2016,P,C2,N1,K2,PR1,,,,,,'],
      ['CareStarted', 'LegalStatusChanged', 'PlacementStarted'],
      [[], ['435']],
    ],
    [
      'an episode after death',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,E2,,,,', '1,01/08/2016,S,V2,N1,U6,PR1,,,,,,'],
      ['CareStarted', 'CareCeased', 'ChildDied', 'CareStarted'],
      [[], ['437']],
    ],
    ['a reason and no day', ['1,01/02/2016,S,V2,N1,U6,PR1,,E4A,,,,'], ['CareStarted'], [['148']]],
    [
      'a day and no reason',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,,,,,'],
      ['CareStarted', 'CareCeased'],
      [['148', '148']],
    ],
    [
      'an unknown reason',
      ['1,01/02/2016,S,V2,N1,U6,PR1,01/06/2016,E99,,,,'],
      ['CareStarted', 'CareCeased'],
      [['149', '148']],
    ],
    ['codes that are none', ['1,01/02/2016,Q,V2,N99,U6,PR9,,,QQ,,,'], ['CareStarted'], [['143', '145', '178', '1009']]],
  ] as const)('are let in with %s, and the rule is told', async (_, rows, types, notes) => {
    const found = await readings(...rows);
    expect(told(found).map(([type]) => type)).toEqual(types);
    expect(found.map(rules)).toEqual(notes);
  });

  it.each([
    ['no day', '1,,S,V2,N1,U6,PR1,,,,,,', '141'],
    ['an American day', '1,05/31/2016,S,V2,N1,U6,PR1,,,,,,', '141'],
    ['a day of the database', '1,2016-05-31,S,V2,N1,U6,PR1,,,,,,', '141'],
    ['a day to come', '1,01/02/2030,S,V2,N1,U6,PR1,,,,,,', '141'],
    ['a day before the Act', '1,01/02/1990,S,V2,N1,U6,PR1,,,,,,', '353'],
    ['an end that is no day', '1,01/02/2016,S,V2,N1,U6,PR1,never,X1,,,,', '147'],
    ['an end before its start', '1,01/02/2016,S,V2,N1,U6,PR1,31/01/2016,X1,,,,', '356'],
    ['less than a day', '1,01/02/2016,S,V2,N1,U6,PR1,01/02/2016,X1,,,,', '355'],
    ['an unknown legal status', '1,01/02/2016,S,Q9,N1,U6,PR1,,,,,,', '144'],
    ['an unknown placement', '1,01/02/2016,S,V2,N1,Q9,PR1,,,,,,', '146'],
  ])('with %s are refused', async (_, row, dfe) => {
    expect(await readings(row)).toMatchObject([{ kind: 'refused', where: { line: 2, record: 'episode' }, dfe }]);
  });

  it('that ended in the future had not ended', async () => {
    const found = await readings('1,01/02/2016,S,V2,N1,U6,PR1,01/02/2030,X1,,,,');
    expect(told(found)).toEqual([['CareStarted', '2016-02-01', 'V2']]);
    expect(rules(found[0])).toEqual(['147', '148']);
  });

  it('that lead to adoption or guardianship tell the steps on the way', async () => {
    const found = await readings(
      '1,01/02/2016,S,C1,N1,U6,PR1,01/05/2016,X1,,,,',
      '1,01/05/2016,L,E1,N1,U6,PR1,01/07/2016,X1,,,,',
      '1,01/07/2016,P,E1,N1,A6,PR1,01/09/2016,E12,,,,',
      '2,01/02/2016,S,C2,N1,U1,PR1,01/09/2016,E45,,,,',
    );
    const types = told(found).map(([type, on]) => `${String(on)} ${String(type)}`);
    expect(types).toEqual(
      expect.arrayContaining([
        '2016-05-01 PlacementOrderMade',
        '2016-07-01 PlacedForAdoption',
        '2016-09-01 AdoptionOrderMade',
        '2016-09-01 SgoMade',
      ]),
    );
    expect(types.filter((one) => one.endsWith('PlacementOrderMade'))).toHaveLength(1);
  });

  it('beside another whose days cover them change nothing, and that is told', async () => {
    const found = await readings('1,01/02/2016,S,C2,N1,U6,PR1,,,,,,', '1,01/02/2016,S,C2,N1,U6,PR1,,,,,,');
    expect(found.map((one) => (one as Read).events.length).sort()).toEqual([0, 1]);
    expect(found.flatMap(rules)).toContain('an-episode-beside-another-changes-nothing');
  });
});

describe('two returns in a row', () => {
  const firstYear = ['1,01/02/2016,S,V2,N1,U6,PR1,01/05/2016,X1,CARPL,,,', '1,01/05/2016,P,V2,N1,K2,PR1,,,,,,'];
  const secondYear = [
    '1,01/05/2016,P,V2,N1,K2,PR1,01/07/2017,X1,,,,',
    '1,01/07/2017,L,C2,N1,K2,PR1,01/09/2017,E4A,,,,',
  ];

  it('make one period of care', async () => {
    const store = new InMemoryEventStore();
    await importInto(store, ssda903Readings(folderWith(...firstYear)));
    const report = await importInto(store, ssda903Readings(folderWith(...secondYear)));
    expect(report).toMatchObject({ eventsOut: { LegalStatusChanged: 1, CareCeased: 1 }, flagged: {} });
    const [period, ...more] = periodsOfCare(journeyOf('1', await store.readStream('child-1')));
    expect(more).toEqual([]);
    expect(period).toMatchObject({
      startedOn: '2016-02-01',
      ceasedOn: '2017-09-01',
      legalStatuses: [{ legalStatus: 'V2' }, { legalStatus: 'C2' }],
      placements: [{ type: 'U6' }, { type: 'K2' }],
    });
  });

  it('read twice each add nothing', async () => {
    const store = new InMemoryEventStore();
    const both = [firstYear, secondYear];
    for (const rows of both) await importInto(store, ssda903Readings(folderWith(...rows)));
    for (const rows of both)
      expect((await importInto(store, ssda903Readings(folderWith(...rows)))).eventsOut).toEqual({});
  });
});

describe('whatever the episodes are', () => {
  const start = plainDate('2016-01-01');
  const anEpisode = fc.record({
    from: fc.integer({ min: 0, max: 40 }),
    days: fc.option(fc.integer({ min: 1, max: 20 })),
    rne: fc.constantFrom('S', 'L', 'P', 'T', 'B', 'U', undefined),
    legalStatus: fc.constantFrom('C2', 'V2', 'V3', 'V4', 'E1'),
    placement: fc.constantFrom('U6', 'K2', 'A5'),
    reasonCeased: fc.constantFrom('X1', 'E4A', 'E2', undefined),
  });

  const episodeFrom = (one: typeof anEpisode extends fc.Arbitrary<infer T> ? T : never, i: number): Episode => ({
    where: { file: 'f', line: i + 2, record: 'episode' },
    childId: '1',
    startedOn: addDays(start, one.from),
    ...(one.days === null ? {} : { ceasedOn: addDays(start, one.from + one.days) }),
    legalStatus: one.legalStatus,
    placement: one.placement,
    ...(one.rne === undefined ? {} : { rne: one.rne }),
    ...(one.reasonCeased === undefined || one.days === null ? {} : { reasonCeased: one.reasonCeased }),
    notes: [],
  });

  const isCountedByRows = (episodes: readonly Episode[], on: PlainDate) =>
    episodes.some((one) => one.startedOn <= on && (one.ceasedOn ?? '9999') > on && !isShortBreak(one.legalStatus));

  it('a child is in care by the events on exactly the days it is by the rows, short breaks apart', () => {
    fc.assert(
      fc.property(fc.array(anEpisode, { minLength: 1, maxLength: 6 }), (drawn) => {
        const episodes = drawn.map(episodeFrom);
        const found = readingsOfCare(episodes);
        expect(found).toHaveLength(episodes.length);
        const events = found
          .flatMap((one) => (one as Read).events)
          .map((event) => ({ ...event, recordedAt: '2018-01-01T00:00:00.000Z' as never }));
        const periods = periodsOfCare(journeyOf('1', events));
        for (let day = 0; day < 70; day++) {
          const on = addDays(start, day);
          const open = periods.filter((one) => one.startedOn <= on && (one.ceasedOn ?? '9999') > on);
          expect(open.some((one) => !isShortBreak(legalStatusOn(one, on)!))).toBe(isCountedByRows(episodes, on));
        }
      }),
      { numRuns: 500 },
    );
  });
});
