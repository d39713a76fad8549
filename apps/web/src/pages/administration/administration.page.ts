import { may, type Person } from '#access/person';
import type { Right } from '#access/rights';
import { ProblemFound } from '../../problem.ts';
import { page } from '../page.ts';

interface Tile {
  readonly href: string;
  readonly text: string;
  readonly about: string;
  readonly right: Right;
}

const tiles: readonly Tile[] = [
  {
    href: '/administration/accounts',
    text: 'Accounts',
    about: 'Who may sign in, in which role, and for which areas and teams',
    right: 'manage-accounts',
  },
  {
    href: '/administration/audit',
    text: 'Audit',
    about: 'Who saw and did what, and when',
    right: 'see-audit',
  },
  {
    href: '/administration/audit/patterns',
    text: 'Patterns in the audit',
    about: 'Records opened without an allocation or for a reason, and accounts that nobody uses',
    right: 'see-audit',
  },
  {
    href: '/administration/teams',
    text: 'Teams and areas',
    about: 'What each team is for, and where',
    right: 'manage-workforce',
  },
  {
    href: '/administration/workers',
    text: 'Workers',
    about: 'Posts, qualifications, and who has left',
    right: 'manage-workforce',
  },
  {
    href: '/administration/reference',
    text: 'Targets, comparators and policies',
    about: 'What figures are held against, and which definition counts',
    right: 'manage-reference',
  },
  {
    href: '/administration/bank-holidays',
    text: 'Bank holidays',
    about: 'The days that are no working days',
    right: 'manage-reference',
  },
  {
    href: '/administration/read-models',
    text: 'Read models',
    about: 'How far behind the log they are, and building them anew',
    right: 'operate',
  },
  {
    href: '/administration/imports',
    text: 'Imports',
    about: 'Files of other systems, and what was refused',
    right: 'operate',
  },
  {
    href: '/administration/jobs',
    text: 'Jobs',
    about: 'What was done in the background, and what failed',
    right: 'operate',
  },
];

/** The way to each page of administration that is a person's own. Refused (403) to those who have none. */
export const administration = page({
  path: '/administration',
  right: 'signed-in',
  audit: 'NOTHING',
  show: ({ person }) => {
    const own = tilesOf(person);
    if (own.length === 0)
      throw new ProblemFound({
        type: '/problems/not-your-role',
        title: 'Not for your role',
        status: 403,
        detail: 'Your role administers nothing here.',
      });
    return { view: 'administration/administration.njk', title: 'Administration', model: { tiles: own } };
  },
});

const tilesOf = (person: Person): readonly Tile[] => tiles.filter(({ right }) => may(person, right));
