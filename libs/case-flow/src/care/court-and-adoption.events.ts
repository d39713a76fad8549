import { z } from 'zod';
import { day, event, identifier } from '../event-type.ts';
import { adopterGender, adopterStatus, adoptionReversal, previousPermanence } from '../leaver-codes.ts';

const fact = { caseId: identifier.optional(), on: day };
const dated = { on: 'on' } as const;
/** A short code where the catalogue lists none: capitals, digits and underscores, never a sentence. */
const code = z.string().regex(/^[A-Z0-9_]{1,40}$/, 'must be a code: capitals, digits and underscores');

/** Courts, permanence and adoption (catalogue A.9). Stored for decades: add fields, never rename or remove them. */
export const courtAndAdoptionEvents = {
  AdoptionDecisionMade: event(fact, dated),
  AdoptionDecisionReversed: event({ ...fact, reason: adoptionReversal.optional() }, dated),
  PlacementOrderMade: event(fact, dated),
  /** What is told of the adopters is the AD1 file of the SSDA903 return. */
  AdoptionMatched: event(
    {
      ...fact,
      adoptersFostered: z.boolean().optional(),
      adopters: z.literal([1, 2], { error: 'must be the number 1 or 2' }).optional(),
      adopterGender: adopterGender.optional(),
      adopterStatus: adopterStatus.optional(),
    },
    dated,
  ),
  PlacedForAdoption: event(fact, dated),
  AdoptionOrderMade: event(fact, dated),
  SgoMade: event({ ...fact, carerRelation: code.optional() }, dated),
  CaoMade: event({ ...fact, carerRelation: code.optional() }, dated),
  LegalPlanningMeetingHeld: event({ ...fact, outcome: code.optional() }, dated),
  PreProceedingsStarted: event({ ...fact, outcome: code.optional() }, dated),
  ProceedingsIssued: event({ ...fact, outcome: code.optional() }, dated),
  CareOrderDischarged: event({ ...fact, outcome: code.optional() }, dated),
  DolOrderStarted: event({ orderId: identifier.optional(), caseId: identifier.optional(), from: day }, { on: 'from' }),
  DolOrderEnded: event({ orderId: identifier.optional(), caseId: identifier.optional(), until: day }, { on: 'until' }),
  /** Not in the catalogue: the PREV_PERM file of the SSDA903 return, whose day may be unknown. */
  PreviousPermanenceRecorded: event(
    { kind: previousPermanence, on: day.optional(), la: z.string().max(40).optional() },
    { on: 'on' },
  ),
} as const;
