import { nearest } from './nearest.ts';

describe('the nearest name', () => {
  const names = ['RF-01', 'RF-05', 'CP-01', 'LAC-01', 'ReceiveContact', 'ReceiveReferral'];

  it('is the one with the fewest letters to change, whatever their case', () => {
    expect(nearest('RF-5', names)).toBe('RF-05');
    expect(nearest('rf-05', names)).toBe('RF-05');
    expect(nearest('ReceiveContct', names)).toBe('ReceiveContact');
    expect(nearest('LAC01', names)).toBe('LAC-01');
  });

  it('is none when nothing is meant by it', () => {
    expect(nearest('weather', names)).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });
});
