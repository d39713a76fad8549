import { simulatedPopulation } from './population.ts';

describe('the population of a simulated authority', () => {
  const estimates = simulatedPopulation(1500);

  it('is the sum of its areas in every year', () => {
    for (const midYear of [2022, 2023, 2024, 2025]) {
      const sizes = new Map(
        estimates.filter(({ data }) => data.midYear === midYear).map(({ data }) => [data.area, data.age0to17]),
      );
      expect([...sizes.keys()]).toEqual(['TOTAL', 'EAST', 'NWC', 'SOUTH']);
      expect(sizes.get('TOTAL')).toBe(sizes.get('EAST')! + sizes.get('NWC')! + sizes.get('SOUTH')!);
    }
  });

  it('grows with the children simulated', () => {
    const total = (children: number) =>
      simulatedPopulation(children, 2025, 2025).find(({ data }) => data.area === 'TOTAL')!.data.age0to17;
    expect(total(3000) / total(1500)).toBeCloseTo(2, 2);
  });

  it('is published in the summer after the middle of its year, on the stream of the authority', () => {
    for (const { stream, occurredOn, recordedAt, data } of estimates) {
      expect(stream).toBe('authority-SIM');
      expect(occurredOn).toBe(`${data.midYear + 1}-07-15`);
      expect(recordedAt < `${data.midYear + 1}-07-16`).toBe(true);
    }
  });
});
