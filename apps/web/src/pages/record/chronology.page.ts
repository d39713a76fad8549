import { childOf, oneOf, page, type AskedPage } from '../page.ts';
import { entriesOf, type Entry } from './entries.ts';
import { processNames } from './entry-titles.ts';
import { pageOf } from './paging.ts';
import { recordAt, recordView } from './record-head.ts';
import { repairsFor } from './repairs-for.ts';

const PER_PAGE = 25;

/** Everything recorded about a child, the newest first, by process and by word. */
export const chronologyPage = page({
  path: '/children/:childId/chronology',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const child = childOf(asked);
    const all = await entriesOf(service, asked.person, child);
    const filter = filterOf(asked.query);
    const found = all.filter((entry) => fits(entry, filter));
    const address = (number: number) => `${recordAt(child.childId)}/chronology?${queryOf(filter, number)}`;
    const { shown, pagination } = pageOf(found, oneOf(asked.query, 'page'), PER_PAGE, address);
    const model = {
      entries: shown,
      found: found.length,
      inAll: all.length,
      pagination,
      filter,
      isFiltered: filter.process !== undefined || filter.word !== undefined || filter.repaired,
      processes: processesIn(all),
      options: repairsFor(asked.person, childOf(asked)),
      position: await service.waymark.position(),
    };
    return recordView(asked, service, { view: 'record/chronology.njk', title: 'Chronology', model });
  },
});

interface Filter {
  readonly process?: string;
  readonly word?: string;
  /** Only what was corrected, taken out, or came from a merged record. */
  readonly repaired: boolean;
}

function filterOf(query: AskedPage['query']): Filter {
  const process = oneOf(query, 'process');
  const word = oneOf(query, 'word')?.slice(0, 100);
  return {
    ...(process !== undefined && Object.hasOwn(processNames, process) ? { process } : {}),
    ...(word === undefined ? {} : { word }),
    repaired: oneOf(query, 'repaired') === 'yes',
  };
}

function fits(entry: Entry, { process, word, repaired }: Filter): boolean {
  if (process !== undefined && entry.process !== process) return false;
  if (repaired && entry.corrected.length === 0 && !entry.takenOut && entry.mergedFrom === undefined) return false;
  return word === undefined || textOf(entry).includes(word.toLowerCase());
}

/** What a word is looked for in: all that the entry shows to this person, and nothing else. */
const textOf = ({ title, processName, who, details, written }: Entry): string =>
  [title, processName, who ?? '', ...[...details, ...written].flatMap(({ label, words }) => [label, words])]
    .join('\n')
    .toLowerCase();

/** The processes that the child has entries of, with how many. */
function processesIn(entries: readonly Entry[]) {
  return Object.entries(processNames)
    .map(([value, text]) => ({ value, text, count: entries.filter((entry) => entry.process === value).length }))
    .filter(({ count }) => count > 0);
}

function queryOf({ process, word, repaired }: Filter, number: number): string {
  return new URLSearchParams({
    ...(process === undefined ? {} : { process }),
    ...(word === undefined ? {} : { word }),
    ...(repaired ? { repaired: 'yes' } : {}),
    ...(number === 1 ? {} : { page: String(number) }),
  }).toString();
}
