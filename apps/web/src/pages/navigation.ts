import type { Right } from '#access/rights';
import { may, type Person } from '#access/person';

/** One entry of the navigation, with the rights of which any one shows it. */
interface Place {
  readonly href: string;
  readonly text: string;
  /** Where it leads, when that is not `href` itself: to the list that its count is of. */
  readonly opens?: string;
  readonly rights: readonly Right[];
  /** Whose count stands behind the word. */
  readonly counts?: string;
  /** Addresses that belong to it beside those that begin with `href`. */
  readonly also?: readonly string[];
}

const places: readonly Place[] = [
  { href: '/children', text: 'Find a child', rights: ['find-children'] },
  {
    href: '/screening',
    text: 'Screening',
    rights: ['log-contacts', 'screen-contacts'],
    counts: 'screening',
    also: ['/contacts'],
  },
  { href: '/queue', opens: '/queue?area=mine', text: 'Unallocated', rights: ['see-queues'], counts: 'queue' },
  { href: '/clocks', text: 'Clocks', rights: ['see-clocks'] },
  { href: '/reminders', text: 'Reminders', rights: ['see-reminders'], counts: 'reminders' },
  { href: '/caseloads', text: 'Caseloads', rights: ['see-caseloads'] },
  { href: '/performance', text: 'Performance', rights: ['see-figures'] },
  {
    href: '/administration',
    text: 'Administration',
    rights: ['manage-accounts', 'manage-workforce', 'manage-reference', 'operate', 'see-audit'],
  },
];

/** What the navigation shows a person, with the count of what waits behind it. */
export function navigationFor(person: Person, path: string, counts: Readonly<Record<string, number>>) {
  return places
    .filter(({ rights }) => rights.some((right) => may(person, right)))
    .map(({ href, opens, text, counts: of, also = [] }) => ({
      href: opens ?? href,
      text,
      count: of === undefined ? undefined : counts[of],
      of,
      active: [href, ...also].some((begins) => path === begins || path.startsWith(`${begins}/`)),
    }));
}

/** Where somebody begins: the first place their role has. */
export const homeOf = (person: Person): string => {
  if (['TM', 'SM'].includes(person.role)) return '/queue';
  if (['FDO', 'QP'].includes(person.role)) return '/screening';
  if (person.role === 'SW') return '/caseloads/mine';
  if (person.role === 'PERF') return '/performance';
  if (person.role === 'ADMIN') return '/administration';
  return places.find(({ rights }) => rights.some((right) => may(person, right)))?.href ?? '/account';
};
