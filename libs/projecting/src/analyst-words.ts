import type { ColumnKind, Projection } from '#measures/projection';

/** Columns of rows that analysts do not get: a day of birth is a personal detail, and so is what lies on it. */
const personal: ReadonlySet<string> = new Set(['dob', 'expectedDob', 'diedOn', 'adult', 'turnedOn']);

/** The columns of a projection that a view shows. */
export const shownColumns = ({ columns }: Pick<Projection, 'columns'>): readonly (readonly [string, ColumnKind])[] =>
  Object.entries(columns).filter(([name]) => !personal.has(name));

/** Whether a column names a thing of one child, and would lead to it; workers and groups are nobody's. */
export const leadsToChild = (column: string): boolean =>
  column.endsWith('Id') && !['workerId', 'groupId', 'vacancyId', 'candidateId'].includes(column);

/** Columns whose name alone does not say it. */
const told: Readonly<Record<string, string>> = {
  team: 'The team responsible; nothing where there is none, which figures call NO_TEAM.',
  area: 'The area responsible; nothing for teams that serve the whole authority, which figures call CITYWIDE.',
  from: 'The first day on which this stands.',
  to: 'The first day on which this does not stand any more; nothing while it still does.',
  caseId: 'The case it belongs to; nothing for a restricted record.',
  periodId: 'The period of care it belongs to; nothing for a restricted record.',
  planId: 'The plan it belongs to; nothing for a restricted record.',
  workerId: "The worker's id in the register of workers.",
  overdueFrom: 'The first day on which it is late, if it is not done before.',
  dueOn: 'The last day on which it is in time.',
  inTime: 'Whether it was done in time; nothing while that is open.',
  met: 'Whether it was done by the day it was due; nothing while that is open.',
  since: 'The first day from which it is counted.',
  fteHundredths: 'How much of a whole post, in hundredths.',
  vacantHundredths: 'How much of a whole post is vacant, in hundredths.',
  leavingFteHundredths: 'How much of a whole post was left, in hundredths.',
  reReferral: 'Whether the child had been referred before within the 12 calendar months up to the referral.',
  restriction: 'The level of the restriction; nothing where there is none.',
  unallocatedFrom: 'The first day from which there is no lead social worker.',
  service: 'The service a post belongs to.',
  on: 'The day it happened.',
};

const kinds: Readonly<Record<ColumnKind, string>> = {
  day: 'a day',
  text: 'a code or a name',
  flag: 'true or false',
  number: 'a whole number',
};

/** What a column says, in a sentence. */
export const wordsOfColumn = (name: string, kind: ColumnKind): string =>
  told[name] ?? `${inWords(name)}: ${kinds[kind]}.`;

/** `referredOn` is "Referred on". */
function inWords(name: string): string {
  const words = name.split(/(?=[A-Z])|(?<=[a-z])(?=\d)/).map((word) => word.toLowerCase());
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A column that every view of rows has. */
export interface GivenColumn {
  readonly name: string;
  readonly words: string;
}

export const rowColumns: readonly GivenColumn[] = [
  {
    name: 'child_id',
    words:
      'The child (of workforce rows: the worker, team or service). RESTRICTED for a restricted record: it counts, and is not named.',
  },
  { name: 'row_id', words: 'The row, the same for ever; nothing for a restricted record.' },
];

export const versionColumns: readonly GivenColumn[] = [
  { name: 'known_from', words: 'The instant from which this was believed.' },
  { name: 'known_to', words: 'The first instant at which it was not believed any more; nothing while it is.' },
];
