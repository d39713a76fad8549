import { eventType } from '#case-flow/event-catalogue';
import { measureById, measures, projections } from '#projections/index';
import { countsOf } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { replay } from '#projecting/replay';
import { referenceFrom } from '#reference/reference-from';
import { authorityEvents } from '#reference/reference.events';
import { reportDefinition } from '#reporting/definitions';
import { produceReport } from '#reporting/produce';
import { compareGolden, type Compared } from '#simulation/golden/compare';
import { goldens } from '#simulation/golden/goldens';
import { memorySource } from '#waymark/figure-sources';

describe.each(goldens)('the report of $title (seed $seed)', (golden) => {
  const events = golden.tell();
  let compared: readonly Compared[];

  beforeAll(async () => {
    const reference = referenceFrom(
      events.filter(({ childId }) => childId === ''),
      null,
    );
    const definition = reportDefinition(golden.definition, golden.asAt)!;
    const source = memorySource(replay(countedBy([definition, golden.figures]), events, null), reference);
    const dates = { asAt: golden.asAt, asKnownAt: null };
    const report = await produceReport(definition, dates, source, reference, measureById);
    compared = await compareGolden(golden, { report, source, reference, measureById });
  });

  it('is told by events that the catalogue knows, each with a whole payload', () => {
    const payloads = new Map(
      [...new Set(events.map(({ type }) => type))].map((type) => [
        type,
        (eventType(type) ?? authorityEvents[type])?.payload.strict(),
      ]),
    );
    const wrong = events.filter(({ type, data }) => payloads.get(type)?.safeParse(data).success !== true);
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('prints every figure as the council did, or says why the report contradicts itself', () => {
    expect(compared.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(compared.length).toBeGreaterThan(30);
  });

  it('is contradictory nowhere else: each reason given is needed', () => {
    const given = Object.values(golden.inconsistent);
    const used = new Set(compared.map(({ verdict }) => verdict));
    expect(given.filter((reason) => !used.has(reason))).toEqual([]);
  });
});

it('every figure that the reports print of children, staff and published data is among them', () => {
  const bySeed = new Map<string, number>();
  for (const { seed, cards, figures } of goldens) {
    const cells = cards.flatMap((card) => [
      ...card.lines.flatMap(([, ...texts]) => texts.filter((text) => text !== null)),
      ...[card.target, card.rating, card.trend, card.national].filter((text) => text !== undefined),
    ]);
    bySeed.set(seed, (bySeed.get(seed) ?? 0) + cells.length + figures.length);
  }
  expect(Object.fromEntries(bySeed)).toEqual({ '000': 48, '001': 41, '002': 38, '003': 50, '004': 204 });
});

/** The projections whose rows the measures named in a report or beside it count: only these are replayed. */
function countedBy(named: unknown): readonly Projection[] {
  const text = JSON.stringify(named);
  const counts = measures.filter(({ id }) => text.includes(`"${id}"`)).flatMap(countsOf);
  const used = new Set(counts.flatMap(({ projection, having }) => [projection, having?.count.projection]));
  return projections.filter((projection) => used.has(projection));
}
