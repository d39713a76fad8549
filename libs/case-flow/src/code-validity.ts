import type { PlainDate } from '#calendar/plain-date';

/** Between which days a code is in force, both included. A code that is not listed always was and still is. */
interface Validity {
  readonly set: string;
  readonly codes: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string;
}

/**
 * Effective dates of codes (catalogue B, G36, G37, G31). The retirement day of 18A and 19A is taken as the day before their
 * successors came in; the Department queries later use (8945Q, 8950Q).
 */
const validities: readonly Validity[] = [
  { set: 'referralSource', codes: ['5D'], validFrom: '2022-04-01' },
  { set: 'closureReason', codes: ['RC9'], validFrom: '2022-04-01' },
  { set: 'assessmentFactor', codes: ['18B', '18C', '19B', '19C'], validFrom: '2020-04-01' },
  { set: 'assessmentFactor', codes: ['18A', '19A'], validTo: '2020-03-31' },
  { set: 'assessmentFactor', codes: ['24A'], validFrom: '2021-04-01' },
  { set: 'placementType', codes: ['H5', 'P2'], validTo: '2024-03-31' },
  { set: 'placementType', codes: ['K3'], validFrom: '2024-04-01' },
  { set: 'placementType', codes: ['Z11', 'Z12', 'Z13', 'Z14'], validFrom: '2025-04-01' },
  { set: 'placementChangeReason', codes: ['CUSTOD'], validFrom: '2018-04-01' },
  { set: 'reasonEpisodeCeased', codes: ['E43', 'E44'], validTo: '2018-03-31' },
  { set: 'reasonEpisodeCeased', codes: ['E45', 'E46', 'E47', 'E48'], validFrom: '2018-04-01' },
  {
    set: 'socialWorkerChangeReason',
    codes: ['MANAGE', 'FCONTA', 'LEFTRL', 'ORGRST', 'TSPROC', 'ABSENC', 'CHCHAN', 'PCCHAN', 'SWDIED', 'OTHERS'],
    validFrom: '2023-04-01',
  },
];

/**
 * Whether a code of a set (named as its schema: 'referralSource', 'placementType', ...) was in force on a day. It does not
 * ask whether the set has the code: that is the schema's work.
 */
export function isCodeInForce(set: string, code: string, on: PlainDate): boolean {
  const validity = validities.find((one) => one.set === set && one.codes.includes(code));
  return (validity?.validFrom ?? '0000') <= on && on <= (validity?.validTo ?? '9999');
}
