import type { PlainDate } from '#calendar/plain-date';
import { latest } from './latest.ts';
import type { Policy } from './reference.ts';

/** A key of catalogue C.11: what it decides, the readings there are, and the one that holds while nobody set another. */
export interface PolicyKey {
  readonly decides: string;
  readonly default: string;
  /** Every value that may be set; `NUMBER` where any whole or decimal number may. */
  readonly values: readonly string[] | 'NUMBER';
}

/**
 * The policy keys of catalogue C.11 with their defaults, as data. A reading that changes what a measure counts is a
 * variant of that measure (`Measure.policy`): a new definition is a new variant and a `PolicySet` from a day on, never an
 * edit of a definition that figures were once printed by.
 */
export const policyKeys: Readonly<Record<string, PolicyKey>> = {
  calendar: { decides: 'Whose bank holidays are no working days.', default: 'EW', values: ['EW'] },
  assessmentClock: {
    decides: 'Where the 45 working days of an assessment begin (G1).',
    default: 'REFERRAL_FIRST',
    values: ['REFERRAL_FIRST', 'START'],
  },
  reReferral: {
    decides: 'Which earlier referral within 12 months makes a referral a re-referral (G4, G5).',
    default: 'COUNT_NFA',
    values: ['COUNT_NFA', 'WITHOUT_NFA'],
  },
  cpReviewRule: {
    decides: 'When review conferences fall due (G11).',
    default: 'DAYS_91_183',
    values: ['DAYS_91_183', 'CALENDAR'],
  },
  lacReviewRule: {
    decides: 'When reviews of looked-after children fall due (G11).',
    default: 'CALENDAR',
    values: ['CALENDAR', 'DAYS_91_183'],
  },
  cpVisit: {
    decides: 'How often a child on a child protection plan is seen (G26).',
    default: 'WD10',
    values: ['WD10', 'DAYS14', 'DAYS28'],
  },
  unallocated: {
    decides: 'From which day an unallocated case counts (G19).',
    default: '>7',
    values: ['>7', '>=7'],
  },
  cla: {
    decides: 'Which looked-after children are counted (G22).',
    default: 'UNDER_18',
    values: ['UNDER_18', 'UNDER_18_AND_S20_5'],
  },
  secondPlan: {
    decides: 'How long ago an earlier child protection plan counts (G8).',
    default: 'EVER',
    values: ['EVER', 'WITHIN_24_MONTHS', 'WITHIN_12_MONTHS'],
  },
  s47Conversion: {
    decides: 'Which conferences section 47 enquiries are set against (G14).',
    default: 'PERIOD_RATIO',
    values: ['PERIOD_RATIO', 'COHORT'],
  },
  averages: {
    decides: 'How a column over several months comes about (G17).',
    default: 'RATIO_OF_SUMS',
    values: ['RATIO_OF_SUMS', 'MEAN_OF_RATIOS'],
  },
  rounding: { decides: 'How figures are rounded (G16).', default: 'HALF_UP', values: ['HALF_UP'] },
  suppression: { decides: 'Whether small counts are hidden (C.0.13).', default: 'OFF', values: ['OFF', 'ON'] },
  snapshotDay: {
    decides: 'The day a monthly snapshot is of (G21).',
    default: 'LAST_CALENDAR_DAY',
    values: ['LAST_CALENDAR_DAY', 'LAST_WORKING_DAY'],
  },
  ragTolerancePoints: {
    decides: 'How many points off target a percentage is still AMBER (C.10).',
    default: '5',
    values: 'NUMBER',
  },
  ragToleranceCountPercent: {
    decides: 'How many per cent of its target a count may miss it by and be AMBER (C.10).',
    default: '10',
    values: 'NUMBER',
  },
  ragToleranceCaseload: {
    decides: 'How many cases a caseload may miss its target by and be AMBER (C.10).',
    default: '1',
    values: 'NUMBER',
  },
  trendPoints: { decides: 'From how many points a trend is much better (C.10).', default: '1', values: 'NUMBER' },
  minutesDueWd: {
    decides: 'Within how many working days minutes of a care review are due.',
    default: '20',
    values: ['20'],
  },
  screening: {
    decides: 'The hour after which a contact counts as of the next working day.',
    default: 'NO_CUTOFF',
    values: ['NO_CUTOFF', 'CUTOFF_17'],
  },
  coreGroupFirstWd: {
    decides: 'Within how many working days of the conference the first core group is held.',
    default: '10',
    values: ['10'],
  },
  cinReviewMonths: { decides: 'Every how many months a child in need plan is reviewed.', default: '3', values: ['3'] },
  careLeaverCohort: {
    decides: 'Which care leavers are counted: those allocated and aged 18 to 21, or by their birthday (C.8).',
    default: 'AGED_18_TO_21',
    values: ['AGED_18_TO_21', 'BIRTHDAY_IN_PERIOD'],
  },
  notInEducation: {
    decides: 'Whether care leavers of whom nothing is known count as not in education (G42).',
    default: 'KNOWN_NOT',
    values: ['KNOWN_NOT', 'ALL_OTHERS'],
  },
  pathwayPlan: {
    decides: 'Which pathway plan of a care leaver counts (C.8 CL-04).',
    default: 'REVIEWED_WITHIN_6_MONTHS',
    values: ['REVIEWED_WITHIN_6_MONTHS', 'ANY'],
  },
  caseloadGuarantee: {
    decides: 'The most cases a full-time qualified worker is to hold (C.9 WF-05).',
    default: '20',
    values: 'NUMBER',
  },
  caseloadGuaranteeInCare: {
    decides: 'The same for workers of teams for children in care.',
    default: '15',
    values: 'NUMBER',
  },
  caseloadGuaranteeNewlyQualified: {
    decides: 'The same in the assessed and supported year: the protected caseload (C.9 WF-07).',
    default: '15',
    values: 'NUMBER',
  },
  escalateContactHours: {
    decides: 'After how many hours an undecided contact goes to the team manager.',
    default: '24',
    values: 'NUMBER',
  },
  escalateUnallocatedWd: {
    decides: 'After how many working days a case without a lead social worker goes to the team manager.',
    default: '2',
    values: 'NUMBER',
  },
  escalateAgainWd: {
    decides: 'How many working days after one step the next senior is told.',
    default: '1',
    values: 'NUMBER',
  },
  monthlyPackWd: {
    decides: 'On which working day of a month the pack of reports of the month before is made; 0 for never.',
    default: '5',
    values: 'NUMBER',
  },
  remindClockWd: {
    decides: 'How many working days before a clock is due its worker is reminded.',
    default: '5',
    values: 'NUMBER',
  },
};

/** Whether a key may take a value. */
export function mayBe(key: string, value: string): boolean {
  const values = Object.hasOwn(policyKeys, key) ? policyKeys[key]!.values : [];
  return values === 'NUMBER' ? /^\d{1,6}(\.\d{1,3})?$/.test(value) : values.includes(value);
}

/**
 * The value of a policy key in force on a day: of those set from a day on or before it, the one with the latest day, and
 * of two with the same day the one recorded later; the default of catalogue C.11 where none is set. Undefined for a key
 * there is not.
 */
export function policyFor(policies: readonly Policy[], key: string, asAt: PlainDate): string | undefined {
  const set = policies.filter((one) => one.key === key && one.from <= asAt);
  return (
    latest(set, (one) => one.from)?.value ?? (Object.hasOwn(policyKeys, key) ? policyKeys[key]!.default : undefined)
  );
}
