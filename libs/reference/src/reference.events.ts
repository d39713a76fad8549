import { day, event, identifier, text, type EventType } from '#case-flow/event-type';
import { z } from 'zod';

/** `TOTAL`, `England`, a region by name, an authority's three-digit code, or the id of an area of the authority. */
const area = z
  .string()
  .regex(/^[\w.:-][\w.: -]{0,79}$/, 'must be TOTAL, England, a region, the code of an authority, or the id of an area');
const measureId = z.string().regex(/^[A-Za-z][\w.-]{1,39}$/, 'must be the id of a measure, such as RF-05');
const authorityCode = z.string().regex(/^[\w.:-]{1,20}$/, 'must be the code of an authority, such as 330');
const name = z.string().trim().min(1).max(200);
const colour = z.enum(['GREEN', 'AMBER', 'RED']);

/**
 * Events that stand on the stream of an authority, `authority-<code>`, by name (catalogue A.11). They are the storage
 * format: add fields, never rename or remove them. What was published or decided wrongly is voided and recorded anew.
 */
export const authorityEvents: Readonly<Record<string, EventType>> = {
  /** The people aged 0 to 17 of the whole authority (`TOTAL`) or of one area in the middle of a year, as published in `vintage`. */
  PopulationEstimateLoaded: event({
    area,
    midYear: z.int().min(1900).max(2200),
    age0to17: z.int().min(0),
    vintage: z.string().trim().min(1).max(80),
    source: name.optional(),
    licence: name.optional(),
  }),
  /** A published figure to compare with. `measure` is the id of our measure of the same definition. */
  ComparatorLoaded: event(
    {
      measure: measureId,
      area,
      areaName: name.optional(),
      level: z.enum(['national', 'region', 'la', 'neighbours']).optional(),
      yearEnding: day,
      value: z.number(),
      numerator: z.number().optional(),
      denominator: z.number().optional(),
      publishedOn: day.optional(),
      source: name,
      licence: name.optional(),
    },
    { on: 'yearEnding' },
  ),
  /** The authorities an authority compares itself with, nearest first. A later set takes the place of the one before. */
  NeighboursSet: event(
    { authority: authorityCode, codes: z.array(authorityCode).min(1).max(30), model: name, from: day },
    { on: 'from' },
  ),
  /** Which authority this is. */
  AuthorityDescribed: event({ code: authorityCode, name, region: name.optional() }),
  /** What a figure should come to from a day on, and how far off is still AMBER (catalogue C.10). */
  TargetSet: event(
    {
      measure: measureId,
      value: z.number(),
      polarity: z.enum(['high', 'low', 'none']).optional(),
      tolerance: z.number().min(0).optional(),
      from: day,
      until: day.optional(),
    },
    { on: 'from' },
  ),
  /** Which reading of a definition is in force from a day on (catalogue C.11). */
  PolicySet: event({ key: identifier, value: z.string().trim().min(1).max(80), from: day }, { on: 'from' }),
  /** A rating or trend that is shown otherwise than computed; both are kept, with the reason (catalogue C.10, G20). */
  RatingOverridden: event(
    {
      measure: measureId,
      asAt: day,
      what: z.enum(['rating', 'trend']),
      computed: colour.nullish(),
      shown: colour,
      reason: text,
    },
    { on: 'asAt' },
  ),
  /** What somebody wrote under a figure. About figures, never about a child: it is not encrypted. */
  CommentaryAdded: event({ measure: measureId, asAt: day, text }, { on: 'asAt' }),
  /** Takes an earlier event of this stream back. */
  EventVoided: event({ targetEventId: identifier, reason: z.string().trim().min(1).max(80).optional() }),
};

/** The names of the events that reference data is made of. */
export const authorityEventNames: readonly string[] = Object.keys(authorityEvents);
