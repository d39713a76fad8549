/** The events that say which team and area hold a case. Every projection with a team reads them. */
export const holdingEvents = [
  'ReferralReceived',
  'CaseAllocated',
  'CaseTransferredBetweenTeams',
  'TeamCreated',
  'TeamChanged',
] as const;

/** Those that say whether a worker is qualified, in which team, and for how much of a post. */
export const workerEvents = ['WorkerRegistered', 'WorkerChanged', 'WorkerMovedTeam', 'WorkerLeft'] as const;

/** Those that say when a worker is away. */
export const leaveEvents = ['WorkerLeavePlanned', 'WorkerLeaveCancelled'] as const;

/** Everything the register says of workers and teams. */
export const registerEvents = [...workerEvents, 'TeamCreated', 'TeamChanged'] as const;

/** Those that say whether a case has a lead social worker: closure ends the allocation. */
export const leadEvents = [
  ...holdingEvents,
  ...workerEvents,
  'CaseDeallocated',
  'CaseClosed',
  'CaseReopenedInError',
] as const;

/** Those that say whether a referral was accepted: a decision, or the first activity where none is known. */
export const acceptanceEvents = [
  'ReferralDecided',
  'AssessmentStarted',
  'StrategyDiscussionHeld',
  'Section47Started',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'CinPlanStarted',
  'CareStarted',
] as const;
