import { codeSet } from './code-set.ts';

/** Code sets of care leavers, OC3 (catalogue B.6), and of adoption and permanence in the SSDA903 return (B.5). */

const touch = codeSet(
  ['YES', 'In touch'],
  ['NO', 'Not in touch'],
  ['DIED', 'Died'],
  ['REFU', 'Refuses contact'],
  ['NREQ', 'No longer requires services'],
  ['RHOM', 'Returned home for six months or more'],
);
export const inTouch = touch.codes;
export const inTouchLabels = touch.labels;

const accommodations = codeSet(
  ['B', 'With parents or relatives'],
  ['C', 'Community home or other residential care'],
  ['D', 'Semi-independent, transitional accommodation'],
  ['E', 'Supported lodgings'],
  ['G', 'Gone abroad'],
  ['H', 'Deported'],
  ['K', 'Ordinary lodgings'],
  ['R', 'Residence not known'],
  ['S', 'No fixed abode'],
  ['T', 'Foyer'],
  ['U', 'Independent living'],
  ['V', 'Emergency accommodation'],
  ['W', 'Bed and breakfast'],
  ['X', 'In custody'],
  ['Y', 'Other accommodation'],
  ['Z', 'With former foster carer'],
);
export const leaverAccommodation = accommodations.codes;
export const leaverAccommodationLabels = accommodations.labels;

const activities = codeSet(
  ['F1', 'Full time: higher education'],
  ['P1', 'Part time: higher education'],
  ['F2', 'Full time: other education'],
  ['P2', 'Part time: other education'],
  ['F3', 'Full time: training or employment, before 2021-22'],
  ['P3', 'Part time: training or employment, before 2021-22'],
  ['F4', 'Full time: apprenticeship'],
  ['P4', 'Part time: apprenticeship'],
  ['F5', 'Full time: training or employment'],
  ['P5', 'Part time: training or employment'],
  ['G4', 'Not in education, employment or training: illness or disability'],
  ['G5', 'Not in education, employment or training: other'],
  ['G6', 'Not in education, employment or training: pregnancy or parenting'],
  ['0', 'No activity known'],
);
export const leaverActivity = activities.codes;
export const leaverActivityLabels = activities.labels;

const eligibilities = codeSet(
  ['ELIGIBLE', 'Eligible'],
  ['RELEVANT', 'Relevant'],
  ['FORMER_RELEVANT', 'Former relevant'],
  ['QUALIFYING', 'Qualifying'],
  ['OTHER', 'Other'],
);
export const leaverEligibility = eligibilities.codes;
export const leaverEligibilityLabels = eligibilities.labels;

const permanence = codeSet(
  ['P1', 'Adoption'],
  ['P2', 'Special guardianship order'],
  ['P3', 'Residence or child arrangements order'],
  ['P4', 'Unknown kind'],
  ['Z1', 'None'],
);
export const previousPermanence = permanence.codes;
export const previousPermanenceLabels = permanence.labels;

const reversals = codeSet(
  ['RD1', "Child's needs changed"],
  ['RD2', 'Court refused the order'],
  ['RD3', 'No adopters found'],
  ['RD4', 'Other'],
);
export const adoptionReversal = reversals.codes;
export const adoptionReversalLabels = reversals.labels;

const genders = codeSet(
  ['M1', 'One man'],
  ['F1', 'One woman'],
  ['MM', 'Two men'],
  ['FF', 'Two women'],
  ['MF', 'Man and woman'],
);
export const adopterGender = genders.codes;
export const adopterGenderLabels = genders.labels;

const statuses = codeSet(
  ['L0', 'Single adopter'],
  ['L11', 'Married, different gender'],
  ['L12', 'Married, same gender'],
  ['L2', 'Civil partners'],
  ['L3', 'Unmarried, different gender'],
  ['L4', 'Unmarried, same gender'],
);
export const adopterStatus = statuses.codes;
export const adopterStatusLabels = statuses.labels;

// The meaning of SDQ4 and SDQ5 was not read in guidance: their labels show the code.
const unscored = codeSet(
  ['SDQ1', 'Outside the ages'],
  ['SDQ2', 'Carer refused'],
  ['SDQ3', 'Severity of disability'],
  ['SDQ4', 'Other reason (SDQ4)'],
  ['SDQ5', 'Other reason (SDQ5)'],
);
export const strengthsQuestionnaireReason = unscored.codes;
export const strengthsQuestionnaireReasonLabels = unscored.labels;
