import { event, type EventType } from '#case-flow/event-type';
import { z } from 'zod';

/** Events that stand on the streams of an authority, by name (catalogue A.11). Add fields, never rename or remove them. */
export const authorityEvents: Readonly<Record<string, EventType>> = {
  /** The people aged 0 to 17 of the whole authority (`TOTAL`) or of one area in the middle of a year, as published in `vintage`. */
  PopulationEstimateLoaded: event({
    area: z.string().regex(/^[\w.:-]{1,80}$/, 'must be TOTAL or the id of an area'),
    midYear: z.int().min(1900).max(2200),
    age0to17: z.int().min(0),
    vintage: z.string().trim().min(1).max(80),
  }),
};
