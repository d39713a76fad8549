import fc from 'fast-check';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { anyDay, first, told, type Told } from './told.ts';

/** A story told step by step: `later` goes on by one of the gaps, `pick` chooses, both round and round. */
interface Telling {
  readonly n: number;
  readonly start: PlainDate;
  readonly later: (days?: number) => PlainDate;
  readonly pick: <T>(...choices: readonly T[]) => T;
}

/** A referral that came through the early help hub, an assessment of the old kind, and a long plan with what is due on it. */
function protection({ n, start, later, pick }: Telling): readonly Told[] {
  const id = { caseId: `K${n}` };
  const plan = { planId: `P${n}` };
  const fortnights = Array.from({ length: pick(4, 9, 14) }, () => pick(7, 14, 21));
  return [
    told('ContactReceived', start, { contactId: `N${n}`, source: '6', hub: 'EARLY_HELP_HUB' }),
    told('ReferralReceived', later(), { ...id, source: '1A', teamId: 'T1', areaId: 'EAST' }),
    told('ReferralDecided', later(1), { ...id, decision: 'ACCEPT_ASSESS' }),
    told('CaseAllocated', later(1), { ...id, workerId: pick('W1', 'W2', 'W3'), role: 'LEAD_SW', teamId: 'T1' }),
    told('AssessmentStarted', later(), { ...id, assessmentId: `A${n}`, kind: pick('CORE', 'INITIAL', 'SINGLE') }),
    told('AssessmentReviewPointHeld', later(), { assessmentId: `A${n}`, point: '30' }),
    told('AssessmentAuthorised', later(), { assessmentId: `A${n}`, outcome: pick('NFA', 'CIN_PLAN') }),
    told('InitialConferenceHeld', later(), { ...id, conferenceId: `I${n}`, outcome: 'CP_PLAN' }),
    told('CpPlanStarted', later(0), { ...id, ...plan, category: pick('NEG', 'EMO', 'PHY') }),
    told('CoreGroupHeld', later(7), plan),
    ...fortnights.map((days) => told('CpVisitMade', later(days), { ...plan, seen: true, alone: pick(true, false) })),
    told('CoreGroupHeld', later(), plan),
    told('ReviewConferenceHeld', later(), { ...plan, decision: 'CONTINUE' }),
    told('CpPlanEnded', later(pick(20, 800)), plan),
    told('CinPlanStarted', later(0), { ...id, cinPlanId: `Q${n}`, kind: 'STEP_DOWN_FROM_CPP' }),
    told('CinReviewHeld', later(), { cinPlanId: `Q${n}` }),
    told('CinReviewHeld', later(60), { cinPlanId: `Q${n}` }),
    told('CinPlanEnded', later(), { cinPlanId: `Q${n}`, reason: 'NEED_MET' }),
    told('CaseClosed', later(), { ...id, reason: 'RC8' }),
  ];
}

/** Care that lasts years, with moves, visits, reviews and days away, and ends in adoption, guardianship or with age. */
function care({ n, start, later, pick }: Telling): readonly Told[] {
  const period = { periodId: `L${n}` };
  const placed = (days: number | undefined, type: string) =>
    told('PlacementStarted', later(days), {
      ...period,
      placementId: `Z${n}-${days ?? 0}-${type}`,
      type,
      carerId: pick('F1', 'F2'),
    });
  const begun = addDays(start, -pick(40, 400, 1100));
  return [
    told('CareStarted', begun, {
      ...period,
      legalStatus: pick('C2', 'E1', 'V2'),
      placement: { type: pick('U6', 'P1') },
    }),
    ...(pick(true, false) ? [placed(undefined, 'U4'), placed(25, 'K2'), placed(30, 'U6')] : []),
    told('CareVisitMade', later(), { ...period, seen: true }),
    told('CareReviewHeld', later(), period),
    told('MissingEpisodeStarted', later(), { missingId: `M${n}`, kind: pick('A', 'M') }),
    told('MissingEpisodeEnded', later(2), { missingId: `M${n}` }),
    told('PlacementOrderMade', later()),
    told('AdoptionMatched', later()),
    told('PlacedForAdoption', later()),
    told('LegalPlanningMeetingHeld', later()),
    told('CareOrderDischarged', later()),
    told('AdoptionOrderMade', later()),
    told('CareCeased', later(0), { ...period, reason: pick('E11', 'E12', 'E44', 'E45', 'E4A') }),
  ];
}

/** A young person on the way out of care: eligibility, plan, adviser, contact, home and what they do. */
function leaving({ n, start, later, pick }: Telling): readonly Told[] {
  const period = { periodId: `L${n}` };
  return [
    told('ChildRegistered', first, {
      dob: addDays(start, -pick(6200, 6560, 6900, 7200)),
      homeArea: pick('EAST', 'WEST'),
    }),
    told('CareStarted', addDays(start, -700), { ...period, legalStatus: 'C2' }),
    told('LeaverEligibilitySet', start, { category: 'ELIGIBLE' }),
    told('PathwayPlanCompleted', later()),
    told('CareCeased', later(), { ...period, reason: 'E8' }),
    told('LeaverEligibilitySet', later(0), { category: pick('FORMER_RELEVANT', 'RELEVANT', 'QUALIFYING') }),
    told('PersonalAdviserAllocated', later(), { workerId: pick('W1', 'W2'), teamId: 'T2' }),
    told('LeaverContactMade', later(), { inTouch: pick('YES', 'NO') }),
    told('AccommodationRecorded', later(), { code: pick('U', 'X', '0'), suitable: pick(1, 2) }),
    told('ActivityRecorded', later(), { code: pick('F2', 'G5') }),
    told('PathwayPlanReviewed', later(150)),
    told('LeaverContactMade', later(), { inTouch: 'YES' }),
    told('AccommodationRecorded', later(), { code: pick('U', 'R'), suitable: pick(1, 2) }),
    told('ActivityRecorded', later(), { code: pick('F2', 'G5') }),
  ];
}

/** One of these stories up to some point, by the ids of number `least` or one of the three after it. */
export const longerStories = (least: number): fc.Arbitrary<readonly Told[]> =>
  fc
    .tuple(
      fc.constantFrom(protection, care, leaving),
      anyDay,
      fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 9, maxLength: 9 }),
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: least, max: least + 3 }),
    )
    .map(([story, start, gaps, length, n]) => {
      let on = start;
      let step = 0;
      const gap = () => gaps[step++ % gaps.length]!;
      const later = (days = gap()) => (on = addDays(on, days));
      return story({ n, start, later, pick: (...choices) => choices[gap() % choices.length]! }).slice(0, length);
    });
