import fc from 'fast-check';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { anyDay, told, type Told } from './told.ts';

/**
 * A referral and what followed, as it ought to go, up to some point: early help, contact, decision, allocation, assessment,
 * enquiry, conference, plan, care, short breaks, help, closure. `gaps` are the days between its steps.
 */
function story(n: number, start: PlainDate, gaps: readonly number[], length: number): readonly Told[] {
  let on = start;
  let step = 0;
  const gap = () => gaps[step++ % gaps.length]!;
  const later = () => (on = addDays(on, gap()));
  const id = { caseId: `K${n}` };
  const team = () => ({ teamId: `T${gap() % 3}`, areaId: gap() % 4 === 0 ? 'EAST' : 'WEST' });
  const isNoFurtherAction = gap() % 5 === 0;
  const movedHere = gap() % 5 === 0;
  const steps = [
    told('EarlyHelpRequested', on, { ehId: `H${n}`, origin: gap() % 3 > 0 ? 'SCHOOL' : 'SELF' }),
    told('TargetedSupportRegistered', later(), { familyId: `F${n % 2}` }),
    told('EarlyHelpAssessmentCompleted', on, { ehId: `H${n}`, tool: 'EHA', purpose: 'ASSESSMENT' }),
    told('SupportGroupCaseHeard', later(), { groupId: 'G1', issueCodes: ['HOUSING'] }),
    told('ContactReceived', on, { contactId: `N${n}`, source: '6', hub: 'MASH', children: ['C1', 'C2'] }),
    told('ContactScreened', later(), { contactId: `N${n}`, screenedBy: 'W9', qualified: gap() % 4 > 0 }),
    told('ContactDecided', on, { contactId: `N${n}`, outcome: 'REFERRAL' }),
    told('EarlyHelpSteppedUp', on, { ehId: `H${n}`, toReferral: `K${n}`, reason: 'RISK_INCREASED' }),
    told('ReferralReceived', on, { ...id, source: '2A', ...team() }),
    ...(movedHere ? [told('TransferInNotified', on, { ...id, fromLa: '330', hadCpp: true })] : []),
    told('ReferralDecided', later(), { ...id, decision: isNoFurtherAction ? 'NFA' : 'ACCEPT_ASSESS' }),
  ];
  if (isNoFurtherAction) return steps.slice(0, length);
  const assessed = { assessmentId: `A${n}` };
  steps.push(
    told('CaseAllocated', later(), { ...id, workerId: 'W1', role: 'LEAD_SW', ...team() }),
    told('AssessmentStarted', later(), {
      ...id,
      ...assessed,
      kind: gap() % 4 > 0 ? 'SINGLE' : 'INITIAL',
      basis: 'S17',
    }),
    told('StrategyDiscussionHeld', later(), { ...id, strategyId: `S${n}`, kind: 'MEETING', outcome: 'S47_JOINT' }),
    told('Section47Started', on, { ...id, s47Id: `E${n}`, strategyId: `S${n}` }),
    told('ChildSeenDuringAssessment', later(), assessed),
    told('AssessmentReviewPointHeld', later(), { ...assessed, point: '15' }),
    told('Section47Concluded', later(), { ...id, s47Id: `E${n}`, outcome: 'ICPC', icpcRequired: true }),
    told('InitialConferenceHeld', later(), {
      ...id,
      conferenceId: `I${n}`,
      outcome: 'CP_PLAN',
      ...(movedHere ? { transferIn: true } : { s47Id: `E${n}` }),
    }),
    told('CpPlanStarted', on, { ...id, planId: `P${n}`, category: 'NEG' }),
    told('AssessmentAuthorised', later(), { ...assessed, outcome: 'STRATEGY', factors: ['16A'], childSeen: true }),
    told('CaseDeallocated', later(), { ...id, workerId: 'W1' }),
    told('CpCategoryChanged', later(), { planId: `P${n}`, category: 'EMO' }),
    told('CaseTransferredBetweenTeams', later(), { ...id, fromTeam: 'T0', toTeam: 'T2', area: 'WEST' }),
    told('CaseAllocated', later(), { ...id, workerId: 'W2', role: 'LEAD_SW', teamId: 'T2' }),
    told('ReviewConferenceHeld', later(), { planId: `P${n}`, decision: 'CONTINUE' }),
    told('ReviewConferenceHeld', later(), { planId: `P${n}`, decision: 'END' }),
    told('CareStarted', later(), { ...id, periodId: `L${n}`, legalStatus: gap() % 4 > 0 ? 'V2' : 'V4' }),
    told('CpPlanEnded', on, { planId: `P${n}`, reason: 'BECAME_CLA' }),
    told('PlacementStarted', on, { periodId: `L${n}`, placementId: `Z${n}`, type: 'U3', regBasis: 'REG24' }),
    told('CareVisitMade', later(), { periodId: `L${n}`, seen: true }),
    told('CareReviewHeld', later(), { periodId: `L${n}` }),
    told('PlacementStarted', later(), { periodId: `L${n}`, placementId: `Y${n}`, type: 'U6', sameCarer: false }),
    told('MissingEpisodeStarted', later(), { missingId: `M${n}`, kind: 'M' }),
    told('MissingEpisodeEnded', later(), { missingId: `M${n}`, returnInterviewOffered: true }),
    told('LegalStatusChanged', later(), { periodId: `L${n}`, legalStatus: 'C1' }),
    told('CareReviewHeld', later(), { periodId: `L${n}` }),
    told('ShortBreakBudgetAgreed', later(), { ...id, budgetId: `B${n}` }),
    told('CareCeased', later(), { periodId: `L${n}`, reason: 'E4A' }),
    told('CinPlanStarted', later(), { ...id, cinPlanId: `Q${n}`, kind: 'STEP_DOWN_FROM_CPP' }),
    told('CinReviewHeld', later(), { cinPlanId: `Q${n}` }),
    told('TargetedSupportEnded', later(), { familyId: `F${n % 2}` }),
    told('CinPlanEnded', later(), { cinPlanId: `Q${n}`, reason: 'NEED_MET' }),
    told('ShortBreakBudgetEnded', later(), { ...id, budgetId: `B${n}` }),
    told('CaseClosed', later(), { ...id, reason: 'RC7' }),
  );
  return steps.slice(0, length);
}

/** Any such story; the ids in it are those of number `least` or one of the three after it. */
export const stories = (least: number): fc.Arbitrary<readonly Told[]> =>
  fc
    .tuple(
      anyDay,
      fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 9, maxLength: 9 }),
      fc.integer({ min: 3, max: 47 }),
      fc.integer({ min: least, max: least + 3 }),
    )
    .map(([start, gaps, length, n]) => story(n, start, gaps, length));
