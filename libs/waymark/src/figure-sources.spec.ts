import { plainDate } from '#calendar/plain-date';
import { evaluate, partNames, type By, type Place } from '#measures/evaluate';
import { measures, projections } from '#projections/index';
import { replay } from '#projecting/replay';
import { noReference } from '#reference/reference';
import { simulate } from '#simulation/simulate';
import { memorySource } from './figure-sources.ts';

describe('figures from rows in memory', () => {
  const known = replay(projections, [...simulate({ children: 40, seed: 5 })], null);
  const months = [
    ['2026-03-01', '2026-03-31'],
    ['2025-04-01', '2026-03-31'],
  ].map(([from, to]) => ({ from: plainDate(from!), to: plainDate(to!), asAt: plainDate(to!) }));

  it.each(['total', 'area', 'team', 'group'] as const)(
    'are in one pass what one by one they are, by %s',
    async (by: By) => {
      const columns = months.map((asked, i) => ({ name: String(i), asked: { ...asked, asKnownAt: null }, by }));
      const figures = await memorySource(known, noReference)(measures, columns);
      let parts = 0;
      for (const measure of measures)
        for (const { name, asked } of columns) {
          const got = figures.get(measure.id)!.get(name)!;
          const one = (place: Place) => evaluate(measure, known, asked, place, null);
          expect([measure.id, got.get('total')]).toEqual([measure.id, one({})]);
          const named = by === 'total' ? [] : partNames(measure, known, asked, by);
          for (const part of named) {
            const alone = one({ [by]: part });
            const isEmpty = alone.numerator === 0 && !alone.denominator;
            expect([measure.id, part, got.get(part)]).toEqual([measure.id, part, isEmpty ? undefined : alone]);
            parts++;
          }
          for (const part of got.keys()) expect(['total', ...named]).toContain(part);
        }
      expect(parts > 0).toBe(by !== 'total');
    },
  );
});
