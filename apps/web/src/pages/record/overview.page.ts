import { siblings } from '#case-flow/child-identity/identity';
import type { Journey } from '#case-flow/journey';
import { may, type Person } from '#access/person';
import type { PlainDate } from '#calendar/plain-date';
import { wordsOfValue } from '../../forms/value-words.ts';
import type { KnownChild } from '../../queries/known-child.ts';
import { childOf, page } from '../page.ts';
import type { Service } from '../service.ts';
import { entriesOf } from './entries.ts';
import { workerNames } from './names.ts';
import { openClocks } from './open-clocks.query.ts';
import { overviewOf } from './overview.ts';
import { recordAt, recordView } from './record-head.ts';
import { whatWaits } from '../../steps/next-steps.ts';

const RECENT = 10;

/** A child's record: who the child is, what is open and due, and what happened last. */
export const overview = page({
  path: '/children/:childId',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const child = childOf(asked);
    const { person } = asked;
    const today = service.waymark.today();
    const [clocks, entries, worker, related, position] = await Promise.all([
      openClocks(service.waymark, child.childId, today, null),
      entriesOf(service, person, child),
      workerNames(service),
      siblingsShown(service, person, child.journey),
      service.waymark.position(),
    ]);
    const shown = overviewOf(child.journey, today);
    const model = {
      overview: shown,
      clocks,
      workers: namesOf(worker, shown, clocks),
      siblings: related,
      recent: entries.slice(0, RECENT),
      entriesInAll: entries.length,
      next: nextShown(child, person, today),
      position,
    };
    return recordView(asked, service, { view: 'record/overview.njk', title: 'Overview', model });
  },
});

/** The steps the record waits for that this person records, each with its form. */
function nextShown({ childId, journey }: KnownChild, person: Person, today: PlainDate) {
  if (!may(person, 'work-on-cases')) return [];
  return whatWaits(journey, today, person).map(({ command, words, dueOn }) => ({
    words,
    dueOn,
    href: `${recordAt(childId)}/steps/${command}`,
  }));
}

/** The names of the workers that an overview and its clocks name. */
export function namesOf(
  worker: (workerId: string) => string,
  { latest }: ReturnType<typeof overviewOf>,
  clocks: readonly { readonly worker: string }[],
): Readonly<Record<string, string>> {
  const ids = [
    ...(latest?.lead ? [latest.lead.workerId] : []),
    ...(latest?.others ?? []).map(({ workerId }) => workerId),
    ...clocks.map((one) => one.worker),
  ];
  return Object.fromEntries(ids.map((id) => [id, worker(id)]));
}

/** The siblings of a child, each as the person may see them. */
export async function siblingsShown(service: Service, person: Person, journey: Journey) {
  const linked = [...siblings(journey).values()];
  const named = await service.children(
    person,
    linked.map((one) => one.otherChildId),
  );
  return linked.map(({ otherChildId, relation, placedTogether }) => ({
    ...named.get(otherChildId),
    relation: wordsOfValue('relation', relation) ?? relation,
    isPlacedTogether: placedTogether === true,
  }));
}
