import { instant, instantFromEpochMilliseconds } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { uuidOf } from '#case-flow/decide';
import { movementOf, type MovedLine } from '#measures/moved-list';
import { rebuild } from '#projecting/rebuild';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formats } from '#reporting/formats';
import type { Report, ReportDefinition } from '#reporting/report';
import { simulate } from '#simulation/simulate';
import { catchUp } from '#waymark/catch-up';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReportNamed, frozenReports } from '#waymark/frozen-reports';
import { reproduceReport } from '#waymark/reproduce-report';
import { restatedReport, type Restated } from '#waymark/restated-report';
import { emptyStores, record, type Stores } from './authority.ts';
import { laterChanges } from './later-changes.ts';

const asAt = plainDate('2026-09-30');
const now = () => instantFromEpochMilliseconds(Date.now());
const bytes = (report: Report): readonly Buffer[] =>
  [formats.text, formats.json, formats.html].map(({ write }) => Buffer.from(write(report)));
const definitions = reportNames.map((id) => reportDefinition(id, asAt)!);
const idOf = ({ id }: ReportDefinition) => `${id}-${asAt}`;

describe('a report that was given out', () => {
  let stores: Stores;
  let known: readonly RecordedEvent[];
  let waiting: readonly RecordedEvent[];
  const printed = new Map<string, readonly Buffer[]>();

  beforeAll(async () => {
    stores = await emptyStores();
    const all = [...simulate({ children: 30, seed: 23 })];
    waiting = all.filter((_, i) => i % 17 === 0);
    known = all.filter((_, i) => i % 17 !== 0);
    await record(stores.store, known, true);
    await record(stores.store, referenceData, true);
    await rebuild(stores.store, stores.database, stores.model);
    for (const definition of definitions) await freezeReport(stores, { definition, asAt }, now);
    for (const frozen of await frozenReports(stores.store))
      printed.set(frozen.id, bytes((await reproduceReport(stores, frozen, reportDefinition)).report));
  }, 60_000);
  afterAll(() => stores?.close());

  it('is on record with its figures, dates, definitions, policies and hash', async () => {
    const frozen = await frozenReports(stores.store);
    expect(frozen.map(({ id }) => id)).toEqual(definitions.map(idOf));
    for (const one of frozen) {
      expect(one).toMatchObject({ asAt, position: known.length + referenceData.length });
      expect(one.cells.length).toBeGreaterThan(5);
      expect(Object.keys(one.versions)).toEqual(
        expect.arrayContaining(['report', ...one.cells.map(({ measure }) => measure)]),
      );
      expect(one.policies['cpReviewRule']).toBe('DAYS_91_183');
    }
  });

  it('is frozen again without effect while it says the same, and refused under an id that is taken', async () => {
    const [first, second] = definitions;
    expect((await freezeReport(stores, { definition: first!, asAt }, now)).repeated).toBe(true);
    await expect(freezeReport(stores, { definition: second!, asAt, id: idOf(first!) }, now)).rejects.toMatchObject({
      rule: 'a-frozen-report-is-not-frozen-anew',
    });
  });

  it('has nothing to restate while nothing has come since', async () => {
    const restated = await restatedReport(
      stores,
      await frozenReportNamed(stores.store, idOf(definitions[0]!)),
      reportDefinition,
    );
    expect(restated).toMatchObject({ figures: [], beside: [], unaccounted: [] });
  });

  describe('after 500 late entries, corrections, voids and merges, a new policy, target and population', () => {
    const restated: Restated[] = [];
    beforeAll(async () => {
      const changes = laterChanges(known, waiting, 500, 5);
      expect(changes.length).toBeGreaterThanOrEqual(500);
      await record(stores.store, changes, false);
      await record(stores.store, laterReferenceData, false);
      await catchUp(stores);
      for (const frozen of await frozenReports(stores.store))
        restated.push(await restatedReport(stores, frozen, reportDefinition));
    }, 60_000);

    it('comes out again to the byte, as text, JSON and HTML, from the read model', async () => {
      for (const frozen of await frozenReports(stores.store)) {
        const { report, from, differences } = await reproduceReport(stores, frozen, reportDefinition);
        expect(differences).toEqual([]);
        expect(from).toBe('read model');
        expect(bytes(report)).toEqual(printed.get(frozen.id));
      }
    });

    it('has moved, and every difference is accounted for by rows and events', () => {
      const kinds = new Set<string>();
      const lines = restated.map((one) => expectAddedUp(one, kinds)).reduce((sum, count) => sum + count, 0);
      expect(restated.flatMap(({ unaccounted }) => unaccounted)).toEqual([]);
      expect(lines).toBeGreaterThan(200);
      expect([...kinds]).toEqual(
        expect.arrayContaining(['late entry', 'correction', 'void', 'merge', 'reattribution']),
      );
    });

    it('names the target, population and policy that moved what stands beside the figures', () => {
      const beside = restated.flatMap((one) => one.beside);
      expect(beside.find(({ what, measure }) => what === 'target' && measure === 'RF-05')?.events).toMatchObject([
        { type: 'TargetSet', kind: 'reference data' },
      ]);
      const figures = restated.flatMap((one) => one.figures);
      const rates = figures.filter(({ measure }) => measure === 'CP-01.rate');
      expect(rates.flatMap((one) => one.reference).map(({ type }) => type)).toContain('PopulationEstimateLoaded');
      const redefined = figures.filter(({ definition }) => definition.now !== definition.frozen);
      expect(redefined.map(({ measure }) => measure)).toContain('RF-05');
    });
  });

  it('comes out again from the log after an import with earlier instants of recording, and restates that too', async () => {
    const [frozen] = await frozenReports(stores.store);
    const backdated = waiting.slice(-40).map((event): NewEvent => ({
      ...event,
      eventId: uuidOf(`imported ${event.eventId}`),
      childId: `${event.childId}X`,
    }));
    await record(stores.store, [...backdated, ...referrals()], true);
    await catchUp(stores);
    const { report, from, differences } = await reproduceReport(stores, frozen!, reportDefinition);
    expect({ from, differences }).toEqual({ from: 'log', differences: [] });
    expect(bytes(report)).toEqual(printed.get(frozen!.id));
    const again = await restatedReport(stores, frozen!, reportDefinition);
    expect(again.unaccounted).toEqual([]);
    expectAddedUp(again, new Set());
  });

  it('says what differs when its definition was edited', async () => {
    const [frozen] = await frozenReports(stores.store);
    const edited = (id: string, day: typeof asAt): ReportDefinition => {
      const { cards, ...rest } = reportDefinition(id, day)!;
      return { ...rest, cards: cards.slice(1) };
    };
    const { differences } = await reproduceReport(stores, frozen!, edited);
    expect(differences[0]).toContain('The definition of the report');
    expect(differences.length).toBeGreaterThan(1);
  });
});

