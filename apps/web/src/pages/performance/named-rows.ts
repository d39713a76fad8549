import type { Person } from '#access/person';
import { isNamed, type Marked } from '#waymark/restricted';
import type { Service } from '../service.ts';
import { placeWords } from './figure-words.ts';

/** A row of a list, with where it is counted. */
export interface Placed {
  readonly childId: string;
  readonly team: string;
  readonly area: string;
  readonly on: string | null;
}

/** Whether a row is of somebody's own areas or teams; who has none works for the whole authority. */
const isOfPerson = ({ areas, teams }: Person, { area, team }: Pick<Placed, 'area' | 'team'>): boolean =>
  (areas.length === 0 && teams.length === 0) || areas.includes(area) || teams.includes(team);

/** Who each row is about, as far as the person may know it. */
export async function namedRows<Row extends Placed>(person: Person, service: Service, rows: readonly Marked<Row>[]) {
  const named = rows.filter((row) => isNamed<Row>(row) && isOfPerson(person, row)) as readonly Row[];
  const children = await service.children(
    person,
    named.map(({ childId }) => childId),
  );
  return rows.map((row) => {
    const isTheirs = isNamed<Row>(row) && isOfPerson(person, row);
    const child = isTheirs ? children.get(row.childId) : undefined;
    return {
      row,
      isTheirs: isTheirs && child?.isRestricted !== true,
      child: child ?? { says: isNamed<Row>(row) ? 'A child of another area' : 'Restricted record' },
      on: row.on,
      team: placeWords(row.team),
      area: placeWords(row.area),
    };
  });
}
