import type { Instant } from '#calendar/instant';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import type { CommandType } from '#case-flow/command';
import { decide, identifiers, type Asked } from '#case-flow/decide';
import type { NewEvent } from '#case-flow/event';
import { journeyOf, type Journey } from '#case-flow/journey';
import { commandType } from '#case-flow/processes';
import { childStream, Conflict, type EventStore, type ReadOptions, type StoredEvent } from '#event-store/event-store';

/** A command as it arrives: its name, its body, who asks, and the key that makes asking twice harmless. */
export interface Request {
  readonly command: string;
  readonly body: unknown;
  readonly commandId: string;
  /** The version of the child's stream the person was looking at; another one is a `Conflict`. */
  readonly expectedVersion?: number;
  readonly recordedBy?: string;
  readonly actingRole?: string;
  readonly actingTeam?: string;
  readonly correlationId?: string;
}

/** What came of it. A read model that has passed `position` shows it. `repeated` if the same key was answered before. */
export interface Answer {
  readonly position: number;
  readonly version: number;
  readonly repeated: boolean;
  readonly events: readonly {
    readonly eventId: string;
    readonly type: string;
    readonly childId: string;
    /** The stream, where it is no child's. */
    readonly stream?: string;
    readonly data: object;
  }[];
}

/** What is wrong with a command's body, field by field. Nothing was stored. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  constructor(readonly fields: readonly { readonly field: string; readonly message: string }[]) {
    super(fields.map(({ field, message }) => `${field}: ${message}`).join('; '));
  }
}

const ATTEMPTS = 8;

/**
 * Carries out a command: reads the journeys it is about, decides, and appends to all streams concerned or none. Throws
 * `Malformed`, `Refused` (a rule says no), `Conflict` (the expected version is not the one there) or what the store
 * throws. When somebody else wrote meanwhile and no version was expected, it decides again on what is there now.
 */
export async function ask(store: EventStore, request: Request, now: () => Instant): Promise<Answer> {
  const type = commandType(request.command);
  if (!type) throw new Malformed([{ field: 'command', message: `there is no command ${request.command}` }]);
  const command = parsed(type, request.body);
  return deciding(request, () => once(store, type, command, request, now()));
}

