import type { Instant } from '#calendar/instant';
import { decide, identifiers } from '#case-flow/decide';
import { journeyOf } from '#case-flow/journey';
import { registerSubject } from '#case-flow/workforce/register-streams';
import { registerCommand, subjectOfCommand } from '#case-flow/workforce/workforce';
import { Conflict, type EventStore } from '#event-store/event-store';
import { deciding, Malformed, parsed, type Answer, type Request } from './ask.ts';

/**
 * Carries out a command of the register: decided on what the stream of the worker, the team or the authority says, and
 * appended to it. Throws as `ask` does, and like it decides again when somebody else wrote meanwhile.
 */
export async function askRegister(store: EventStore, request: Request, now: () => Instant): Promise<Answer> {
  const type = registerCommand(request.command);
  if (!type) throw new Malformed([{ field: 'command', message: `there is no command ${request.command}` }]);
  const command = parsed(type, request.body);
  const { subject, stream } = subjectOfCommand(command);
  return deciding(request, async () => {
    const known = await store.readStream(stream);
    const version = known.at(-1)?.version ?? 0;
    const ids = new Set(Array.from({ length: 12 }, identifiers(request.commandId, subject)));
    const earlier = known.filter((event) => ids.has(event.eventId));
    if (earlier.length > 0) return { position: earlier.at(-1)!.position, version, repeated: true, events: earlier };
    const { expectedVersion } = request;
    if (expectedVersion !== undefined && expectedVersion !== version)
      throw new Conflict(stream, expectedVersion, version);
    const own = known.filter((event) => registerSubject(event) === subject);
    const decided = decide(type, journeyOf(subject, own), command, { ...request, now: now() });
    if (decided.length === 0) return { position: await store.lastPosition(), version, repeated: true, events: [] };
    const events = decided.map((event) => ({ ...event, childId: '' }));
    const appended = await store.append([{ stream, expectedVersion: version, events }]);
    const { position, versions, repeated } = appended;
    return { position, version: versions[stream] ?? version, repeated, events: appended.events };
  });
}
