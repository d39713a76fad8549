import { z } from 'zod';
import { day, event } from '../event-type.ts';
import { inTouch, leaverAccommodation, leaverActivity } from '../leaver-codes.ts';

/** What the OC3 file of the SSDA903 return tells of a care leaver (catalogue A.10, B.6). Add fields, never rename them. */
export const leavingCareEvents = {
  LeaverContactMade: event({ on: day, inTouch }, { on: 'on' }),
  AccommodationRecorded: event(
    {
      on: day,
      /** '0' where nothing is known. */
      code: z.enum([...leaverAccommodation.options, '0']),
      /** 1 suitable, 2 unsuitable. */
      suitable: z.union([z.literal(1), z.literal(2)]).optional(),
      reasonUnsuitable: z.string().max(80).optional(),
    },
    { on: 'on' },
  ),
  ActivityRecorded: event({ on: day, code: leaverActivity }, { on: 'on' }),
} as const;
