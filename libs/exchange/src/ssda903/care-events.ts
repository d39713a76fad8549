import type { PlainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import { importedEvent, type Reading, type Reason } from '../imported.ts';
import { remark } from '../remarks.ts';
import { contradictions, inOrder, isElsewhere, turnsOf, type Turn } from './care-history.ts';
import type { Episode } from './episode.ts';

/** What the row of one episode became. */
interface Told {
  readonly events: NewEvent[];
  readonly notes: Reason[];
  /** Of a first episode that does not start care: what it changes for a child who is in care already. */
  changes?: readonly NewEvent[];
}

/**
 * The readings of one child's episodes, one a row. Care starts with the first day of an unbroken run of episodes and ceases
 * with its last; in between, RNE says what changes, and so does a row that differs from the one before it. Follow-ups name
 * no period: the day tells which, so that next year's return, which begins in the middle, says the same of the same day.
 */
export function readingsOfCare(rows: readonly Episode[]): readonly Reading[] {
  const episodes = inOrder(rows);
  const told = new Map<Episode, Told>();
  for (const [i, one] of episodes.entries())
    told.set(one, { events: [], notes: [...one.notes, ...contradictions(one, episodes[i - 1], i === 0)] });
  for (const turn of turnsOf(episodes)) tellTurn(turn, told, turn.after === episodes[0]);
  return episodes.map((one) => reading(one, told.get(one)!));
}

function reading(one: Episode, { events, notes, changes }: Told): Reading {
  if (events.length === 0)
    notes.push(
      remark(
        { rule: 'an-episode-beside-another-changes-nothing' },
        'Other episodes cover all its days: nothing follows from it.',
      ),
    );
  return {
    kind: 'read',
    where: one.where,
    events,
    ...(notes.length === 0 ? {} : { notes }),
    ...(changes === undefined
      ? {}
      : { continuing: [...changes, ...events.filter((event) => event.type !== 'CareStarted')] }),
  };
}

function tellTurn({ on, before, after, isAnew }: Turn, told: ReadonlyMap<Episode, Told>, isFirst: boolean): void {
  if (before && (!after || isAnew)) cease(before, on, told.get(before)!);
  if (after && (!before || isAnew)) {
    const its = told.get(after)!;
    its.events.push(careStarted(after), ...milestones(after, undefined));
    if (isFirst && after.rne !== 'S') its.changes = changesTo(after, on, undefined);
  }
  if (before && after && !isAnew) {
    const cause = told.get(after.startedOn === on ? after : before)!;
    const changes = changesTo(after, on, before);
    const isMoved = changes.some((event) => event.type === 'PlacementStarted');
    if (isMoved && before.ceasedOn === on && before.changeReason !== undefined)
      told
        .get(before)!
        .events.push(
          importedEvent(before.where, before.childId, 'PlacementEnded', { on, changeReason: before.changeReason }),
        );
    cause.events.push(...changes, ...(after.startedOn === on ? milestones(after, before) : []));
  }
}

function careStarted(one: Episode): NewEvent {
  const { where, childId, startedOn, legalStatus, need, rne, homePostcode, placementPostcode } = one;
  const data = {
    periodId: `${childId}:care:${startedOn}`,
    startedOn,
    legalStatus,
    ...(need === undefined ? {} : { need }),
    placement: { placementId: placementIdOf(one), ...placementOf(one) },
    ...(rne === undefined ? {} : { rne }),
  };
  return importedEvent(where, childId, 'CareStarted', data, { personal: { homePostcode, placementPostcode } });
}

/** What one episode changes on a day; of a first one, that has none before it, what its RNE says. */
function changesTo(one: Episode, on: PlainDate, before: Episode | undefined): readonly NewEvent[] {
  const { where, childId, legalStatus, rne, placementPostcode } = one;
  const isNew = one.startedOn === on;
  const legal = before ? one.legalStatus !== before.legalStatus : rne === undefined;
  const place = before ? isElsewhere(one, before) : rne === undefined;
  // An episode that is in force again after another one beside it has ceased is back in a placement of its own.
  const placementId = isNew ? placementIdOf(one) : `${placementIdOf(one)}:${on}`;
  return [
    ...(legal || (isNew && /^[LBU]$/.test(rne ?? ''))
      ? [importedEvent(where, childId, 'LegalStatusChanged', { on, legalStatus })]
      : []),
    ...(place || (isNew && /^[PTBU]$/.test(rne ?? ''))
      ? [
          importedEvent(
            where,
            childId,
            'PlacementStarted',
            { placementId, on, ...placementOf(one) },
            { personal: { postcode: placementPostcode } },
          ),
        ]
      : []),
  ];
}

const placementIdOf = ({ childId, startedOn }: Episode): string => `${childId}:placement:${startedOn}`;

function placementOf({ placement, provider, urn, rne }: Episode) {
  return {
    type: placement,
    ...(provider === undefined ? {} : { provider }),
    ...(urn === undefined ? {} : { urn }),
    ...(rne === 'T' || rne === 'U' ? { sameCarer: true } : rne === 'P' || rne === 'B' ? { sameCarer: false } : {}),
  };
}

/** The end of a period of care, and what its reason says besides. */
function cease(one: Episode, ceasedOn: PlainDate, told: Told): void {
  const { where, childId } = one;
  const reason = one.reasonCeased ?? 'E8';
  if (one.reasonCeased === undefined)
    told.notes.push(
      remark(
        { rule: 'care-ceases-for-a-reason', dfe: '148' },
        `Care ceases on ${ceasedOn} without a reason that can be read: stored as E8, other.`,
      ),
    );
  if (reason === 'X1')
    told.notes.push(
      remark(
        { rule: 'an-episode-ceased-with-x1-is-continued', dfe: '388' },
        `It ceased on ${ceasedOn} with X1, and no episode starts that day: the period of care ends there.`,
      ),
    );
  told.events.push(importedEvent(where, childId, 'CareCeased', { ceasedOn, reason }));
  if (reason === 'E11' || reason === 'E12')
    told.events.push(importedEvent(where, childId, 'AdoptionOrderMade', { on: ceasedOn }));
  if (/^E4[3-8]$/.test(reason)) told.events.push(importedEvent(where, childId, 'SgoMade', { on: ceasedOn }));
  if (reason === 'E41') told.events.push(importedEvent(where, childId, 'CaoMade', { on: ceasedOn }));
  if (reason === 'E2') told.events.push(importedEvent(where, childId, 'ChildDied', { diedOn: ceasedOn }));
}

const isAdoptive = (one: Episode | undefined): boolean => /^A[3-6]$/.test(one?.placement ?? '');

/** Steps towards adoption that the first day of an episode is the day of. */
function milestones(one: Episode, before: Episode | undefined): readonly NewEvent[] {
  const { where, childId, startedOn: on, rne = 'B' } = one;
  const isOrdered = one.legalStatus === 'E1' && before?.legalStatus !== 'E1' && /^[SLBU]$/.test(rne);
  const isPlaced = isAdoptive(one) && !isAdoptive(before) && rne !== 'L';
  return [
    ...(isOrdered ? [importedEvent(where, childId, 'PlacementOrderMade', { on })] : []),
    ...(isPlaced ? [importedEvent(where, childId, 'PlacedForAdoption', { on })] : []),
  ];
}
