import type { PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { command, type CommandType, type Decision } from '../command.ts';
import { identifier, type EventType } from '../event-type.ts';
import type { Journey } from '../journey.ts';
import { aCaseOfThisChild, anOpenCase } from '../referral/referral.rules.ts';
import { careEvents } from './care.events.ts';
import { aLookedAfterChild } from './care.rules.ts';

/** What must be so on the day of the fact: a child looked after, a case open, or nothing at all. */
type Needs = 'LOOKED_AFTER' | 'OPEN_CASE' | 'NOTHING';

/** Commands that record one fact as it is told (catalogue A.9): which event it becomes, and what it needs. */
const recordings = {
  RecordIndependentReviewingOfficerContact: ['IroContactMade', 'LOOKED_AFTER'],
  RecordHealthAssessment: ['HealthAssessmentDone', 'LOOKED_AFTER'],
  RecordDentalCheck: ['DentalCheckDone', 'LOOKED_AFTER'],
  RecordImmunisations: ['ImmunisationsRecorded', 'LOOKED_AFTER'],
  RecordStrengthsQuestionnaire: ['SdqScored', 'LOOKED_AFTER'],
  RecordAdoptionDecision: ['AdoptionDecisionMade', 'LOOKED_AFTER'],
  RecordAdoptionDecisionReversal: ['AdoptionDecisionReversed', 'LOOKED_AFTER'],
  RecordPlacementOrder: ['PlacementOrderMade', 'LOOKED_AFTER'],
  RecordAdoptionMatch: ['AdoptionMatched', 'LOOKED_AFTER'],
  RecordPlacementForAdoption: ['PlacedForAdoption', 'LOOKED_AFTER'],
  RecordAdoptionOrder: ['AdoptionOrderMade', 'LOOKED_AFTER'],
  RecordCareOrderDischarge: ['CareOrderDischarged', 'LOOKED_AFTER'],
  StartDeprivationOfLibertyOrder: ['DolOrderStarted', 'LOOKED_AFTER'],
  EndDeprivationOfLibertyOrder: ['DolOrderEnded', 'LOOKED_AFTER'],
  RecordSpecialGuardianshipOrder: ['SgoMade', 'OPEN_CASE'],
  RecordChildArrangementsOrder: ['CaoMade', 'OPEN_CASE'],
  RecordLegalPlanningMeeting: ['LegalPlanningMeetingHeld', 'OPEN_CASE'],
  StartPreProceedings: ['PreProceedingsStarted', 'OPEN_CASE'],
  IssueProceedings: ['ProceedingsIssued', 'OPEN_CASE'],
  RecordUnaccompaniedStatus: ['UnaccompaniedStatusRecorded', 'NOTHING'],
  RecordPreviousPermanence: ['PreviousPermanenceRecorded', 'NOTHING'],
} as const satisfies Record<string, readonly [keyof typeof careEvents, Needs]>;

type Recordings = typeof recordings;
type Recorded<Name extends keyof typeof careEvents> =
  (typeof careEvents)[Name]['payload'] extends z.ZodObject<infer Shape>
    ? z.ZodObject<Shape & { childId: typeof identifier }>
    : never;

/** The commands of the table above. Asked twice, they record once. */
export const recordingCommands = Object.fromEntries(
  Object.entries(recordings).map(([name, [type, needs]]) => [name, recording(type, needs)]),
) as unknown as { readonly [Name in keyof Recordings]: CommandType<Recorded<Recordings[Name][0]>> };

function recording(type: keyof typeof careEvents, needs: Needs): CommandType {
  const { payload, on }: EventType = careEvents[type];
  return command(z.object({ childId: identifier, ...payload.shape }), (journey, { childId: _, ...rest }, { today }) => {
    const asked: Readonly<Record<string, unknown>> = rest;
    const day = (on === undefined ? undefined : (asked[on] as PlainDate | undefined)) ?? today;
    const ids = Object.entries(idsFor(journey, needs, asked, day)).filter(([id]) => id in payload.shape);
    return unlessKnown(journey, { type, data: { ...asked, ...Object.fromEntries(ids) } } as Decision);
  });
}

/** Refuses what lacks its need, and finds the ids that the fact is then recorded with. */
function idsFor(
  journey: Journey,
  needs: Needs,
  asked: Readonly<Record<string, unknown>>,
  day: PlainDate,
): { readonly periodId?: string; readonly caseId?: string } {
  if (needs === 'NOTHING') return {};
  const named = asked['caseId'] as string | undefined;
  if (needs === 'OPEN_CASE') return { caseId: anOpenCase(journey, named, day).caseId };
  const { periodId, caseId } = aLookedAfterChild(journey, asked['periodId'] as string | undefined, day);
  const own = named === undefined ? caseId : aCaseOfThisChild(journey, named, day).caseId;
  return { periodId, ...(own === undefined ? {} : { caseId: own }) };
}
