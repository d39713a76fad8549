import { flow, measure, type Measure } from '#measures/measure';
import { childProtectionVisitsDue } from './child-protection-visits-due.projection.ts';

const by14Days = { team: 'team14Days', area: 'area14Days' } as const;
const by28Days = { team: 'team28Days', area: 'area28Days' } as const;

export const cp11e = measure({
  id: 'CP-11E',
  title: 'Child protection visits made within 10 working days',
  definition:
    'Of the visits to children on a child protection plan that fell due in the period, 10 working days after the child was last seen or the plan began, those by which the child was seen in time. Nothing is due of a plan that had ended by then.',
  source: 'catalogue C.5 CP-11E, C.0.3',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  // A visit on the weekend after the due day is in time, but not known to be until it is made.
  numerator: flow(childProtectionVisitsDue, 'dueOn', { where: { met: true }, by: 'seenAgainOn' }),
  denominator: flow(childProtectionVisitsDue, 'dueOn'),
  policy: { key: 'cpVisit', value: 'WD10' },
});

export const cp11eFortnightly: Measure = measure({
  ...cp11e,
  id: 'CP-11E.14d',
  title: 'Child protection visits made within 14 days',
  definition:
    'Of the visits to children on a child protection plan that fell due in the period, 14 days after the child was last seen or the plan began, those by which the child was seen in time. Nothing is due of a plan that had ended by then.',
  numerator: flow(childProtectionVisitsDue, 'dueOn14Days', { ...by14Days, where: { met14Days: true } }),
  denominator: flow(childProtectionVisitsDue, 'dueOn14Days', by14Days),
  policy: { key: 'cpVisit', value: 'DAYS14' },
});

export const cp11eFourWeekly: Measure = measure({
  ...cp11e,
  id: 'CP-11E.28d',
  title: 'Child protection visits made within 28 days',
  definition:
    'Of the visits to children on a child protection plan that fell due in the period, 28 days after the child was last seen or the plan began, those by which the child was seen in time. Nothing is due of a plan that had ended by then.',
  numerator: flow(childProtectionVisitsDue, 'dueOn28Days', { ...by28Days, where: { met28Days: true } }),
  denominator: flow(childProtectionVisitsDue, 'dueOn28Days', by28Days),
  policy: { key: 'cpVisit', value: 'DAYS28' },
});
