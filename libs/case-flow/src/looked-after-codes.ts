import { codeSet } from './code-set.ts';

/** Code sets of the looked-after children return, SSDA903 (catalogue B.5). Codes are stored for decades: add, never rename. */

const newEpisodes = codeSet(
  ['S', 'Started to be looked after'],
  ['L', 'Change of legal status only'],
  ['P', 'Change of placement and carer'],
  ['T', 'Change of placement, same carer'],
  ['B', 'Change of legal status, placement and carer'],
  ['U', 'Change of legal status and placement, same carer'],
);
export const reasonForNewEpisode = newEpisodes.codes;
export const reasonForNewEpisodeLabels = newEpisodes.labels;

const legalStatuses = codeSet(
  ['C1', 'Interim care order'],
  ['C2', 'Full care order'],
  ['D1', 'Freeing order'],
  ['E1', 'Placement order'],
  ['V2', 'Accommodated under section 20'],
  ['V3', 'Short breaks, episodes recorded one by one'],
  ['V4', 'Short breaks, agreement recorded'],
  ['L1', 'Police protection'],
  ['L2', 'Emergency protection order'],
  ['L3', 'Child assessment order'],
  ['J1', 'Remanded'],
  ['J2', 'Accommodated under PACE'],
  ['J3', 'Youth rehabilitation order with residence or intensive fostering'],
);
export const legalStatus = legalStatuses.codes;
export const legalStatusLabels = legalStatuses.labels;

// The meaning of Z11 to Z14 (2025-26 on) was not read in guidance: their labels show the code.
const placements = codeSet(
  ['A3', 'Placed for adoption with consent, with current foster carer'],
  ['A4', 'Placed for adoption with consent, not with current foster carer'],
  ['A5', 'Placed for adoption under a placement order, with current foster carer'],
  ['A6', 'Placed for adoption under a placement order, not with current foster carer'],
  ['U1', 'Foster placement with relative or friend, long term'],
  ['U2', 'Foster placement with relative or friend, fostering for adoption or concurrent'],
  ['U3', 'Foster placement with relative or friend, other'],
  ['U4', 'Foster placement with other carer, long term'],
  ['U5', 'Foster placement with other carer, fostering for adoption or concurrent'],
  ['U6', 'Foster placement with other carer, other'],
  ['K1', "Secure children's home"],
  ['K2', "Children's home"],
  ['K3', 'Supported accommodation'],
  ['H5', 'Semi-independent living'],
  ['P1', 'With parents'],
  ['P2', 'Independent living'],
  ['P3', 'Residential employment'],
  ['R1', 'Residential care home'],
  ['R2', 'NHS or other medical establishment'],
  ['R3', 'Family centre or mother and baby unit'],
  ['R5', 'Young offender institution'],
  ['S1', 'Residential school'],
  ['T0', 'Temporary placement'],
  ['T1', 'Temporary: hospital'],
  ['T2', 'Temporary: holiday'],
  ['T3', 'Temporary: usual carer on holiday'],
  ['T4', 'Temporary: seven days or less'],
  ['Z1', 'Other placement'],
  ['Z11', 'Other placement (Z11)'],
  ['Z12', 'Other placement (Z12)'],
  ['Z13', 'Other placement (Z13)'],
  ['Z14', 'Other placement (Z14)'],
);
export const placementType = placements.codes;
export const placementTypeLabels = placements.labels;

const providers = codeSet(
  ['PR0', 'Parents'],
  ['PR1', 'Own local authority'],
  ['PR2', 'Another local authority'],
  ['PR3', 'Other public provision'],
  ['PR4', 'Private provision'],
  ['PR5', 'Voluntary provision'],
);
export const placementProvider = providers.codes;
export const placementProviderLabels = providers.labels;

