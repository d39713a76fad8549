import { isReversed } from '#case-flow/child-identity/identity';
import { mergesAskedFor, notSameChildren } from '#case-flow/child-identity/not-same-child';
import { factsOf } from '#case-flow/journey';
import { may } from '#access/person';
import { ProblemFound } from '../../problem.ts';
import { wordsOfValue } from '../../forms/value-words.ts';
import { childOf, page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { entriesOf } from './entries.ts';
import { workerNames } from './names.ts';
import { recordView } from './record-head.ts';
import { repairsFor } from './repairs-for.ts';

const keepers = ['correct-records', 'merge-records', 'restrict-records'] as const;

/** What was repaired on a record, with which other records it was merged or confused, and who may open it. */
export const recordKeeping = page({
  path: '/children/:childId/record',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    onlyKeepers(asked);
    const entries = await entriesOf(service, asked.person, childOf(asked));
    const model = {
      repaired: entries.filter(({ corrected, takenOut }) => corrected.length > 0 || takenOut !== undefined),
      options: repairsFor(asked.person, childOf(asked)),
      ...(await mergesShown(asked, service)),
      restriction: await restrictionShown(asked, service),
    };
    return recordView(asked, service, { view: 'record/record-keeping.njk', title: 'Record', model });
  },
});

function onlyKeepers({ person }: AskedPage): void {
  if (keepers.some((right) => may(person, right))) return;
  throw new ProblemFound({
    type: '/problems/not-your-role',
    title: 'Not for your role',
    status: 403,
    detail: 'Your role does not repair, merge or restrict records.',
  });
}

async function mergesShown(asked: AskedPage, service: Service) {
  const { childId, journey } = childOf(asked);
  const merges = factsOf(journey, 'DuplicateRecordsMerged').filter(({ data }) => data.survivorId === childId);
  const [wanted, apart] = [[...mergesAskedFor(journey)], [...notSameChildren(journey)]];
  const named = await service.children(asked.person, [...merges.map(({ data }) => data.mergedId), ...wanted, ...apart]);
  return {
    merges: merges.map(({ eventId, recordedAt, data }) => ({
      eventId,
      recordedAt,
      merged: named.get(data.mergedId),
      isUndone: isReversed(journey, eventId),
    })),
    askedFor: wanted.map((id) => named.get(id)),
    apart: apart.map((id) => named.get(id)),
  };
}

async function restrictionShown(asked: AskedPage, service: Service) {
  const { restriction } = childOf(asked).identity;
  if (restriction === undefined) return undefined;
  const worker = await workerNames(service);
  const { level, allowed } = restriction;
  return {
    level: wordsOfValue('level', level) ?? level,
    allowed: allowed.map(worker),
    isSealed: level === 'ADOPTION_SEALED',
  };
}
