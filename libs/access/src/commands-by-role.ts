import type { CommandName } from '#case-flow/processes';
import type { RegisterCommandName } from '#case-flow/workforce/workforce';
import type { Person } from './person.ts';
import type { Role } from './roles.ts';

/** What somebody may be asked to carry out, about a child or in the register of workers and teams. */
export type AnyCommandName = CommandName | RegisterCommandName;

const nobody = [] as const;

/**
 * Who records what: the column "By" of catalogue A.1 to A.10. What the catalogue gives to the system alone nobody records by
 * hand. The two facts it does not name (of the SSDA903 return) are the social worker's, as all else that is known of a child.
 */
const byCommand: Readonly<Record<CommandName, readonly Role[]>> = {
  // A queue that is stuck: the service's own clock raises it, the manager it went to acknowledges.
  EscalateQueue: nobody,
  AcknowledgeEscalation: ['TM'],

  // A.1 Person, identity, relationships
  // Wider than the catalogue, as ReceiveContact is: the duty practitioner and manager log what they hear themselves.
  RegisterChild: ['FDO', 'QP', 'TM'],
  RecordBirth: ['SW'],
  RecordPregnancyEnded: ['SW'],
  AmendDemographics: ['SW', 'RM'],
  RecordDeath: ['SW', 'TM'],
  LinkSibling: ['FDO', 'QP', 'TM', 'SW'],
  UnlinkSibling: ['FDO', 'SW'],
  // Not in the catalogue: whoever searches first meets two records that look alike.
  RecordNotSameChild: ['FDO', 'QP', 'SW', 'TM', 'RM'],
  WithdrawNotSameChild: ['FDO', 'QP', 'SW', 'TM', 'RM'],
  RequestMerge: ['FDO', 'QP', 'SW', 'TM'],
  RecordMotherhood: ['SW'],
  CorrectEventDate: ['SW', 'TM', 'RM'],
  VoidEvent: ['TM', 'RM'],
  ReattributeEvent: ['RM'],
  MergeDuplicateRecords: ['RM'],
  ReverseMerge: ['RM'],
  RestrictRecord: ['RM', 'TM'],
  LiftRestriction: ['RM', 'TM'],
  RecordRestrictedAccess: nobody,
  OpenAdoptedRecord: ['RM'],

  // A.2 Contact
  ReceiveContact: ['FDO', 'QP', 'TM'],
  ScreenContact: ['QP'],
  RerateContact: ['QP', 'TM'],
  RequestAgencyChecks: ['FDO', 'QP', 'TM'],
  RecordAgencyChecks: ['FDO', 'QP', 'TM'],
  DecideContact: ['QP', 'TM'],
  ReopenContact: ['TM'],

  // A.3 Early help
  RequestEarlyHelp: ['FDO', 'SW'],
  StartEarlyHelpAssessment: ['EHW'],
  CompleteEarlyHelpAssessment: ['EHW'],
  HoldTeamAroundFamily: ['EHW'],
  StartEarlyHelpPlan: ['EHW'],
  ReviewEarlyHelp: ['EHW'],
  StepUpEarlyHelp: ['EHW', 'QP'],
  CloseEarlyHelp: ['EHW'],
  RecordSupportGroupCase: ['EHW'],
  RegisterTargetedSupport: ['EHW'],
  EndTargetedSupport: ['EHW'],

  // A.4 Referral, allocation, closure
  ReceiveReferral: ['QP', 'FDO', 'TM'], // a manager decides contacts too (A.2), and a referral follows
  DecideReferral: ['TM', 'QP'],
  RecordPrimaryNeed: ['SW'],
  RecordNewInformation: ['FDO', 'SW'],
  NotifyTransferIn: ['QP'],
  AllocateCase: ['TM'],
  DeallocateCase: ['TM'],
  TransferCaseBetweenTeams: ['TM'],
  CloseCase: ['TM'],
  TransferCaseOut: ['SW', 'TM'],
  ReopenCaseClosedInError: ['RM'],

  // A.5 Assessment
  StartAssessment: ['SW'],
  RecordChildSeen: ['SW'],
  HoldAssessmentReviewPoint: ['TM'],
  SubmitAssessment: ['SW'],
  AuthoriseAssessment: ['TM'],
  RejectAssessment: ['TM'],
  CancelAssessment: ['TM'],

  // A.6 Strategy discussion, section 47 enquiry, conference
  HoldStrategyDiscussion: ['TM'],
  StartSection47Enquiry: ['SW', 'TM'],
  ConcludeSection47Enquiry: ['TM'],
  RequestConference: ['SW', 'CPA'],
  ScheduleConference: ['SW', 'CPA'],
  HoldInitialConference: ['CHAIR'],
  CancelConference: ['CPA'],

  // A.7 Child protection plan
  StartChildProtectionPlan: ['CHAIR'],
  ChangeCategoryOfAbuse: ['CHAIR'],
  HoldCoreGroup: ['SW'],
  RecordChildProtectionVisit: ['SW'],
  HoldReviewConference: ['CHAIR'],
  EndChildProtectionPlan: ['CHAIR', 'TM'],

  // A.8 Child in need plan
  StartChildInNeedPlan: ['SW', 'TM'],
  HoldChildInNeedReview: ['SW', 'TM'],
  RecordChildInNeedVisit: ['SW'],
  EndChildInNeedPlan: ['TM'],
  AgreeShortBreakBudget: ['TM'],
  EndShortBreakBudget: ['TM'],

  // A.9 Looked after
  StartCare: ['SW', 'PLC'],
  ChangeLegalStatus: ['LEG', 'SW'],
  ChangePlacement: ['PLC'],
  CeaseCare: ['SW', 'TM'],
  RecordRespiteStay: ['SW'],
  HoldCareReview: ['IRO'],
  CompleteReviewMinutes: ['IRO'],
  RecordIndependentReviewingOfficerContact: ['IRO'],
  RecordCareVisit: ['SW'],
  StartMissingEpisode: ['SW'],
  EndMissingEpisode: ['SW'],
  RecordHealthAssessment: ['SW'],
  RecordDentalCheck: ['SW'],
  RecordImmunisations: ['SW'],
  RecordStrengthsQuestionnaire: ['SW'],
  RecordAdoptionDecision: ['LEG', 'PLC'],
  RecordAdoptionDecisionReversal: ['LEG', 'PLC'],
  RecordPlacementOrder: ['LEG', 'PLC'],
  RecordAdoptionMatch: ['LEG', 'PLC'],
  RecordPlacementForAdoption: ['LEG', 'PLC'],
  RecordAdoptionOrder: ['LEG', 'PLC'],
  RecordSpecialGuardianshipOrder: ['LEG'],
  RecordChildArrangementsOrder: ['LEG'],
  RecordLegalPlanningMeeting: ['LEG'],
  StartPreProceedings: ['LEG'],
  IssueProceedings: ['LEG'],
  RecordCareOrderDischarge: ['LEG'],
  StartDeprivationOfLibertyOrder: ['LEG'],
  EndDeprivationOfLibertyOrder: ['LEG'],
  RecordUnaccompaniedStatus: ['SW'],
  RecordPreviousPermanence: ['SW'],

  // A.10 Care leaver
  SetLeaverEligibility: ['TM'],
  CompletePathwayPlan: ['PA'],
  ReviewPathwayPlan: ['PA'],
  AllocatePersonalAdviser: ['TM'],
  RecordLeaverContact: ['PA'],
  RecordLeaverAccommodation: ['PA'],
  RecordLeaverActivity: ['PA'],
};

