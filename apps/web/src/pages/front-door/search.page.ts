import { mayCarryOut } from '#access/commands-by-role';
import { may } from '#access/person';
import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import { seenBy } from '../../queries/seen-by.ts';
import { page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { foundLines, type FoundLine } from './found-lines.ts';
import { searchAsked, searchFields } from './search-asked.ts';

/** So many are shown; whoever is not among them is found by entering more. */
const MOST_SHOWN = 30;

/** Finds a child by whatever is known: the likeliest records first, each with why it was found. */
export const search = page({
  path: '/children',
  right: 'find-children',
  audit: 'SEARCH',
  show: async (asked, service) => {
    const { person, query } = asked;
    const read = searchAsked(query);
    const errors = read && 'errors' in read ? read.errors : [];
    const found = read && 'search' in read ? await foundFor(asked, service, read.search) : undefined;
    return {
      view: 'front-door/search.njk',
      title: found === undefined ? 'Find a child' : found.heading,
      status: errors.length > 0 ? 400 : 200,
      model: {
        fields: drawnFields(searchFields, query, errors),
        errors: summaryOf(searchFields, errors),
        found,
        logsContacts: may(person, 'log-contacts') && mayCarryOut(person, 'ReceiveContact'),
        merges: may(person, 'merge-records') ? (await service.finding.mergesAskedFor()).length : undefined,
        position: service.finding.state().position,
      },
    };
  },
});

async function foundFor(
  { person }: AskedPage,
  service: Service,
  sought: Parameters<Service['finding']['find']>[0],
): Promise<{ readonly lines: readonly FoundLine[]; readonly isMore: boolean; readonly heading: string }> {
  const { finding, waymark, breakGlass } = service;
  const { mayOpen } = await seenBy(waymark, breakGlass, person);
  const all = await finding.find(sought, { openable: mayOpen, limit: MOST_SHOWN + 1, today: waymark.today() });
  const lines = await foundLines(service, person, all.slice(0, MOST_SHOWN));
  const isMore = all.length > MOST_SHOWN;
  const count = lines.length === 1 ? '1 record' : `${isMore ? `The ${MOST_SHOWN} likeliest` : lines.length} records`;
  return { lines, isMore, heading: lines.length === 0 ? 'No record found' : `${count} found` };
}