const ceased = codeSet(
  ['X1', 'Next episode began the same day'],
  ['E11', 'Adopted, application unopposed'],
  ['E12', 'Adopted, consent dispensed with'],
  ['E2', 'Died'],
  ['E3', 'Care taken over by another local authority'],
  ['E4A', 'Returned home, planned'],
  ['E4B', 'Returned home, unplanned'],
  ['E13', 'Left to live with a person without parental responsibility'],
  ['E41', 'Child arrangements order'],
  ['E43', 'Special guardianship order, former foster carer'],
  ['E44', 'Special guardianship order, other carer'],
  ['E45', 'Special guardianship order, relative who fostered the child'],
  ['E46', 'Special guardianship order, other former foster carer'],
  ['E47', 'Special guardianship order, relative who did not foster the child'],
  ['E48', 'Special guardianship order, other carer'],
  ['E5', 'Independent living with support'],
  ['E6', 'Independent living without support'],
  ['E7', 'Residential care funded by adult social care'],
  ['E9', 'Sentenced to custody'],
  ['E14', 'Remand ended'],
  ['E15', 'Age assessed as 18 or over'],
  ['E16', 'Moved abroad'],
  ['E17', 'Turned 18 and stayed with carers'],
  ['E8', 'Ceased for another reason'],
);
export const reasonEpisodeCeased = ceased.codes;
export const reasonEpisodeCeasedLabels = ceased.labels;

const placementChanges = codeSet(
  ['CARPL', 'Change to or implementation of the care plan'],
  ['CLOSE', 'Provision closed or carer resigned'],
  ['ALLEG', 'Allegation (section 47)'],
  ['STAND', 'Standards of care'],
  ['APPRR', 'Approval removed'],
  ['CREQB', "Carer asked: child's behaviour"],
  ['CREQO', 'Carer asked: other reason'],
  ['CHILD', 'Child asked'],
  ['LAREQ', 'Responsible authority asked'],
  ['PLACE', 'Change of placement status only'],
  ['CUSTOD', 'Custody'],
  ['OTHER', 'Other'],
);
export const placementChangeReason = placementChanges.codes;
export const placementChangeReasonLabels = placementChanges.labels;

const participation = codeSet(
  ['PN0', 'Under four years old'],
  ['PN1', 'Attended and spoke'],
  ['PN2', 'Attended, an advocate spoke'],
  ['PN3', 'Attended and gave views without words'],
  ['PN4', 'Attended and gave no views'],
  ['PN5', 'Absent, briefed an advocate'],
  ['PN6', 'Absent, sent views another way'],
  ['PN7', 'Absent and gave no views'],
);
export const reviewParticipation = participation.codes;
export const reviewParticipationLabels = participation.labels;

const absences = codeSet(['M', 'Missing'], ['A', 'Away without authorisation']);
export const missingKind = absences.codes;
export const missingKindLabels = absences.labels;

// N1 to N8 of the primary need codes (catalogue B.2): the return knows no N9 and no N0.
const needs = codeSet(
  ['N1', 'Abuse or neglect'],
  ['N2', "Child's disability or illness"],
  ['N3', 'Parental disability or illness'],
  ['N4', 'Family in acute stress'],
  ['N5', 'Family dysfunction'],
  ['N6', 'Socially unacceptable behaviour'],
  ['N7', 'Low income'],
  ['N8', 'Absent parenting'],
);
export const categoryOfNeed = needs.codes;
export const categoryOfNeedLabels = needs.labels;

// The catalogue gives these codes without labels; the words are our reading of the abbreviations.
const workerChanges = codeSet(
  ['MANAGE', 'Management decision'],
  ['FCONTA', 'First social worker'],
  ['LEFTRL', 'Worker left the role'],
  ['ORGRST', 'Reorganisation'],
  ['TSPROC', 'Transfer under a planned process'],
  ['ABSENC', 'Worker absent'],
  ['CHCHAN', "Child's request or change of circumstances"],
  ['PCCHAN', "Parent's or carer's request"],
  ['SWDIED', 'Worker died'],
  ['OTHERS', 'Other'],
);
export const socialWorkerChangeReason = workerChanges.codes;
export const socialWorkerChangeReasonLabels = workerChanges.labels;
