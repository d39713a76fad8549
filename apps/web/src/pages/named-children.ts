import { may, type Person } from '#access/person';
import { restrictedChildren } from '#waymark/restricted';
import type { Service } from './service.ts';

/** A child on a list. A restricted record is a marker without a link, unless the person may open it. */
export interface NamedChild {
  readonly childId: string;
  /** What is shown: the name, the id where names are not for this person, or "Restricted record". */
  readonly says: string;
  readonly dob?: string;
  readonly isRestricted: boolean;
  /** Where it opens; absent on a marker, and for people who open no records. */
  readonly href?: string;
}

/** What is shown of each child on a list. */
export async function namedChildren(
  { finding, waymark, breakGlass }: Service,
  person: Person,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, NamedChild>> {
  const ids = [...new Set(childIds)];
  const showsNames = may(person, 'see-personal-details');
  const [names, restricted, opened] = await Promise.all([
    showsNames ? finding.names(ids) : undefined,
    restrictedChildren(waymark.database),
    breakGlass.openedBy(person),
  ]);
  return new Map(
    ids.map((childId): [string, NamedChild] => {
      const isRestricted = restricted.has(childId);
      if (isRestricted && !opened.has(childId))
        return [childId, { childId: '', says: 'Restricted record', isRestricted }];
      const known = names?.get(childId);
      const name = [known?.givenName, known?.familyName].filter((part) => part).join(' ');
      return [
        childId,
        {
          childId,
          says: name === '' ? childId : name,
          ...(known?.dob ? { dob: known.dob } : {}),
          isRestricted,
          ...(may(person, 'open-records') ? { href: `/children/${encodeURIComponent(childId)}` } : {}),
        },
      ];
    }),
  );
}
