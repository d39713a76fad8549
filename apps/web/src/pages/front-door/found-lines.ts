import type { Candidate, Strength } from '#finding/candidate';
import { may, type Person } from '#access/person';
import { heldElsewhere } from '../../queries/seen-by.ts';
import { bornInWords } from '../record/age-in-words.ts';
import { recordAt } from '../record/record-head.ts';
import type { Service } from '../service.ts';

/** A record that was found, as a list shows it; of a restricted one only that there is one. */
export type FoundLine =
  | { readonly isMarker: true; readonly strength: StrengthWords }
  | {
      readonly isMarker: false;
      readonly childId: string;
      readonly says: string;
      readonly href: string | undefined;
      readonly otherNames: string;
      readonly born: string;
      readonly facts: string;
      readonly strength: StrengthWords;
      readonly reasons: string;
      readonly mayBeSibling: boolean;
      readonly isRestricted: boolean;
      readonly isElsewhere: boolean;
    };

interface StrengthWords {
  readonly text: string;
  readonly colour: string;
}

const strengths: Readonly<Record<Strength, StrengthWords>> = {
  SAME: { text: 'Very likely the same', colour: 'green' },
  LIKELY: { text: 'Likely', colour: 'blue' },
  POSSIBLE: { text: 'Possible', colour: 'grey' },
};

const sexes: Readonly<Record<string, string>> = { F: 'female', M: 'male' };

/** The records found as lines, in their order: with names only for those who may see names. */
export async function foundLines(
  { waymark }: Service,
  person: Person,
  found: readonly Candidate[],
): Promise<readonly FoundLine[]> {
  const named = found.flatMap((one) => (one.restricted ? [] : [one.childId]));
  const elsewhere = await heldElsewhere(waymark, person, named);
  const [showsNames, opensRecords] = [may(person, 'see-personal-details'), may(person, 'open-records')];
  return found.map((one): FoundLine => {
    if (one.restricted) return { isMarker: true, strength: strengths[one.strength] };
    const { childId, givenName, familyName, dob, expectedDob, diedOn, laChildId, postcode, sex } = one;
    const name = showsNames ? [givenName, familyName].filter((part) => part).join(' ') : '';
    const present = {
      ...(dob === null ? {} : { dob }),
      ...(expectedDob === null ? {} : { expectedDob }),
      ...(diedOn === null ? {} : { diedOn }),
    };
    const facts = [
      `Record ${childId}`,
      laChildId !== null && laChildId !== childId && `number ${laChildId}`,
      showsNames && postcode,
      sex !== null && sexes[sex],
    ];
    return {
      isMarker: false,
      childId,
      says: name === '' ? `Child ${childId}` : name,
      href: opensRecords ? recordAt(childId) : undefined,
      otherNames: showsNames ? one.otherNames.join(', ') : '',
      born: bornInWords({ childId, ...present }, waymark.today()),
      facts: facts.filter((fact) => typeof fact === 'string').join(', '),
      strength: strengths[one.strength],
      reasons: one.reasons.join(', '),
      mayBeSibling: one.mayBeSibling,
      isRestricted: one.isOpenedRestricted,
      isElsewhere: elsewhere.has(childId),
    };
  });
}
