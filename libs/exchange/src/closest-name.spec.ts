import { closestName } from './closest-name.ts';

describe('the closest name', () => {
  const names = ['RF-01', 'RF-05', 'CP-01', 'LAC-01', 'ReceiveContact', 'ReceiveReferral'];

  it('is the one with the fewest letters to change, whatever their case', () => {
    expect(closestName('RF-5', names)).toBe('RF-05');
    expect(closestName('rf-05', names)).toBe('RF-05');
    expect(closestName('ReceiveContct', names)).toBe('ReceiveContact');
    expect(closestName('LAC01', names)).toBe('LAC-01');
  });

  it('is none when nothing is meant by it', () => {
    expect(closestName('weather', names)).toBeUndefined();
    expect(closestName('anything', [])).toBeUndefined();
  });
});
