import { may, type Person } from '#access/person';
import { restrictedChildren } from '#waymark/restricted';
import { heldElsewhere, seenBy } from '../queries/seen-by.ts';
import type { Service } from './service.ts';

/** A child on a list. A restricted record is a marker without a link, unless the person may open it. */
export interface NamedChild {
  readonly childId: string;
  /** What is shown: the name, the id where names are not for this person, or "Restricted record". */
  readonly says: string;
  readonly dob?: string;
  readonly isRestricted: boolean;
  /** The open case is another area's or team's: the record opens only for a reason. */
  readonly isElsewhere: boolean;
  /** Where it opens; absent on a marker, on a record held elsewhere, and for people who open no records. */
  readonly href?: string;
}

/** What is shown of each child on a list. */
export async function namedChildren(
  { finding, waymark, breakGlass }: Service,
  person: Person,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, NamedChild>> {
  const ids = [...new Set(childIds)];
  const opensRecords = may(person, 'open-records');
  const [names, restricted, { mayOpen }, elsewhere, opened] = await Promise.all([
    may(person, 'see-personal-details') ? finding.names(ids) : undefined,
    restrictedChildren(waymark.database),
    seenBy(waymark, breakGlass, person),
    opensRecords ? heldElsewhere(waymark, person, ids) : new Set<string>(),
    breakGlass.openedBy(person),
  ]);
  return new Map(
    ids.map((childId): [string, NamedChild] => {
      const isRestricted = restricted.has(childId);
      if (isRestricted && !mayOpen.has(childId))
        return [childId, { childId: '', says: 'Restricted record', isRestricted, isElsewhere: false }];
      const known = names?.get(childId);
      const name = [known?.givenName, known?.familyName].filter((part) => part).join(' ');
      const isElsewhere = !isRestricted && elsewhere.has(childId) && !opened.has(childId);
      return [
        childId,
        {
          childId,
          says: name === '' ? childId : name,
          ...(known?.dob ? { dob: known.dob } : {}),
          isRestricted,
          isElsewhere,
          ...(opensRecords && !isElsewhere ? { href: `/children/${encodeURIComponent(childId)}` } : {}),
        },
      ];
    }),
  );
}
