import { plainDate } from '#calendar/plain-date';
import {
  assessmentFactor,
  closureReason,
  ethnicGroup,
  ethnicity,
  isCodeInForce,
  placementType,
  primaryNeed,
  referralSource,
  referralSourceGroups,
  referralSourceLabels,
} from './codes.ts';

const inForce = (set: string, code: string, on: string) => isCodeInForce(set, code, plainDate(on));

describe('code sets', () => {
  it('hold as many codes as the Department publishes', () => {
    expect(referralSource.options).toHaveLength(22);
    expect(primaryNeed.options).toHaveLength(10);
    expect(closureReason.options).toHaveLength(9);
    expect(ethnicity.options).toHaveLength(20);
    expect(assessmentFactor.options).toHaveLength(44);
  });

  it('refuse a code that was never published', () => {
    expect(referralSource.safeParse('5E').success).toBe(false);
    expect(placementType.safeParse('K4').success).toBe(false);
  });

  it('keep their labels in the order of publication, numbers among letters', () => {
    expect([...referralSourceLabels.keys()].slice(11, 15)).toEqual(['3F', '4', '5A', '5B']);
    expect(referralSourceLabels.get('6')).toBe('Police');
  });

  it('give every source a group', () => {
    expect(referralSource.options.filter((code) => !referralSourceGroups.has(code))).toEqual([]);
  });

  it.each([
    ['referralSource', '5D', '2022-03-31', '2022-04-01'],
    ['closureReason', 'RC9', '2022-03-31', '2022-04-01'],
    ['assessmentFactor', '24A', '2021-03-31', '2021-04-01'],
    ['placementType', 'K3', '2024-03-31', '2024-04-01'],
    ['reasonEpisodeCeased', 'E45', '2018-03-31', '2018-04-01'],
  ])('%s %s is not in force on %s and is on %s', (set, code, before, from) => {
    expect(inForce(set, code, before)).toBe(false);
    expect(inForce(set, code, from)).toBe(true);
  });

  it.each([
    ['placementType', 'H5', '2024-03-31', '2024-04-01'],
    ['placementType', 'P2', '2024-03-31', '2024-04-01'],
    ['reasonEpisodeCeased', 'E43', '2018-03-31', '2018-04-01'],
    ['assessmentFactor', '18A', '2020-03-31', '2020-04-01'],
  ])('%s %s is in force until %s and not on %s', (set, code, until, after) => {
    expect(inForce(set, code, until)).toBe(true);
    expect(inForce(set, code, after)).toBe(false);
  });

  it('a code without dates is always in force', () => expect(inForce('referralSource', '6', '1999-01-01')).toBe(true));

  it('Chinese children moved from the Other to the Asian group in April 2023', () => {
    expect(ethnicGroup('CHNE', plainDate('2023-03-31'))).toBe('Other');
    expect(ethnicGroup('CHNE', plainDate('2023-04-01'))).toBe('Asian');
    expect(ethnicGroup('WROM', plainDate('2015-01-01'))).toBe('White');
    expect(ethnicGroup('REFU', plainDate('2015-01-01'))).toBe('Unknown');
  });
});
