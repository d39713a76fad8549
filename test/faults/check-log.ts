import { canonicalJson } from '#reporting/canonical-json';
import { idsOf, type Sent } from './sent.ts';

/** An event as it stands in the log. `recordedAt` in milliseconds since 1970. */
export interface LogEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly recordedAt: number;
  readonly data: object;
}

/** What is wrong with a log: the kind, and a sentence that names the event or the command. */
export interface Violation {
  readonly kind:
    'lost' | 'duplicated' | 'half' | 'order' | 'gap' | 'version' | 'recordedAt' | 'changed' | 'stranger' | 'refused';
  readonly sentence: string;
}

/**
 * Holds the log against what the clients were told. Nothing of the program is asked: ids are made from the commands, and the
 * order in which clients sent and were answered is their own. `others` are ids that came into the log by other ways.
 */
export function checkLog(
  log: readonly LogEvent[],
  sent: readonly Sent[],
  others: ReadonlySet<string>,
): readonly Violation[] {
  const places = new Map<string, readonly LogEvent[]>();
  for (const event of log) places.set(event.eventId, [...(places.get(event.eventId) ?? []), event]);
  const stored = new Map(sent.map((one) => [one, idsOf(one).flatMap((id) => places.get(id) ?? [])]));
  return [
    ...wrongInItself(log),
    ...[...places]
      .filter(([, at]) => at.length > 1)
      .map(([id, at]) =>
        violation('duplicated', `Event ${id} stands at ${at.map(({ position }) => position).join(' and ')}.`),
      ),
    ...sent.flatMap((one) => [...wrongWith(one, stored.get(one)!, places)]),
    ...outOfOrder(sent, stored),
    ...strangers(log, sent, others),
  ];
}

const violation = (kind: Violation['kind'], sentence: string): Violation => ({ kind, sentence });

/** Positions and versions without gaps, and recording times that never go back. */
function* wrongInItself(log: readonly LogEvent[]): Generator<Violation> {
  const versions = new Map<string, number>();
  let [position, recordedAt] = [0, 0];
  for (const event of log) {
    const where = `Event ${event.eventId} at ${event.position}`;
    if (event.position !== position + 1) yield violation('gap', `${where} follows ${position}.`);
    const version = versions.get(event.stream) ?? 0;
    if (event.version !== version + 1)
      yield violation('version', `${where} is version ${event.version} of ${event.stream} behind ${version}.`);
    if (event.recordedAt < recordedAt)
      yield violation('recordedAt', `${where} was recorded before the one in front of it.`);
    versions.set(event.stream, event.version);
    [position, recordedAt] = [event.position, Math.max(recordedAt, event.recordedAt)];
  }
}

/** What the client was told and what is there. */
function* wrongWith(
  one: Sent,
  stored: readonly LogEvent[],
  places: ReadonlyMap<string, readonly LogEvent[]>,
): Generator<Violation> {
  const what = `${one.command} ${one.commandId}`;
  const { outcome } = one;
  if (outcome.kind === 'acknowledged') {
    const { answer } = outcome;
    for (const told of answer.events) {
      const found = places.get(told.eventId)?.[0];
      if (found === undefined)
        yield violation('lost', `${what} was acknowledged with event ${told.eventId}, which is not there.`);
      else if (found.type !== told.type || canonicalJson(found.data) !== canonicalJson(told.data))
        yield violation('changed', `${what} was told another ${told.type} than stands at ${found.position}.`);
    }
    const isTold = stored.every(({ eventId }) => answer.events.some((event) => event.eventId === eventId));
    if (!isTold) yield violation('half', `${what} was acknowledged with only a part of its events.`);
    if (answer.events.length > 0) yield* placeTold(what, one, answer, stored);
  }
  // Sent once and refused, nothing may be there. Sent before, without an answer, that sending may have come to its end later.
  if (outcome.kind === 'refused' && one.again.length === 0 && stored.length > 0)
    yield violation('refused', `${what} was refused with ${outcome.why} and is there nonetheless.`);
  if (stored.length > 0) yield* tornApart(what, one, stored);
}

/** The position is that of its last event, and the version the one its first child had then; a repeated answer tells of now. */
function* placeTold(
  what: string,
  one: Sent,
  answer: { position: number; version: number; repeated: boolean },
  stored: readonly LogEvent[],
): Generator<Violation> {
  const last = Math.max(...stored.map(({ position }) => position));
  if (stored.length > 0 && answer.position !== last)
    yield violation('order', `${what} was told position ${answer.position} and stands at ${last}.`);
  const own = stored
    .filter(({ stream }) => [`child-${one.subjects[0]}`, one.subjects[0]].includes(stream))
    .map(({ version }) => version);
  const version = Math.max(...own);
  if (own.length > 0 && (answer.repeated ? answer.version < version : answer.version !== version))
    yield violation('version', `${what} was told version ${answer.version}, and its last event is version ${version}.`);
}

/** One append stands together: all its events, at neighbouring positions, with one recording time. */
function* tornApart(what: string, { least }: Sent, stored: readonly LogEvent[]): Generator<Violation> {
  if (stored.length < least)
    yield violation('half', `${what} has ${stored.length} of at least ${least} events in the log.`);
  const positions = stored.map(({ position }) => position);
  if (Math.max(...positions) - Math.min(...positions) + 1 !== stored.length)
    yield violation('half', `The events of ${what} stand apart: at ${positions.join(', ')}.`);
  if (new Set(stored.map(({ recordedAt }) => recordedAt)).size > 1)
    yield violation('half', `The events of ${what} were recorded at different times.`);
}

/** What was sent after another was acknowledged stands behind it, whoever sent either. */
function* outOfOrder(sent: readonly Sent[], stored: ReadonlyMap<Sent, readonly LogEvent[]>): Generator<Violation> {
  const ended = sent.filter((one) => one.outcome.kind === 'acknowledged').toSorted((a, b) => a.endedAt - b.endedAt);
  let [i, furthest, by] = [0, 0, ''];
  for (const one of sent.toSorted((a, b) => a.firstSentAt - b.firstSentAt)) {
    for (; i < ended.length && ended[i]!.endedAt < one.firstSentAt; i++)
      for (const { position } of stored.get(ended[i]!)!)
        if (position > furthest) [furthest, by] = [position, ended[i]!.commandId];
    const first = Math.min(...stored.get(one)!.map(({ position }) => position));
    if (first < furthest)
      yield violation(
        'order',
        `${one.commandId} stands at ${first}, before ${by} at ${furthest}, which was acknowledged before it was sent.`,
      );
  }
}

function* strangers(
  log: readonly LogEvent[],
  sent: readonly Sent[],
  others: ReadonlySet<string>,
): Generator<Violation> {
  const known = new Set(sent.flatMap(idsOf));
  for (const { eventId, type, position } of log)
    if (!known.has(eventId) && !others.has(eventId))
      yield violation('stranger', `Nobody sent the ${type} at ${position}.`);
}
