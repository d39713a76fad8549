import fc from 'fast-check';
import { endOfLondonDay } from '#calendar/instant';
import { addDays, plainDate } from '#calendar/plain-date';
import { measureById } from '#projections/index';
import { dayAsked, typedDay } from './days-asked.ts';
import { comparedPeriods, figureAsked } from './figure-asked.ts';
import { measureAddress, periodWords, placeWords, valueText } from './figure-words.ts';
import { groupWords } from './group-words.ts';
import { pagesOf, stretchAsked } from './stretches.ts';

const today = plainDate('2026-11-21');
const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays(plainDate('2010-01-01'), days));

describe('what an address asks for', () => {
  it.each(['31/10/2026', '31-10-2026', '31 October 2026', '31 oct 2026', '2026-10-31'])('reads %s as a day', (text) => {
    expect(dayAsked({ asAt: text }, 'asAt', 'the day').value).toBe('2026-10-31');
  });

  it.each(['31/2/2026', '31/10/26', 'yesterday', '1/1/1'])(
    'says that %s is no day, and keeps what was typed',
    (text) => {
      const { value, typed, fault } = dayAsked({ asAt: text }, 'asAt', 'the day');
      expect([value, typed, fault?.field]).toEqual([undefined, text, 'asAt']);
    },
  );

  it('reads every day it has written', () => {
    fc.assert(fc.property(day, (on) => expect(dayAsked({ d: typedDay(on) }, 'd', 'the day').value).toBe(on)));
  });

  it('is the last whole month of the whole authority when nothing is asked', () => {
    expect(figureAsked({}, today).asked).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
      asAt: '2026-10-31',
      asKnownAt: null,
      place: {},
    });
  });

  it('comes back from the address that was made of it', () => {
    const place = fc.constantFrom({}, { area: 'NORTH & EAST' }, { team: 'ASSESSMENT-SOUTH' }, { group: '1A' });
    fc.assert(
      fc.property(day, fc.nat(400), fc.option(day), place, (from, days, known, where) => {
        const to = addDays(from, days);
        const asked = { from, to, asAt: to };
        const asKnownAt = known === null ? null : endOfLondonDay(known);
        const address = new URL(measureAddress('RF-05', asked, asKnownAt, where), 'http://localhost');
        const query = Object.fromEntries(address.searchParams);
        expect(figureAsked(query, today)).toMatchObject({ asked: { ...asked, asKnownAt, place: where }, faults: [] });
      }),
    );
  });

  it('is refused where the period ends before it begins', () => {
    const { faults, asked } = figureAsked({ from: '2026-10-31', to: '2026-10-01' }, today);
    expect(faults).toMatchObject([{ field: 'from' }]);
    expect(asked.from <= asked.to).toBe(true);
  });
});

describe('the periods a figure is compared with', () => {
  const of = (from: string, to: string) =>
    comparedPeriods({ from: plainDate(from), to: plainDate(to), asAt: plainDate(to) });

  it('are the month before and the same month last year', () => {
    expect(of('2026-03-01', '2026-03-31').before).toEqual({ from: '2026-02-01', to: '2026-02-28', asAt: '2026-02-28' });
    expect(of('2024-02-01', '2024-02-29').yearBefore).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
      asAt: '2023-02-28',
    });
  });

  it('go as far into their month as the period does into its own', () => {
    expect(of('2026-11-01', '2026-11-21').before).toMatchObject({ from: '2026-10-01', to: '2026-10-21' });
  });

  it('are as many days where the period begins within a month', () => {
    expect(of('2026-10-05', '2026-10-11').before).toMatchObject({ from: '2026-09-28', to: '2026-10-04' });
  });
});

describe('figures in words', () => {
  it('name whole months, and days where a period is none', () => {
    const words = (from: string, to: string) => periodWords({ from: plainDate(from), to: plainDate(to) });
    expect(words('2026-10-01', '2026-10-31')).toBe('October 2026');
    expect(words('2026-04-01', '2026-10-31')).toBe('April 2026 to October 2026');
    expect(words('2026-10-01', '2026-10-21')).toBe('1 October 2026 to 21 October 2026');
  });

  it('round half up from whole counts, and say nothing of nothing', () => {
    const measure = measureById('RF-05')!;
    expect(valueText(measure, { numerator: 1, denominator: 8, value: 12.5 })).toBe('12.5%');
    expect(valueText(measure, { numerator: 0, denominator: 0, value: null })).toBe('-');
  });

  it('read codes of teams, areas and groups as people do', () => {
    expect(['ASSESSMENT-SOUTH', 'NWC', 'MASH', 'EAST', 'CHILDREN-IN-CARE-EAST', 'CITYWIDE'].map(placeWords)).toEqual([
      'Assessment South',
      'NWC',
      'MASH',
      'East',
      'Children In Care East',
      'Teams for the whole authority',
    ]);
    expect(groupWords(measureById('CP-13')!, 'NEG')).toBe('Neglect');
    expect(groupWords(measureById('FD-04')!, 'UNDECIDED')).toBe('Not decided yet');
    expect(groupWords(measureById('LE-01')!, 'ReferralReceived')).toBe('Referral received');
  });
});

describe('the pages of a list', () => {
  it('hold every row once', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 100 }), (rows, length) => {
        const pages = Math.max(1, Math.ceil(rows / length));
        const all = Array.from({ length: pages }, (_, i) => stretchAsked({ page: String(i + 1) }, length));
        const seen = all.flatMap(({ first }) => Array.from({ length: rows }, (_, i) => i).slice(first, first + length));
        expect(seen).toEqual(Array.from({ length: rows }, (_, i) => i));
      }),
      { numRuns: 50 },
    );
  });

  it('are the first whatever is asked that is no page, and none for one page', () => {
    for (const text of ['0', '-3', 'x', '1e9', '1.5']) expect(stretchAsked({ page: text }, 25).first).toBe(0);
    expect(pagesOf(25, { first: 0, length: 25 }, String)).toBeUndefined();
    expect(pagesOf(26, { first: 25, length: 25 }, String)).toMatchObject({
      says: '26 to 26 of 26',
      previous: { href: '1' },
    });
  });
});
