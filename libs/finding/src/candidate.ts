import type { PlainDate } from '#calendar/plain-date';
import type { Found } from './candidates.ts';

/** How sure one may be that a record is of the child asked for. */
export type Strength = 'SAME' | 'LIKELY' | 'POSSIBLE';

/** A record found. */
export interface NamedCandidate {
  readonly restricted: false;
  readonly childId: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** Other names the child is or was known by. */
  readonly otherNames: readonly string[];
  readonly dob: PlainDate | null;
  readonly expectedDob: PlainDate | null;
  readonly sex: string | null;
  readonly diedOn: PlainDate | null;
  readonly laChildId: string | null;
  readonly postcode: string | null;
  readonly score: number;
  readonly strength: Strength;
  /** Why it was found, in words: "same family name", "birth date differs by one digit". */
  readonly reasons: readonly string[];
  /** Of the same family, with another given name: look twice before taking them for one child. */
  readonly mayBeSibling: boolean;
  /** A restricted record that may be named to whoever asks. */
  readonly isOpenedRestricted: boolean;
}

/** A restricted record was found: that there is one, and nothing that says whose, nor why it matched. */
export interface CandidateMarker {
  readonly restricted: true;
  readonly strength: Strength;
}

export type Candidate = NamedCandidate | CandidateMarker;

/** Which restricted records may be named: their ids, or a test that also knows the restriction and whom it allows. */
export type Openable =
  | ReadonlySet<string>
  | ((record: { readonly childId: string; readonly level: string; readonly allowed: readonly string[] }) => boolean);

/** From this score on a match is likely: both names, or one and the birth date, with at most a slip in one of them. */
const LIKELY = 50;

export const strengthOf = ({
  isSame,
  score,
  mayBeSibling,
}: Pick<Found, 'isSame' | 'score' | 'mayBeSibling'>): Strength =>
  isSame ? 'SAME' : score >= LIKELY && !mayBeSibling ? 'LIKELY' : 'POSSIBLE';

/** A record as it may be shown: by name, or as a marker. */
export function shownAs(found: Found, openable: Openable): Candidate {
  const { known, score, reasons, mayBeSibling } = found;
  const { childId, restriction, allowed, givenNames, familyNames } = known;
  if (restriction !== null && !isOpenable(openable, { childId, level: restriction, allowed }))
    return { restricted: true, strength: strengthOf(found) };
  return {
    restricted: false,
    childId,
    givenName: givenNames[0] ?? null,
    familyName: familyNames[0] ?? null,
    otherNames: [...givenNames.slice(1), ...familyNames.slice(1)],
    dob: known.dob,
    expectedDob: known.expectedDob,
    sex: known.sex,
    diedOn: known.diedOn,
    laChildId: known.laChildId,
    postcode: known.postcode,
    score,
    strength: strengthOf(found),
    reasons,
    mayBeSibling,
    isOpenedRestricted: restriction !== null,
  };
}

const isOpenable = (
  openable: Openable,
  record: { readonly childId: string; readonly level: string; readonly allowed: readonly string[] },
): boolean => (typeof openable === 'function' ? openable(record) : openable.has(record.childId));
