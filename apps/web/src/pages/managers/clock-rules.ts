import type { ClockName } from '#projections/clocks/clock';

/** What each clock asks for, and where that is written down. */
export const clockRules: Readonly<Record<ClockName, { readonly rule: string; readonly source: string }>> = {
  'Referral decision': {
    rule: 'A decision on the referral within 1 working day of it.',
    source: 'Working Together to Safeguard Children; child in need census guide, 4.3',
  },
  Assessment: {
    rule: 'The assessment is authorised within 45 working days of the referral; initial and core assessments within the days of their kind.',
    source: 'Working Together; child in need census guide, 4.9',
  },
  'Initial conference': {
    rule: 'The initial child protection conference within 15 working days of the strategy discussion that led to the enquiry.',
    source: 'Working Together; child in need census guide, 4.8',
  },
  'Receiving conference': {
    rule: 'A conference within 15 working days of the notice that a child on a plan has moved here.',
    source: 'Working Together; child in need census guide, 4.12.2',
  },
  'Review conference': {
    rule: 'The first review conference within 91 days of the plan, each later one within 183 days of the last.',
    source: 'Working Together; child in need census guide, 5',
  },
  'Review of care': {
    rule: 'The first review of a looked-after child within 20 working days, the second within 3 months, later ones within 6 months.',
    source: 'Care Planning, Placement and Case Review Regulations 2010, regulation 33',
  },
  'Visit in care': {
    rule: 'A visit within a week of a placement, then within 6 weeks of the last one: 3 months in a placement that is to last, and weekly or every 4 weeks where a child lives with a parent or an unassessed carer.',
    source: 'Care Planning, Placement and Case Review Regulations 2010, regulation 28',
  },
  'Pathway plan': {
    rule: 'The first pathway plan within 3 months, each review within 6 months of the last.',
    source: 'Care Leavers Regulations 2010',
  },
  Allocation: {
    rule: 'A qualified lead social worker within 7 days of the referral, once the front door has handed the case on.',
    source: 'This authority’s standard, measure UN-02',
  },
  'Assessment review point 15': {
    rule: 'A manager looks at the assessment on working day 15.',
    source: 'This authority’s standard, measure AS-08',
  },
  'Assessment review point 30': {
    rule: 'A manager looks at the assessment on working day 30.',
    source: 'This authority’s standard, measure AS-08',
  },
  'Core group': {
    rule: 'The first core group within 10 working days of the conference, each later one within 6 weeks of the last.',
    source: 'Working Together; this authority’s standard, measure CP-14',
  },
  'Child protection visit': {
    rule: 'A child on a child protection plan is seen at least every 10 working days.',
    source: 'This authority’s standard, measure CP-11',
  },
};
