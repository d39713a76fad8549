import { Malformed } from './ask.ts';
import { windowOf } from './window.ts';

const refusedField = (given: Parameters<typeof windowOf>[0]): string => {
  try {
    windowOf(given);
  } catch (error) {
    if (error instanceof Malformed) return error.fields[0]!.field;
    throw error;
  }
  return 'nothing was refused';
};

describe('the window a question is asked in', () => {
  it('with asAt alone is the month up to that day', () => {
    expect(windowOf({ asAt: '2015-06-10' })).toEqual({
      from: '2015-06-01',
      to: '2015-06-10',
      asAt: '2015-06-10',
      asKnownAt: null,
    });
  });

  it('with a period is asked as at its end unless another day is named', () => {
    expect(windowOf({ from: '2015-04-01', to: '2016-03-31' }).asAt).toBe('2016-03-31');
    expect(windowOf({ from: '2015-04-01', to: '2016-03-31', asAt: '2015-12-31' }).asAt).toBe('2015-12-31');
  });

  it('takes a day of knowing as the end of that day in London, summer time included', () => {
    expect(windowOf({ asAt: '2015-06-10', asKnownAt: '2015-05-31' }).asKnownAt).toBe('2015-05-31T22:59:59.999Z');
    expect(windowOf({ asAt: '2015-06-10', asKnownAt: '2015-06-10T10:00:00+01:00' }).asKnownAt).toBe(
      '2015-06-10T09:00:00.000Z',
    );
  });

  it('names the field that is wrong', () => {
    expect(refusedField({})).toBe('asAt');
    expect(refusedField({ asAt: '2015-02-30' })).toBe('asAt');
    expect(refusedField({ asAt: '' })).toBe('asAt');
    expect(refusedField({ from: '2015-04-01' })).toBe('to');
    expect(refusedField({ to: '2015-04-01' })).toBe('from');
    expect(refusedField({ from: '2015-04-02', to: '2015-04-01' })).toBe('from');
    expect(refusedField({ from: '2015-04-01', to: 'x' })).toBe('to');
    expect(refusedField({ asAt: '2015-06-10', asKnownAt: 'yesterday' })).toBe('asKnownAt');
  });
});
