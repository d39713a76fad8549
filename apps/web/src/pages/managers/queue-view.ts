import { may, type Person } from '#access/person';
import { daysBetween, type PlainDate } from '#calendar/plain-date';
import { referralSourceLabels } from '#case-flow/codes';
import { inOneSnapshot } from '#waymark/snapshot';
import type { NamedChild } from '../named-children.ts';
import type { AskedPage, View } from '../page.ts';
import type { Service } from '../service.ts';
import { allocatedLatelyCount } from './allocated-lately.query.ts';
import { unknownPlaces, type UnknownChoice } from '../unknown-choices.ts';
import { dueInWords } from './due-in-words.ts';
import { escalatedCases } from './escalated-cases.query.ts';
import { filterFields } from './queue-filter-fields.ts';
import { isNarrowed, partOf, queryOf, type QueueFilters, type QueueSort } from './queue-filters.ts';
import {
  placesOfQueue,
  QUEUE_PAGE,
  queueCount,
  queuedCases,
  queueMark,
  type QueueAsked,
  type QueuedCase,
} from './queue-list.query.ts';
import { pagesOf, sortedHead } from './sorted-columns.ts';
import { liesWithin, ownPart, partInWords } from './within.ts';

/** What the filters ask of the queue, for a person. */
export const queueAsked = (filters: QueueFilters, person: Person, today: PlainDate): QueueAsked => ({
  ...filters,
  today,
  within: partOf(filters, person),
});

/** What the queue holds for a person who has chosen nothing: the number in the navigation. */
export const ownQueue = (person: Person, today: PlainDate): QueueAsked => ({
  today,
  within: ownPart(person),
  isOverdue: false,
});

/** The roles whose escalations somebody takes up. */
const escalatedTo = ({ role }: Person): readonly string[] =>
  role === 'SM' ? ['TM', 'SM'] : role === 'TM' ? ['TM'] : [];

/** Everything of the page of the queue at one position: the list, its counts, and what was escalated. */
export async function queueView(
  asked: Pick<AskedPage, 'person'>,
  service: Service,
  filters: QueueFilters,
  page: number,
  problems: readonly UnknownChoice[] = [],
): Promise<View> {
  const { person } = asked;
  const today = service.waymark.today();
  const wanted = queueAsked(filters, person, today);
  const { position, answer } = await inOneSnapshot(service.waymark.database, async (sql) => {
    const { count, mark } = await queueMark(sql, wanted);
    const last = Math.max(1, Math.ceil(count / QUEUE_PAGE));
    const shown = Math.min(page, last);
    return {
      ...{ count, mark, shown },
      cases: await queuedCases(sql, wanted, filters, (shown - 1) * QUEUE_PAGE),
      places: await placesOfQueue(sql, today),
      own: await queueCount(sql, ownQueue(person, today)),
      lately: await allocatedLatelyCount(sql, today, wanted.within),
      escalated: await escalatedCases(sql, today, ownPart(person), escalatedTo(person)),
    };
  });
  const { count, mark, shown, cases, places, own, lately, escalated } = answer;
  const errors = [
    ...problems,
    ...(await unknownPlaces(service, person, { asked: filters, there: { area: places.areas, team: places.teams } })),
  ];
  const names = await service.children(
    person,
    [...cases, ...escalated].map((one) => one.childId),
  );
  return {
    view: 'managers/queue.njk',
    title: 'Unallocated cases',
    status: errors.length === 0 ? 200 : 400,
    counts: { queue: own },
    model: {
      isWide: true,
      ...{ position, count, mark, lately, errors },
      part: partInWords(wanted.within),
      lines: cases.map((one) => lineOf(one, names.get(one.childId)!, person, today)),
      mayAllocate: may(person, 'allocate'),
      filters: filterFields(filters, person, places),
      isNarrowed: isNarrowed(filters, person),
      own,
      query: queryOf(filters),
      page: shown,
      columns: headsOf(filters),
      pages: pagesOf(count, QUEUE_PAGE, shown, (to) => `/queue?${queryOf(filters, { page: to })}`),
      first: (shown - 1) * QUEUE_PAGE + 1,
      escalated: escalated.map((one) => ({ ...one, child: names.get(one.childId)! })),
    },
  };
}

/** One line of the list. What the person may not allocate has no box, and says why. */
function lineOf(one: QueuedCase, child: NamedChild, person: Person, today: PlainDate): object {
  const { childId, caseId, nextDueOn, isAccepted, source, waitingSince } = one;
  const isTheirs = liesWithin(ownPart(person), one);
  const isMarker = child.childId === '';
  return {
    ...one,
    child,
    childId: undefined,
    ...(isMarker ? {} : { value: `${childId}~${caseId}` }),
    ...(isMarker ? { whyNot: 'Restricted' } : isTheirs ? {} : { whyNot: 'Held elsewhere' }),
    days: daysBetween(waitingSince, today),
    due: nextDueOn === null ? undefined : dueInWords(nextDueOn, today),
    isAccepted,
    sourceInWords: referralSourceLabels.get(source) ?? source,
  };
}

function headsOf(filters: QueueFilters) {
  const head = (text: string, of: QueueSort, first: QueueFilters['order'] = 'ascending') =>
    sortedHead(text, of, filters, (sort, order) => `/queue?${queryOf(filters, { sort, order })}`, first);
  return [
    { text: 'Child' },
    { ...head('Waiting', 'waiting', 'descending'), isNumber: true },
    head('Referred on', 'referred'),
    head('Next due', 'due'),
    { text: 'Priority' },
    head('Team', 'team'),
    head('Area', 'area'),
    head('Source', 'source'),
  ];
}
