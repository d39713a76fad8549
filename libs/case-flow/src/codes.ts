import { codeSet } from './code-set.ts';

/** Code sets of the CIN census and our local ones (catalogue B.1, B.2, B.8). Codes are stored for decades: add, never rename. */
export {
  assessmentFactor,
  assessmentFactorLabels,
  assessmentKind,
  assessmentKindLabels,
  assessmentOutcome,
  assessmentOutcomeLabels,
} from './assessment-codes.ts';
export { isCodeInForce } from './code-validity.ts';
export {
  categoryOfNeed,
  legalStatus,
  missingKind,
  placementChangeReason,
  placementProvider,
  placementType,
  reasonEpisodeCeased,
  reasonForNewEpisode,
  reviewParticipation,
  socialWorkerChangeReason,
  socialWorkerChangeReasonLabels,
} from './looked-after-codes.ts';
export {
  disability,
  disabilityLabels,
  ethnicGroup,
  ethnicity,
  ethnicityLabels,
  sex,
  sexLabels,
  upnUnknownReason,
  upnUnknownReasonLabels,
} from './person-codes.ts';

const sources = codeSet(
  ['1A', 'Family member, relative or carer'],
  ['1B', 'Acquaintance, for example a neighbour or child minder'],
  ['1C', 'Self'],
  ['1D', 'Other individual'],
  ['2A', 'School'],
  ['2B', 'Education service'],
  ['3A', 'General practitioner'],
  ['3B', 'Health visitor'],
  ['3C', 'School nurse'],
  ['3D', 'Other primary health service'],
  ['3E', 'Accident and emergency department'],
  ['3F', 'Other health service, for example a hospice'],
  ['4', 'Council housing or housing association'],
  ['5A', 'Social care, for example adult social care'],
  ['5B', 'Other council service'],
  ['5C', 'Another local authority'],
  ['5D', 'Early help'],
  ['6', 'Police'],
  ['7', 'Other legal agency: court, probation, immigration, CAFCASS or prison'],
  ['8', "Other: children's centre, independent provider or voluntary organisation"],
  ['9', 'Anonymous'],
  ['10', 'Unknown'],
);
export const referralSource = sources.codes;
export const referralSourceLabels = sources.labels;

const sourceGroups: readonly (readonly [codes: string, group: string])[] = [
  ['1A 1B 1C 1D', 'Individual'],
  ['2A', 'Schools'],
  ['2B', 'Education services'],
  ['3A 3B 3C 3D 3E 3F', 'Health services'],
  ['4', 'Housing'],
  ['5A 5B 5C 5D', 'Local authority services'],
  ['6', 'Police'],
  ['7', 'Other legal agency'],
  ['8', 'Other'],
  ['9', 'Anonymous'],
  ['10', 'Unknown'],
];

/** The group a source is published under (DfE table c5), by code. */
export const referralSourceGroups: ReadonlyMap<string, string> = new Map(
  sourceGroups.flatMap(([codes, group]) => codes.split(' ').map((code) => [code, group] as const)),
);

const needs = codeSet(
  ['N1', 'Abuse or neglect'],
  ['N2', "Child's disability or illness"],
  ['N3', 'Parental disability or illness'],
  ['N4', 'Family in acute stress'],
  ['N5', 'Family dysfunction'],
  ['N6', 'Socially unacceptable behaviour'],
  ['N7', 'Low income'],
  ['N8', 'Absent parenting'],
  ['N9', 'Cases other than children in need'],
  ['N0', 'Not stated'],
);
export const primaryNeed = needs.codes;
export const primaryNeedLabels = needs.labels;

const closures = codeSet(
  ['RC1', 'Adopted'],
  ['RC2', 'Died'],
  ['RC3', 'Child arrangements order'],
  ['RC4', 'Special guardianship order'],
  ['RC5', 'Transferred to another local authority'],
  ['RC6', 'Transferred to adult social care'],
  ['RC7', 'Services ceased for any other reason, including no longer in need'],
  ['RC8', 'Closed after assessment, no further action'],
  ['RC9', 'Closed after assessment, referred to early help'],
);
export const closureReason = closures.codes;
export const closureReasonLabels = closures.labels;

const abuse = codeSet(
  ['NEG', 'Neglect'],
  ['PHY', 'Physical abuse'],
  ['SAB', 'Sexual abuse'],
  ['EMO', 'Emotional abuse'],
  ['MUL', 'Multiple, or not recommended'],
);
export const categoryOfAbuse = abuse.codes;
export const categoryOfAbuseLabels = abuse.labels;

const contactOutcomes = codeSet(
  ['NFA', 'No further action'],
  ['INFO_ADVICE', 'Information and advice'],
  ['SIGNPOST', 'Signposted to another service'],
  ['EARLY_HELP', 'Early help'],
  ['REFERRAL', 'Referral'],
  ['LINKED_TO_OPEN_CASE', 'New information on an open case'],
  ['OTHER_LA', 'Passed to another local authority'],
  ['MISSING_NOTIFICATION', 'Missing child notification'],
  ['PRIVATE_FOSTERING', 'Private fostering'],
);
export const contactOutcome = contactOutcomes.codes;
export const contactOutcomeLabels = contactOutcomes.labels;

// CAPACITY is named by the conference (A.6), the others by the local set (B.8).
const lateReasons = codeSet(
  ['LATE_NOTIFICATION', 'Late notification'],
  ['CHILD_AVAILABILITY', 'Child not available'],
  ['ADULT_AVAILABILITY', 'Adult not available'],
  ['FAMILY', 'Family'],
  ['QUORACY', 'Not quorate'],
  ['CAPACITY', 'No chair or room'],
  ['WORKLOAD', 'Workload'],
  ['RECORDING', 'Recorded late'],
  ['OTHER', 'Other'],
);
export const lateReason = lateReasons.codes;
export const lateReasonLabels = lateReasons.labels;

const planEnds = codeSet(
  ['STEP_DOWN_CIN', 'Stepped down to a child in need plan'],
  ['STEP_DOWN_EH', 'Stepped down to early help'],
  ['RISK_ENDED', 'No longer at risk of significant harm'],
  ['BECAME_CLA', 'Became looked after'],
  ['MOVED_OTHER_LA', 'Moved to another local authority'],
  ['LEFT_ENGLAND', 'Left England'],
  ['AGED_18', 'Turned 18'],
  ['DIED', 'Died'],
);
export const protectionPlanEndReason = planEnds.codes;
export const protectionPlanEndReasonLabels = planEnds.labels;
