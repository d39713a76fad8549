import { eventProcesses } from '#case-flow/event-catalogue';
import type { PlainDate } from '#calendar/plain-date';
import { wordsOf } from '../../words.ts';
import { dayInShort } from '../filters.ts';

/** Entries whose name in the program would not be understood when read out. */
const titles: Readonly<Record<string, string>> = {
  MergedInto: 'Merged into another record',
  DuplicateRecordsMerged: 'Two records merged',
  MergeReversed: 'Merge undone',
  RecordRestricted: 'Record restricted',
  RestrictedRecordAccessed: 'Restricted record looked at',
  AdoptedRecordOpened: 'New record opened after adoption',
  EventDateCorrected: 'Date corrected',
  EventVoided: 'Entry taken out',
  EventReattributed: 'Entry moved to another child',
  Section47Started: 'Section 47 enquiry started',
  Section47Concluded: 'Section 47 enquiry concluded',
  InitialConferenceHeld: 'Initial child protection conference held',
  ReviewConferenceHeld: 'Review child protection conference held',
  CareReviewHeld: 'Review of care held',
  CareVisitMade: 'Visit in care made',
  IroContactMade: 'Contact by the independent reviewing officer',
  SdqScored: 'Strengths and difficulties questionnaire scored',
  SgoMade: 'Special guardianship order made',
  CaoMade: 'Child arrangements order made',
  DolOrderStarted: 'Deprivation of liberty order started',
  DolOrderEnded: 'Deprivation of liberty order ended',
  CaseReopenedInError: 'Case reopened: it was closed in error',
};

/** What an entry of the chronology is called. */
export const titleOf = (type: string): string => titles[type] ?? wordsOf(type);

/** What an entry is called in a sentence, with its day: "Referral received, 5 Oct 2026". */
export const entryInWords = (type: string, on: PlainDate): string => `${titleOf(type)}, ${dayInShort(on)}`;

/** The processes by which a chronology is filtered, in the order of a child's journey. */
export const processNames: Readonly<Record<string, string>> = {
  contact: 'Contact',
  'early-help': 'Early help',
  referral: 'Referral',
  allocation: 'Allocation',
  assessment: 'Assessment',
  'strategy-discussion': 'Strategy discussion',
  'section-47-enquiry': 'Section 47 enquiry',
  conference: 'Initial conference',
  'child-protection-plan': 'Child protection plan',
  'child-in-need-plan': 'Child in need plan',
  care: 'Looked after',
  'leaving-care': 'Leaving care',
  closure: 'Closure',
  escalation: 'Escalation',
  'child-identity': 'Person and record',
};

const processByType: ReadonlyMap<string, string> = new Map(
  Object.entries(eventProcesses).flatMap(([process, events]) => Object.keys(events).map((type) => [type, process])),
);

/** The process an entry belongs to. */
export const processOf = (type: string): string => processByType.get(type) ?? 'child-identity';

/** Entries that decide something: of each it may be asked what was known when it was decided. */
const decisions: ReadonlySet<string> = new Set([
  'ContactDecided',
  'ReferralDecided',
  'AssessmentAuthorised',
  'StrategyDiscussionHeld',
  'Section47Concluded',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'ReviewConferenceHeld',
  'CpPlanEnded',
  'CinPlanStarted',
  'CinReviewHeld',
  'CinPlanEnded',
  'CareStarted',
  'CareReviewHeld',
  'CareCeased',
  'LegalPlanningMeetingHeld',
  'EarlyHelpClosed',
  'CaseClosed',
]);

/** Whether an entry decides something about the child. */
export const isDecision = (type: string): boolean => decisions.has(type);

const merges: ReadonlySet<string> = new Set(['DuplicateRecordsMerged', 'MergedInto', 'MergeReversed']);
const repairs: ReadonlySet<string> = new Set(['EventDateCorrected', 'EventVoided', 'EventReattributed']);

/**
 * What can be done to an entry at all: a merge is undone, not taken out; a correction or a void can be taken out again, but
 * has no day of its own to correct; and who a child is stays with the child.
 */
export const repairable = (type: string) => ({
  corrects: !merges.has(type) && !repairs.has(type),
  takesOut: !merges.has(type) && type !== 'EventReattributed',
  moves: !merges.has(type) && !repairs.has(type) && type !== 'ChildRegistered',
});