/** Adds up every figure's rows; returns how many there were. */
function expectAddedUp({ figures }: Restated, kinds: Set<string>): number {
  let count = 0;
  for (const { parts, frozen, now: today, cells, by, reference } of figures) {
    expect(cells.length).toBeGreaterThan(0);
    if (by.value !== null) expect(by.value).toBeCloseTo(today.value! - frozen.value!, 6);
    for (const part of parts) {
      const lines = part.lines as readonly (MovedLine & { events?: readonly { kind: string }[] })[];
      expect(movementOf(lines, 'numerator')).toBeCloseTo(part.now.numerator - part.frozen.numerator, 6);
      if (lines.some(({ side }) => side === 'denominator'))
        expect(movementOf(lines, 'denominator')).toBeCloseTo(part.now.denominator! - part.frozen.denominator!, 6);
      else if (part.now.denominator !== part.frozen.denominator) expect(reference.length).toBeGreaterThan(0);
      for (const { events } of lines) {
        if (events === undefined) continue; // a restricted record: counted, and named nowhere
        expect(events.length).toBeGreaterThan(0);
        for (const { kind } of events) kinds.add(kind);
      }
      count += lines.length;
    }
  }
  return count;
}

const authority = (type: string, on: string, data: object, recorded?: string): NewEvent => ({
  eventId: uuidOf(`${type} ${JSON.stringify(data)}`),
  type,
  childId: '',
  stream: 'authority-330',
  occurredOn: plainDate(on),
  ...(recorded === undefined ? {} : { recordedAt: instant(recorded) }),
  data: data as Record<string, unknown>,
});

const people = (age0to17: number, midYear: number) => ({ area: 'TOTAL', midYear, age0to17, vintage: `mid-${midYear}` });
const early = '2025-07-01T09:00:00.000Z';
const referenceData = [
  authority('PopulationEstimateLoaded', '2025-06-30', people(27_000, 2024), early),
  authority('TargetSet', '2025-04-01', { measure: 'RF-05', value: 25, from: '2025-04-01' }, early),
];
const laterReferenceData = [
  authority('PopulationEstimateLoaded', '2026-06-30', people(27_500, 2025)),
  authority('TargetSet', '2026-04-01', { measure: 'RF-05', value: 22, from: '2026-04-01' }),
  authority('PolicySet', '2026-04-01', { key: 'reReferral', value: 'WITHOUT_NFA', from: '2026-04-01' }),
  authority('CommentaryAdded', '2026-09-30', { measure: 'RF-05', asAt: '2026-09-30', text: 'Fewer than last year.' }),
];

/** Referrals of September that an import brings with the instants another system recorded them at. */
const referrals = (): readonly NewEvent[] =>
  Array.from({ length: 5 }, (_, i) => ({
    eventId: uuidOf(`imported referral ${i}`),
    type: 'ReferralReceived',
    childId: `IMPORTED-${i}`,
    occurredOn: plainDate(`2026-09-0${i + 1}`),
    recordedAt: instant(`2026-09-0${i + 1}T10:00:00.000Z`),
    data: { caseId: `K-IMPORTED-${i}`, source: '2A', referredOn: `2026-09-0${i + 1}` },
  }));