/** Decides, and decides again when somebody else wrote meanwhile, unless the request names the version it saw. */
export async function deciding(request: Request, decideOnce: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decideOnce();
    } catch (error) {
      if (!(error instanceof Conflict) || request.expectedVersion !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

/** A command's body as its schema has it. Refuses (Malformed) what it does not take. */
export function parsed(type: CommandType, body: unknown): Record<string, unknown> {
  const result = type.schema.strict().safeParse(body ?? {});
  if (result.success) return result.data;
  throw new Malformed(
    result.error.issues.map((issue) => ({ field: issue.path.join('.') || fieldOf(issue), message: issue.message })),
  );
}

const fieldOf = (issue: object): string => ('keys' in issue ? (issue.keys as string[]).join(', ') : 'body');

async function once(
  store: EventStore,
  type: CommandType,
  command: Record<string, unknown>,
  request: Request,
  now: Instant,
): Promise<Answer> {
  const { known, childIds, version, earlier, events } = await considered(store, type, command, request, now);
  if (earlier.length > 0)
    return { position: Math.max(...earlier.map((event) => event.position)), version, repeated: true, events: earlier };
  if (events.length === 0) return { position: await store.lastPosition(), version, repeated: true, events: [] };
  const appended = await store.append(writes(events, known));
  return {
    position: appended.position,
    version: appended.versions[childStream(childIds[0]!)] ?? version,
    repeated: appended.repeated,
    // What another asking under the same key has stored a moment before, if it was faster.
    events: appended.repeated ? appended.events : events,
  };
}

/**
 * The events that a command would record now, and nothing is stored: none where it was so already. Throws what `ask`
 * throws.
 */
export async function wouldRecord(store: EventStore, request: Request, now: Instant): Promise<readonly NewEvent[]> {
  const type = commandType(request.command);
  if (!type) throw new Malformed([{ field: 'command', message: `there is no command ${request.command}` }]);
  return (await considered(store, type, parsed(type, request.body), request, now)).events;
}

interface Considered {
  readonly known: ReadonlyMap<string, readonly StoredEvent[]>;
  readonly childIds: readonly string[];
  readonly version: number;
  /** What an earlier asking under the same key left; then nothing is decided. */
  readonly earlier: readonly StoredEvent[];
  readonly events: readonly NewEvent[];
}

async function considered(
  store: EventStore,
  type: CommandType,
  command: Record<string, unknown>,
  request: Request,
  now: Instant,
): Promise<Considered> {
  const childIds = (command['children'] as string[] | undefined) ?? [command['childId'] as string];
  const options = type.withPersonal ? { withPersonal: true } : {};
  const known = await read(store, [...childIds, ...(type.others?.(command) ?? [])], options);
  const version = versionOf(known, childIds[0]!);
  const earlier = answeredBefore(known, childIds, request.commandId);
  if (earlier.length > 0) return { known, childIds, version, earlier, events: [] };
  const { expectedVersion } = request;
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new Conflict(childStream(childIds[0]!), expectedVersion, version);
  const journey = journeyIn(known);
  const asked: Asked = { ...request, now };
  const events = childIds.flatMap((childId) => decide(type, journey(childId), command, asked, journey));
  return { known, childIds, version, earlier, events };
}

/** The streams of some children and of everyone they were ever merged with. */
async function read(
  store: EventStore,
  childIds: readonly string[],
  options: ReadOptions,
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const known = new Map<string, StoredEvent[]>();
  let wanted = [...new Set(childIds)];
  while (wanted.length > 0) {
    for (const childId of wanted) known.set(childId, []);
    for (const event of await store.readStreams(wanted.map(childStream), undefined, options))
      known.get(event.childId)?.push(event);
    wanted = [...new Set([...known.values()].flat().flatMap(linkedBy))].filter((childId) => !known.has(childId));
  }
  return known;
}

const linkedBy = ({ type, data }: StoredEvent): string[] =>
  type === 'DuplicateRecordsMerged' || type === 'MergedInto'
    ? [data['survivorId'], data['mergedId']].filter((id): id is string => typeof id === 'string')
    : [];

/** A merged child's own journey is what its own stream says; the survivor's holds both. */
function journeyIn(known: ReadonlyMap<string, readonly StoredEvent[]>): (childId: string) => Journey {
  const pooled = journeysOf([...known.values()].flat());
  return (childId) =>
    pooled.find((journey) => journey.childId === childId) ?? journeyOf(childId, known.get(childId) ?? []);
}

const versionOf = (known: ReadonlyMap<string, readonly StoredEvent[]>, childId: string): number =>
  known.get(childId)?.at(-1)?.version ?? 0;

/** The events an earlier asking under the same key left, if it left any. */
function answeredBefore(
  known: ReadonlyMap<string, readonly StoredEvent[]>,
  childIds: readonly string[],
  commandId: string,
): readonly StoredEvent[] {
  return childIds.flatMap((childId) => {
    const nextId = identifiers(commandId, childId);
    const ids = new Set(Array.from({ length: 12 }, nextId));
    return [...known.values()].flat().filter((event) => ids.has(event.eventId));
  });
}

function writes(events: readonly NewEvent[], known: ReadonlyMap<string, readonly StoredEvent[]>) {
  const byChild = new Map<string, NewEvent[]>();
  for (const event of events) byChild.set(event.childId, [...(byChild.get(event.childId) ?? []), event]);
  return [...byChild].map(([childId, own]) => ({
    stream: childStream(childId),
    expectedVersion: versionOf(known, childId),
    events: own,
  }));
}
