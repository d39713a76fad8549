import { on } from '#testing/given';
import { stretchesOf, valueOn } from './stretches.ts';

const change = (day: string, value: string) => ({ on: on(day), value });
const shown = (changes: readonly { on: ReturnType<typeof on>; value: string }[], end?: string) =>
  stretchesOf(on('2015-03-02'), end === undefined ? undefined : on(end), 'a', changes).map(
    ({ from, to, value }) => `${from} ${to ?? ''} ${value}`,
  );

describe('stretches', () => {
  it('are one where nothing changes', () => {
    expect(shown([])).toEqual(['2015-03-02  a']);
    expect(shown([], '2015-06-01')).toEqual(['2015-03-02 2015-06-01 a']);
  });

  it('are cut by each change', () =>
    expect(shown([change('2015-04-01', 'b'), change('2015-05-01', 'c')], '2015-06-01')).toEqual([
      '2015-03-02 2015-04-01 a',
      '2015-04-01 2015-05-01 b',
      '2015-05-01 2015-06-01 c',
    ]));

  it('are not cut by a change to what holds already', () =>
    expect(shown([change('2015-04-01', 'a'), change('2015-05-01', 'b')])).toEqual([
      '2015-03-02 2015-05-01 a',
      '2015-05-01  b',
    ]));

  it('take the last change of a day, also of the first day', () => {
    expect(shown([change('2015-04-01', 'b'), change('2015-04-01', 'c')])).toEqual([
      '2015-03-02 2015-04-01 a',
      '2015-04-01  c',
    ]);
    expect(shown([change('2015-04-01', 'b'), change('2015-04-01', 'a')])).toEqual(['2015-03-02  a']);
    expect(shown([change('2015-03-02', 'b')])).toEqual(['2015-03-02  b']);
  });

  it('ignore changes before the start and from the end on', () =>
    expect(shown([change('2015-03-01', 'b'), change('2015-06-01', 'c')], '2015-06-01')).toEqual([
      '2015-03-02 2015-06-01 a',
    ]));

  it('tell the value of a day', () => {
    const stretches = stretchesOf(on('2015-03-02'), on('2015-06-01'), 'a', [change('2015-04-01', 'b')]);
    expect(
      ['2015-03-01', '2015-03-02', '2015-03-31', '2015-04-01', '2015-06-01'].map((day) => valueOn(stretches, on(day))),
    ).toEqual([undefined, 'a', 'a', 'b', undefined]);
  });
});
