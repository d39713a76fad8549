import { eventType } from '#case-flow/event-catalogue';
import { identityFields } from '#case-flow/child-identity/identity';
import { personalDetails } from '#case-flow/child-identity/child-identity.events';
import { may, type Person } from '#access/person';
import type { KnownChild } from '../../queries/known-child.ts';
import { personalOf } from '../../queries/personal.ts';
import { detailsOf, type Names } from './entry-details.ts';
import { labelOfDetail } from './entry-labels.ts';

/** One detail of two records of a child, side by side. */
export interface FieldBeside {
  readonly field: string;
  readonly label: string;
  readonly here: string;
  readonly there: string;
  /** Both records say something, and not the same: somebody has to choose. */
  readonly isDifferent: boolean;
}

const unnamed: Names = { worker: (id) => id, child: (id) => id, entry: (id) => id };
const nothing = 'Not recorded';

/** Every detail that says who a child is, of two records; personal ones only for those who may see them. */
export function identityBeside(person: Person, here: KnownChild, there: KnownChild): readonly FieldBeside[] {
  const personal = may(person, 'see-personal-details') ? Object.keys(personalDetails) : [];
  return [...personal, ...identityFields]
    .filter((field) => field !== 'laChildId' || here.identity.laChildId !== there.identity.laChildId)
    .map((field) => beside(field, here, there))
    .filter((one) => one.here !== nothing || one.there !== nothing);
}

function beside(field: string, here: KnownChild, there: KnownChild): FieldBeside {
  const [own, other] = [wordsOf(field, here), wordsOf(field, there)];
  return {
    field,
    label: labelOfDetail(field),
    here: own,
    there: other,
    isDifferent: own !== nothing && other !== nothing && own !== other,
  };
}

function wordsOf(field: string, child: KnownChild): string {
  const { [field]: value } = { ...personalOf(child), ...child.identity } as Readonly<Record<string, unknown>>;
  if (value === undefined || value === null) return nothing;
  if (!Object.hasOwn(eventType('ChildRegistered')!.payload.shape, field))
    return typeof value === 'string' ? value : nothing;
  return detailsOf('ChildRegistered', { [field]: value }, unnamed)[0]?.words ?? nothing;
}
