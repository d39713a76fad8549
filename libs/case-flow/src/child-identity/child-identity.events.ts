import { z } from 'zod';
import { disability, ethnicity, sex, upnUnknownReason } from '../codes.ts';
import { day, event, identifier, text } from '../event-type.ts';

/** The authority's own number of a child: 20 letters and digits at most (catalogue G32). */
export const laChildId = z.string().regex(/^[A-Za-z0-9]{1,20}$/, 'must be 1 to 20 letters and digits');

/** What identifies a person; encrypted with the child's key. */
export const personalDetails = {
  givenName: z.string().trim().min(1).max(100),
  familyName: z.string().trim().min(1).max(100),
  address: z.string().trim().min(1).max(400),
  homePostcode: z.string().trim().max(10),
  genderText: z.string().trim().max(60),
};

export const restrictionLevel = z.enum(['TEAM_ONLY', 'NAMED_WORKERS', 'ADOPTION_SEALED']);
export const siblingRelation = z.enum(['FULL', 'HALF', 'STEP', 'HOUSEHOLD']);
export const voidReason = z.enum(['WRONG_CHILD', 'DUPLICATE_ENTRY', 'NOT_HAPPENED']);
export const pregnancyOutcome = z.enum(['STILLBIRTH', 'MISCARRIAGE', 'TERMINATION', 'NOT_PREGNANT']);

/**
 * Who a child is, and the repair of what was recorded (catalogue A.1). Stored for decades: add fields, never rename or
 * remove them. What an event file may not know of a person is optional here; the commands ask for it.
 */
export const childIdentityEvents = {
  ChildRegistered: event(
    {
      laChildId: laChildId.optional(),
      upn: z.string().max(13).optional(),
      upnUnknownReason: upnUnknownReason.optional(),
      /** Exactly one of the two days is there (DfE 8525Q); both optional, so that an import without either is flagged, not lost. */
      dob: day.optional(),
      expectedDob: day.optional(),
      dobEstimated: z.boolean().optional(),
      sex: sex.optional(),
      ethnicity: ethnicity.optional(),
      disabilities: z.array(disability).optional(),
      homeArea: identifier.optional(),
    },
    { personal: personalDetails },
  ),
  UnbornChildBorn: event({ dob: day }, { on: 'dob' }),
  PregnancyEnded: event({ endedOn: day, outcome: pregnancyOutcome }, { on: 'endedOn' }),
  /** `from` and `to` stand in the personal part where the field does. */
  DemographicsAmended: event(
    { field: z.string().max(40), from: z.json().optional(), to: z.json().optional() },
    { personal: { from: text, to: text, reason: text } },
  ),
  ChildDied: event({ diedOn: day, verifiedByCertificate: z.boolean().optional() }, { on: 'diedOn' }),
  SiblingLinked: event({ otherChildId: identifier, relation: siblingRelation, placedTogether: z.boolean().optional() }),
  SiblingUnlinked: event({ otherChildId: identifier }),
  /** Two records that look alike and are of two children: on both streams, and never suggested as one again. */
  NotSameChildRecorded: event({ otherChildId: identifier }, { personal: { reason: text } }),
  NotSameChildWithdrawn: event({ otherChildId: identifier }, { personal: { reason: text } }),
  /** Somebody asks the records manager to merge two records: on both streams. */
  MergeRequested: event({ otherChildId: identifier }, { personal: { reason: text } }),
  MotherhoodRecorded: event({ isMother: z.boolean(), childsDob: day.optional() }),

  /** On the survivor's stream. `fieldChoices` says of which of the two records a field is kept; the survivor's otherwise. */
  DuplicateRecordsMerged: event(
    {
      survivorId: identifier,
      mergedId: identifier,
      fieldChoices: z.record(z.string(), z.enum(['SURVIVOR', 'MERGED'])).optional(),
    },
    { personal: { reason: text } },
  ),
  /** Ends the merged child's own stream. */
  MergedInto: event({ survivorId: identifier, mergeEventId: identifier }),
  /** On both streams. */
  MergeReversed: event({ mergeEventId: identifier }, { personal: { reason: text } }),

  RecordRestricted: event(
    { level: restrictionLevel, allowed: z.array(identifier).optional(), authorisedBy: identifier.optional() },
    { personal: { reason: text } },
  ),
  RestrictionLifted: event({ authorisedBy: identifier.optional() }, { personal: { reason: text } }),
  RestrictedRecordAccessed: event({ accessedBy: identifier, granted: z.boolean() }, { personal: { reason: text } }),
  AdoptedRecordOpened: event({ newChildId: identifier, adoptionOrderOn: day }, { on: 'adoptionOrderOn' }),

  /** The latest correction known of a field counts, from its own recording on. `field` may be `occurredOn`. */
  EventDateCorrected: event(
    {
      targetEventId: identifier,
      field: z.string().max(40),
      from: z.string().max(30).optional(),
      to: z.string().max(30),
    },
    { personal: { reason: text } },
  ),
  EventVoided: event({ targetEventId: identifier, reason: voidReason.optional() }),
  /** A void of what was recorded for the wrong child; the fact itself is recorded anew on `toStream`. */
  EventReattributed: event({ targetEventId: identifier, toStream: z.string().max(90) }),
} as const;
