import { z } from 'zod';
import { day, event, identifier } from '../event-type.ts';
import { inTouch, leaverAccommodation, leaverActivity, leaverEligibility } from '../leaver-codes.ts';

/** Leaving care (catalogue A.10, B.6). Stored for decades: add fields, never rename or remove them. */
export const leavingCareEvents = {
  /** From 21 on, a young person who is set again asked for support until 25. OTHER ends the entitlement. */
  LeaverEligibilitySet: event({ category: leaverEligibility, from: day }, { on: 'from' }),
  PathwayPlanCompleted: event({ on: day }, { on: 'on' }),
  PathwayPlanReviewed: event({ on: day }, { on: 'on' }),
  PersonalAdviserAllocated: event({ workerId: identifier, teamId: identifier.optional(), from: day }, { on: 'from' }),
  LeaverContactMade: event({ on: day, inTouch }, { on: 'on' }),
  AccommodationRecorded: event(
    {
      on: day,
      /** '0' where nothing is known. */
      code: z.enum([...leaverAccommodation.options, '0']),
      /** 1 suitable, 2 unsuitable. */
      suitable: z.literal([1, 2], { error: 'must be the number 1 or 2' }).optional(),
      reasonUnsuitable: z.string().max(80).optional(),
    },
    { on: 'on' },
  ),
  ActivityRecorded: event({ on: day, code: leaverActivity }, { on: 'on' }),
} as const;
