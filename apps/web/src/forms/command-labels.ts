import type { AnyCommandName } from '#access/commands-by-role';
import type { Said } from './labels.ts';

const dayOfIt = (what: string): Readonly<Record<string, Said>> => ({ on: `Day ${what}` });

/** The labels of fields that mean something of their own in a command: its days above all. */
export const labelsOfCommands: Readonly<Partial<Record<AnyCommandName, Readonly<Record<string, Said>>>>> = {
  RecordPregnancyEnded: { endedOn: 'Day the pregnancy ended', outcome: 'How the pregnancy ended' },
  AmendDemographics: { field: 'Detail to amend', to: 'New value', reason: 'Reason for the amendment' },
  RecordDeath: { diedOn: 'Day of death', verifiedByCertificate: 'Has the death certificate been seen?' },
  LinkSibling: { relation: 'Relation of the two children', placedTogether: 'Are they placed together?' },
  RecordMotherhood: { isMother: 'Is the child a mother?', childsDob: "Date of birth of the child's own child" },
  CorrectEventDate: { targetEventId: 'Entry to correct', field: 'Date to correct', to: 'Right date' },
  VoidEvent: { targetEventId: 'Entry to take out', reason: 'Reason why the entry is wrong' },
  ReattributeEvent: { targetEventId: 'Entry to move', toChildId: 'Child the entry is about' },
  MergeDuplicateRecords: {
    mergedId: ['Record to merge into this one', 'The identifier of the other record of this child.'],
    fieldChoices: ['Details to take from the other record', 'One on each line, for example dob: MERGED.'],
  },
  ReverseMerge: { mergeEventId: 'Merge to reverse' },
  RestrictRecord: {
    level: 'Who may open the record',
    allowed: ['Workers who may open the record', 'One on each line. Only where named workers may.'],
  },
  RecordRestrictedAccess: { accessedBy: 'Worker who opened the record', granted: 'Was the record opened?' },
  OpenAdoptedRecord: {
    newChildId: ['New record of the child', 'The identifier of the record opened after the adoption.'],
    adoptionOrderOn: 'Day of the adoption order',
  },

  ReceiveContact: {
    source: 'Source of the contact',
    sourceOrg: 'Organisation it came from',
    method: 'How the contact was made',
    receivedAt: 'Date and time the contact was received',
    hub: 'Where the contact was received',
    reasonCodes: ['Reasons', 'One on each line.'],
    onOpenCase: 'Is it about an open case?',
  },
  ScreenContact: {
    screenedAt: 'Date and time the contact was screened',
    qualified: ['Was the worker qualified on that day?', 'The register of workers says so unless you do.'],
    ragThreshold: 'Threshold rating',
  },
  RerateContact: {
    ratedAt: 'Date and time the contact was rated again',
    ratedBy: 'Worker who rated the contact again',
    ragThreshold: 'Threshold rating',
    reason: 'Reason for the other rating',
  },
  RequestAgencyChecks: { at: 'Date and time the agency was asked' },
  RecordAgencyChecks: { at: 'Date and time the agency answered' },
  DecideContact: {
    outcome: 'Decision on the contact',
    decidedAt: 'Date and time of the decision',
    rationale: 'Rationale',
  },
  ReopenContact: { reopenedOn: 'Day the contact is reopened', reason: 'Reason for reopening it' },

  EscalateQueue: {
    queue: 'What waits',
    subjectId: 'Case or contact that waits',
    toRole: 'Role it goes to',
    step: 'Step of the escalation',
    waitedSince: 'First day of the wait',
  },
  AcknowledgeEscalation: { acknowledgedAt: 'Date and time it was taken up', note: 'What is being done about it' },

  RequestEarlyHelp: {
    origin: 'Where the request came from',
    stepDownFrom: ['What the child is stepped down from', 'Only for a step down.'],
    requestedOn: 'Day early help was requested',
  },
  StartEarlyHelpAssessment: { startedOn: 'Day the early help assessment started' },
  CompleteEarlyHelpAssessment: {
    completedOn: 'Day the early help assessment was completed',
    purpose: 'What it was for',
  },
  HoldTeamAroundFamily: { heldOn: 'Day of the team around the family meeting' },
  StartEarlyHelpPlan: { startedOn: 'Day the early help plan started' },
  ReviewEarlyHelp: { reviewedOn: 'Day of the early help review' },
  StepUpEarlyHelp: {
    toReferral: 'Case it goes to',
    reason: 'Reason for the step up',
    steppedUpOn: 'Day of the step up to social care',
  },
  CloseEarlyHelp: { closedOn: 'Day early help was closed', outcome: 'Outcome of early help' },
  RecordSupportGroupCase: { heardOn: 'Day the support group heard the case' },
  RegisterTargetedSupport: { registeredOn: 'Day of the registration for targeted support' },
  EndTargetedSupport: { endedOn: 'Day targeted support ended' },

  ReceiveReferral: {
    referredOn: ['Day of the referral', 'It may be a weekend or a bank holiday.'],
    reason: 'Account of the referral',
    teamId: 'Team the case goes to',
    areaId: 'Area of the case',
  },
  DecideReferral: {
    decision: 'Decision on the referral',
    decidedOn: 'Day of the decision',
    reason: ['Reason in a few words', 'Up to 80 characters. Write no names here.'],
  },
  RecordPrimaryNeed: { code: 'Primary need' },
  NotifyTransferIn: {
    notifiedOn: ['Day the other authority notified us', 'It is the day of the referral.'],
    hadCpp: 'Was the child on a child protection plan there?',
    teamId: 'Team the case goes to',
    areaId: 'Area of the case',
  },
  AllocateCase: {
    workerId: 'Worker the case is allocated to',
    teamId: 'Team of the worker',
    areaId: 'Area of the team',
    role: 'Role with the child',
    from: 'First day of the allocation',
  },
  DeallocateCase: {
    workerId: 'Worker who leaves the case',
    until: 'Day the allocation ends',
    reason: 'Reason for the change of worker',
  },
  TransferCaseBetweenTeams: {
    fromTeam: 'Team the case comes from',
    toTeam: 'Team the case goes to',
    effectiveOn: 'First day with the new team',
    area: 'Area of the new team',
  },
  CloseCase: {
    closedOn: 'Day the case closes',
    reason: 'Reason for the closure',
    stepDownTo: ['Step down to', 'Only where another service takes over.'],
  },
  TransferCaseOut: {
    effectiveOn: 'Day the case moves',
    cppTransfer: 'Does a child protection plan move with it?',
  },
  ReopenCaseClosedInError: { reopenedOn: 'Day the case is reopened', reason: 'Reason why the closure was wrong' },

  StartAssessment: {
    kind: 'Kind of assessment',
    startedOn: 'Day the assessment started',
    basis: 'Legal basis',
    trigger: 'What led to the assessment',
    targetWd: ['Working days agreed for it', 'Leave it out for 45 working days.'],
    reviewPointOn: ['Day of the first review point', 'Agreed with the team manager.'],
  },
  RecordChildSeen: { seenOn: 'Day the child was seen' },
  HoldAssessmentReviewPoint: { point: 'Review point', heldOn: 'Day the review point was held' },
  SubmitAssessment: { submittedOn: 'Day the assessment was submitted' },
  AuthoriseAssessment: {
    authorisedOn: [
      'Day the assessment was authorised',
      'The day the agencies and the family were told, or you discussed and authorised it.',
    ],
    outcome: 'Outcome of the assessment',
  },
  RejectAssessment: { rejectedOn: 'Day the assessment was sent back', reason: 'What is to be done again' },
  CancelAssessment: { cancelledOn: 'Day the assessment was cancelled', reason: 'Reason for cancelling it' },

  HoldStrategyDiscussion: {
    heldAt: 'Date and time of the strategy discussion',
    kind: 'Kind of discussion',
    precededBy: 'What came before it',
    outcome: 'Outcome of the discussion',
  },
  StartSection47Enquiry: {
    startedOn: ['Day the section 47 enquiry started', 'The day of the strategy discussion that decided on it.'],
  },
  ConcludeSection47Enquiry: {
    concludedOn: 'Day the section 47 enquiry was concluded',
    outcome: 'Outcome of the enquiry',
  },
  RequestConference: { requestedOn: 'Day the conference was requested' },
  ScheduleConference: { plannedOn: ['Day the conference is booked for', 'A Monday to a Friday.'] },
  HoldInitialConference: {
    heldOn: 'Day of the initial child protection conference',
    transferIn: [
      'Was it held because the child moved here with a plan?',
      'A receiving conference follows no enquiry of ours.',
    ],
    outcome: 'Outcome of the conference',
    children: ['Children the conference was about', 'One identifier on each line.'],
  },
  CancelConference: { reason: ['Reason in a few words', 'Up to 80 characters. Write no names here.'] },

  StartChildProtectionPlan: {
    startedOn: ['First day of the plan', 'The day of the conference that decided on it.'],
    previousPlansHere: ['Earlier plans of this authority that are not recorded here', 'A whole number.'],
    temporaryForLa: ['Authority whose plan it is', 'Only for a child who stays here for a time.'],
  },
  ChangeCategoryOfAbuse: dayOfIt('the category changes'),
  HoldCoreGroup: { heldOn: 'Day of the core group', chairedBy: 'Who chaired the core group' },
  RecordChildProtectionVisit: { visitedOn: 'Day of the visit' },
  HoldReviewConference: { heldOn: 'Day of the review conference' },
  EndChildProtectionPlan: {
    endedOn: 'Day the plan ends',
    reason: 'Reason why the plan ends',
    at: 'Where it was decided',
  },
  StartChildInNeedPlan: {
    startedOn: 'First day of the plan',
    kind: 'Kind of plan',
    minimumUntil: ['Day until which the plan is held at least', 'Leave it out for three months after a step down.'],
  },
  HoldChildInNeedReview: {
    heldOn: 'Day of the review',
    decision: ['Decision in a few words', 'Up to 80 characters. Write no names here.'],
  },
  RecordChildInNeedVisit: { visitedOn: 'Day of the visit' },
  EndChildInNeedPlan: { endedOn: 'Day the plan ends', reason: 'Reason why the plan ends' },
  AgreeShortBreakBudget: {
    from: 'First day of the budget',
    until: 'Last day of the budget',
    hours: 'Hours agreed',
  },
  EndShortBreakBudget: { until: 'Last day of the budget' },

  StartCare: {
    startedOn: 'First day the child is looked after',
    'placement.type': ['Type of placement', 'Leave the whole placement out where it is not known yet.'],
  },
  ChangeLegalStatus: { ...dayOfIt('the legal status changes'), legalStatus: 'New legal status' },
  ChangePlacement: {
    ...dayOfIt('the placement changes'),
    type: 'Type of the new placement',
    changeReason: 'Reason for the change of placement',
  },
  CeaseCare: {
    ceasedOn: 'Day the child ceases to be looked after',
    reason: 'Reason why the period of care ceases',
    destination: ['Where the child goes', 'In a few words, without names or an address.'],
  },
  RecordRespiteStay: { from: 'First day of the stay', until: 'Last day of the stay' },
  HoldCareReview: { heldOn: 'Day of the review', kind: 'Which review it was' },
  CompleteReviewMinutes: { completedOn: 'Day the minutes were completed' },
  RecordCareVisit: { visitedOn: 'Day of the visit' },
  StartMissingEpisode: { from: 'Date and time the child went missing', kind: 'Kind of absence' },
  EndMissingEpisode: {
    until: 'Date and time the child was found',
    returnInterviewOffered: 'Was a return interview offered?',
    returnInterviewOfferedAt: 'Date and time the return interview was offered',
    accepted: 'Was the return interview accepted?',
  },
  RecordIndependentReviewingOfficerContact: dayOfIt('of the contact with the child'),
  RecordHealthAssessment: dayOfIt('of the health assessment'),
  RecordDentalCheck: dayOfIt('of the dental check'),
  RecordImmunisations: { ...dayOfIt('the immunisations were checked'), upToDate: 'Are the immunisations up to date?' },
  RecordStrengthsQuestionnaire: {
    ...dayOfIt('of the strengths and difficulties questionnaire'),
    score: ['Score', 'A whole number from 0 to 40.'],
    reason: ['Reason why there is no score', 'Only without a score.'],
  },

  RecordAdoptionDecision: dayOfIt('of the decision for adoption'),
  RecordAdoptionDecisionReversal: { ...dayOfIt('the decision was reversed'), reason: 'Reason for the reversal' },
  RecordPlacementOrder: dayOfIt('of the placement order'),
  RecordAdoptionMatch: {
    ...dayOfIt('the child was matched'),
    adoptersFostered: 'Did the adopters foster the child before?',
    adopters: 'Number of adopters',
    adopterGender: 'Gender of the adopters',
    adopterStatus: 'Legal status of the adopters',
  },
  RecordPlacementForAdoption: dayOfIt('the child was placed for adoption'),
  RecordAdoptionOrder: dayOfIt('of the adoption order'),
  RecordSpecialGuardianshipOrder: dayOfIt('of the special guardianship order'),
  RecordChildArrangementsOrder: dayOfIt('of the child arrangements order'),
  RecordLegalPlanningMeeting: {
    ...dayOfIt('of the legal planning meeting'),
    outcome: ['Outcome', 'A code: capitals, digits and underscores.'],
  },
  StartPreProceedings: {
    ...dayOfIt('pre-proceedings started'),
    outcome: ['Outcome', 'A code: capitals, digits and underscores.'],
  },
  IssueProceedings: {
    ...dayOfIt('proceedings were issued'),
    outcome: ['Outcome', 'A code: capitals, digits and underscores.'],
  },
  RecordCareOrderDischarge: {
    ...dayOfIt('the care order was discharged'),
    outcome: ['Outcome', 'A code: capitals, digits and underscores.'],
  },
  StartDeprivationOfLibertyOrder: { from: 'First day of the deprivation of liberty order' },
  EndDeprivationOfLibertyOrder: { until: 'Last day of the deprivation of liberty order' },
  RecordUnaccompaniedStatus: {
    from: 'First day as an unaccompanied asylum-seeking child',
    until: 'Day the status ended',
  },
  RecordPreviousPermanence: {
    kind: 'Kind of permanence before this care',
    on: ['Day of the order', 'Leave it out where nobody knows.'],
    la: 'Authority that arranged it',
  },

  SetLeaverEligibility: { category: 'Category of care leaver', from: 'First day in this category' },
  CompletePathwayPlan: dayOfIt('the pathway plan was completed'),
  ReviewPathwayPlan: dayOfIt('the pathway plan was reviewed'),
  AllocatePersonalAdviser: {
    workerId: 'Personal adviser',
    teamId: 'Team of the personal adviser',
    from: 'First day with the personal adviser',
  },
  RecordLeaverContact: { ...dayOfIt('of the contact'), inTouch: 'Whether the young person is in touch' },
  RecordLeaverAccommodation: {
    ...dayOfIt('the accommodation was known'),
    code: 'Accommodation',
    suitable: [
      'Suitability of the accommodation',
      'Every kind of home is judged, unless the young person is abroad or nobody knows where.',
    ],
    reasonUnsuitable: 'Reason why it is unsuitable',
  },
  RecordLeaverActivity: { ...dayOfIt('the activity was known'), code: 'Main activity' },

  RegisterWorker: {
    workerId: ['Identifier of the worker', 'Letters and digits, for example W120.'],
    from: 'First day in post',
    role: 'Role',
  },
  ChangeWorker: { from: 'First day of the change', role: 'Role' },
  MoveWorkerToTeam: { teamId: 'New team', from: 'First day with the new team' },
  PlanWorkerLeave: { from: 'First day of leave', until: 'Last day of leave', reason: 'Reason for the leave' },
  CancelWorkerLeave: { from: 'First day of the leave to cancel' },
  RecordWorkerLeft: {
    ...dayOfIt('after the last day in post'),
    reason: ['Reason in a few words', 'Up to 80 characters. Write no names here.'],
  },
  CreateTeam: {
    teamId: ['Identifier of the team', 'Capitals and dashes, for example ASSESSMENT-NORTH.'],
    type: 'Type of team',
    citywide: 'Does the team work for the whole authority?',
    from: 'First day of the team',
  },
  ChangeTeam: { type: 'Type of team', from: 'First day of the change' },
  SetEstablishment: {
    fte: ['Posts the service is funded for', '1 is a full-time post.'],
    from: 'First day with these posts',
  },
  OpenVacancy: { fte: ['Posts that are vacant', '1 is a full-time post.'], on: 'Day the vacancy opened' },
  FillVacancy: { fte: ['Posts that were filled', '1 is a full-time post.'], on: 'Day the vacancy was filled' },
  RecordRecruitmentStage: {
    stage: 'Stage of the recruitment',
    on: 'Day the stage was reached',
    newlyQualified: 'Is the applicant newly qualified?',
    overseas: 'Was the applicant recruited from abroad?',
  },
};
