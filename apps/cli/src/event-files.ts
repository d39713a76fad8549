import type { RecordedEvent } from '#case-flow/event';
import { isXml } from '#exchange/is-xml';
import { readEventFile } from '#exchange/event-file';
import { instantFromEpochMilliseconds } from '#calendar/instant';

async function refuseXml(path: string): Promise<void> {
  if (!(await isXml(path))) return;
  throw new Error(
    `${path} is an XML file, and --events takes an event file: load a census by \`waymark import cin-census ${path}\` and ask \`waymark measure\`.`,
  );
}

/** The events of a file, of children and of authorities. A broken line is told on standard error and left out. */
export async function eventsOfFile(path: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  await refuseXml(path);
  const now = instantFromEpochMilliseconds(Date.now());
  for await (const reading of readEventFile(path)) {
    if (reading.kind === 'refused' && reading.where.record === 'file') throw new Error(reading.sentence);
    if (reading.kind === 'refused')
      process.stderr.write(`${reading.where.file}:${reading.where.line} left out: ${reading.sentence}\n`);
    else
      events.push(
        ...reading.events.map((event): RecordedEvent => ({
          ...event,
          ...(reading.stream === undefined ? {} : { stream: reading.stream }),
          recordedAt: event.recordedAt ?? now,
        })),
      );
  }
  return events;
}