const register = ['WFM', 'ADMIN'] as const;

/** A.11 names no one for the register: it is kept by who holds the right to manage the workforce. */
const byRegisterCommand: Readonly<Record<RegisterCommandName, readonly Role[]>> = {
  RegisterWorker: register,
  ChangeWorker: register,
  MoveWorkerToTeam: register,
  RecordWorkerLeft: register,
  // Who plans the work of a team plans its leave too.
  PlanWorkerLeave: [...register, 'TM'],
  CancelWorkerLeave: [...register, 'TM'],
  CreateTeam: register,
  ChangeTeam: register,
  SetEstablishment: register,
  OpenVacancy: register,
  FillVacancy: register,
  RecordRecruitmentStage: register,
};

const all: Readonly<Record<AnyCommandName, readonly Role[]>> = { ...byCommand, ...byRegisterCommand };

/** Whether there is a command of that name, about a child or in the register. */
export const isCommandName = (name: string): name is AnyCommandName => Object.hasOwn(all, name);

/** The roles that carry out a command. A service manager does whatever a team manager does. */
export function rolesThatCarryOut(command: AnyCommandName): readonly Role[] {
  const roles = all[command];
  return roles.includes('TM') ? [...roles, 'SM'] : roles;
}

/** Whether a person's role carries out a command. Whatever no role was given is refused, and so is a name there is not. */
export const mayCarryOut = ({ role }: Pick<Person, 'role'>, command: string): boolean =>
  isCommandName(command) && rolesThatCarryOut(command).includes(role);
