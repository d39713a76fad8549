import type { Person } from '#access/person';
import type { QueueFilters } from './queue-filters.ts';
import { isEverywhere, ownPart, partInWords, type Within } from './within.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

const choices = (chosen: string, given: readonly (readonly [value: string, text: string])[]): readonly Choice[] =>
  given.map(([value, text]) => ({ value, text, selected: value === chosen }));

/** The fields of the filter form: what may be chosen, and what is. A choice that has no case any more stays to be seen. */
export function filterFields({ area, team, isOverdue, accepted, days }: QueueFilters, person: Person, places: Within) {
  const own = ownPart(person);
  const everywhere = ['all', 'All areas'] as const;
  const named = new Set([...places.areas, ...(area === 'mine' || area === 'all' ? [] : [area])]);
  const teams = new Set([...places.teams, ...(team === undefined ? [] : [team])]);
  return {
    areas: choices(isEverywhere(own) && area === 'mine' ? 'all' : area, [
      ...(isEverywhere(own) ? [] : [['mine', `My areas (${partInWords(own)})`] as const]),
      everywhere,
      ...[...named].sort().map((one) => [one, one] as const),
    ]),
    teams: choices(team ?? '', [['', 'All teams'], ...[...teams].sort().map((one) => [one, one] as const)]),
    due: choices(isOverdue ? 'yes' : '', [
      ['', 'Overdue or not'],
      ['yes', 'Overdue only'],
    ]),
    accepted: choices(accepted ?? '', [
      ['', 'Accepted or not'],
      ['yes', 'Accepted'],
      ['no', 'Not yet accepted'],
    ]),
    days: choices(String(days ?? ''), [
      ['', 'However long'],
      ['3', '3 days or more'],
      ['7', '7 days or more'],
      ['14', '14 days or more'],
      ['28', '28 days or more'],
    ]),
  };
}
