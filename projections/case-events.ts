/** The events that shape a case: who holds it, whether it is accepted, when it ends. Every projection with a team reads them. */
export const caseEvents = [
  'ReferralReceived',
  'ReferralDecided',
  'CaseAllocated',
  'CaseDeallocated',
  'CaseTransferredBetweenTeams',
  'CaseClosed',
  'CaseReopenedInError',
  'AssessmentStarted',
  'StrategyDiscussionHeld',
  'Section47Started',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'CinPlanStarted',
  'CareStarted',
] as const;
