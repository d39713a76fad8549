import type { AnyCommandName } from '#access/commands-by-role';
import { labelsOfCommands } from './command-labels.ts';

/** What a field is called, and what helps to fill it in. */
export interface Label {
  readonly label: string;
  readonly hint?: string;
}

/** Either the label alone, or with its hint. */
export type Said = string | readonly [label: string, hint: string];

/**
 * Fields that mean the same wherever they stand, by their name. Where a command means something of its own by a name, the
 * label stands in `command-labels.ts`. A label is a noun ("Day of death") or a question ("Was the child seen?").
 */
const everywhere: Readonly<Record<string, Said>> = {
  // Ids that forms carry along and nobody types
  caseId: 'Case',
  assessmentId: 'Assessment',
  strategyId: 'Strategy discussion',
  s47Id: 'Section 47 enquiry',
  conferenceId: 'Conference',
  planId: 'Child protection plan',
  cinPlanId: 'Child in need plan',
  budgetId: 'Short-break budget',
  periodId: 'Period of care',
  placementId: 'Placement',
  stayId: 'Respite stay',
  reviewId: 'Review',
  missingId: 'Missing episode',
  orderId: 'Order',
  contactId: 'Contact',
  ehId: 'Early help',
  escalationId: 'Escalation',

  // People and places
  workerId: 'Worker',
  by: 'Worker who saw the child',
  screenedBy: 'Worker who screened the contact',
  authorisedBy: ['Worker who authorised this', 'A team manager or the records manager.'],
  teamId: 'Team',
  areaId: 'Area',
  otherChildId: ['Other child', 'The identifier of the other child.'],
  agency: ['Agency', 'For example a school, the police or the health visiting service.'],

  // The person
  laChildId: ["Authority's own number of the child", 'Up to 20 letters and digits.'],
  upn: ['Unique pupil number', 'Up to 13 letters and digits.'],
  upnUnknownReason: 'Reason why there is no unique pupil number',
  dob: 'Date of birth',
  expectedDob: ['Expected date of birth', 'Only for a child who is not born yet.'],
  dobEstimated: 'Is the date of birth estimated?',
  sex: 'Sex',
  ethnicity: 'Ethnicity',
  disabilities: ['Disabilities', 'Choose all that apply, or no disability.'],
  homeArea: 'Area the child lives in',
  givenName: 'Given name',
  familyName: 'Family name',
  address: 'Address',
  homePostcode: 'Home postcode',
  genderText: "Gender, in the child's own words",

  // What a worker writes
  reason: 'Reason',
  rationale: ['Rationale', 'What was decided, and why.'],
  note: ['Note', 'What you saw and heard. It is kept with the child, encrypted.'],
  information: 'New information',
  summary: 'Closing summary',
  analysis: 'Analysis',
  discussion: 'Record of the discussion',
  narrative: 'Account of the contact',
  findings: 'Answer of the agency',
  overrideReason: [
    'Reason why the plan ends before its minimum time',
    'Only for a plan held for three months after a step down.',
  ],

  // The front door
  source: 'Source of the referral',
  primaryReason: 'Main reason',
  transferInFrom: ['Authority the child moved from', 'Only for a child who moved here with a case.'],
  primaryNeed: [
    'Primary need',
    'Needed unless no further action follows. Of two that fit, choose the higher in the list.',
  ],
  fromLa: 'Authority the child moved from',
  toLa: 'Authority the child moves to',

  // Who sees and does
  seen: 'Was the child seen?',
  alone: 'Was the child seen alone?',
  bedroom: "Was the child's bedroom seen?",
  childSeen: 'Was the child seen during the assessment?',
  decision: 'Decision',
  participation: "Child's participation",
  quorate: 'Was the conference quorate?',
  lateReason: ['Reason why it was late', 'Only where it was held or booked after it was due.'],
  attendees: ['Agencies that took part', 'One on each line. Agencies and roles, not names.'],
  factors: ['Factors identified', 'Choose all that apply, or no factors identified alone.'],
  autoS47: ['Was it opened by the system with an assessment?', 'Left out of counts and returns.'],
  icpcRequired: 'Is an initial child protection conference required?',
  category: 'Category of abuse',

  // Looked-after children
  legalStatus: 'Legal status',
  need: 'Category of need',
  type: 'Type of placement',
  provider: ['Placement provider', 'Leave it out for a temporary placement.'],
  urn: ["Ofsted's number of the home", 'The unique reference number in the register.'],
  carerId: ['Carer', 'The identifier of the carer or household.'],
  sameCarer: 'Is it the same carer as before?',
  intendedTo18: 'Is the placement intended to last until 18?',
  regBasis: ['Regulation or order the placement rests on', 'Only where one applies.'],
  placementPostcode: 'Postcode of the placement',
  postcode: 'Postcode of the placement',
  outcome: 'Outcome',
  carerRelation: ['Relation of the carer to the child', 'A code: capitals, digits and underscores.'],

  // Early help
  tool: 'Assessment form',
  organisation: 'Organisation',
  outcomeScore: ['Outcome score', 'As the form gives it.'],
  issueCodes: ['Issues', 'One on each line.'],
  familyId: ['Family', 'The identifier of the family.'],
  groupId: ['Support group', 'The identifier of the group.'],
  centre: 'Children centre',

  // The register of workers and teams
  registrationNo: 'Registration number',
  qualified: 'Is the worker a qualified social worker?',
  fte: ['Full-time equivalent', '1 is full time, 0.6 is three days a week.'],
  employment: 'Employment',
  agencyCovers: ['What the agency worker covers', 'Only for a worker from an agency.'],
  asyeUntil: ['Last day of the assessed and supported year', 'Only for a newly qualified social worker.'],
  area: ['Area', 'Leave it out for the whole authority.'],
  service: ['Service', 'For example ASSESSMENT or CARE.'],
  authority: ['Authority', "The authority's three-digit code."],
  vacancyId: ['Vacancy', 'The identifier of the vacancy.'],
  candidateId: ['Application', 'The identifier of the application, not the name of a person.'],
};

/** The label of a command's field, by its path in the command. A field that nobody named is a fault of ours. */
export function labelOf(command: AnyCommandName, name: string): Label {
  const last = name.split('.').at(-1)!;
  const said = labelsOfCommands[command]?.[name] ?? (Object.hasOwn(everywhere, last) ? everywhere[last] : undefined);
  if (said === undefined) throw new Error(`Nobody said what the field ${name} of ${command} is called.`);
  return typeof said === 'string' ? { label: said } : { label: said[0], hint: said[1] };
}

/** What a detail of a person is called, for the list of those that can be amended. */
export const labelOfDetail = (field: string): string => labelOf('AmendDemographics', `details.${field}`).label;
