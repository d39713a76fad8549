import { eventProcesses } from '#case-flow/event-catalogue';
import type { EventType } from '#case-flow/event-type';
import { authorityEvents } from '#reference/reference.events';
import { reportEvents } from '#reporting/frozen-report.events';
import { envelope } from './event-envelope.ts';
import { eventExamples } from './event-examples.ts';
import { anchorOf, codeSets, fieldsOf, type FieldWords, type NamedCodes } from './event-field-words.ts';

/** Every event an event file may hold, by the process it belongs to. */
export const eventsByProcess: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  ...eventProcesses,
  authority: authorityEvents,
  report: reportEvents,
};

/** The format of event files as a Markdown page, made from the events themselves. */
export function eventsPage(): string {
  const sections = Object.entries(eventsByProcess).flatMap(([process, events]) => [
    `## ${headingOf(process)}`,
    ...(notes[process] === undefined ? [] : [notes[process]]),
    ...Object.entries(events).flatMap(([name, event]) => sectionOf(name, event)),
  ]);
  const isNamed = (set: NamedCodes) => sections.some((one) => one.includes(`(#${anchorOf(set)})`));
  const codes = codeSets.filter(isNamed).map(codesOf);
  return `${['# Events', madeBy, ...aLine, ...around, ...repairs, ...sections, '## Codes', ...codes].join('\n\n')}\n`;
}

const madeBy =
  'Made by `npm run docs` from `libs/case-flow/src/*/*.events.ts` and the like; change the event, not this page. It is the format that `import events`, `evaluate --events` and `export events` read and write. Names and fields are stored for decades: fields are added, never renamed or removed.';

const codesOf = (set: NamedCodes): string =>
  `<a id="${anchorOf(set)}"></a>**${set.name}**: ${[...set.labels].map(([code, label]) => `\`${code}\` ${label}`).join('; ')}`;

/** Every event by process, a line each, for the terminal. */
export const eventsListed = (): string =>
  Object.entries(eventsByProcess)
    .map(([process, events]) =>
      [headingOf(process), ...Object.entries(events).map(([name, event]) => `  ${name}: ${briefly(event)}`)].join('\n'),
    )
    .join('\n\n');

const briefly = ({ payload }: EventType): string =>
  fieldsOf(payload)
    .map(({ name, isOptional }) => (isOptional ? `[${name}]` : name))
    .join(', ');

const json = (example: object): string => `\`\`\`json\n${JSON.stringify(example)}\n\`\`\``;

const aLine = [
  '## A line',
  'A file is UTF-8 text with one event a line, each a JSON object (NDJSON). A line that cannot be read is refused with its number and the reason, and the rest goes on. What the catalogue does not know is left out, and it is said. An event of a child names the child:',
  json(eventExamples.child),
  'An event of a worker or a team stands on the stream of the worker or team its payload names, which need not be said:',
  json(eventExamples.worker),
  'An event of the authority names the stream of the authority:',
  json(eventExamples.authority),
  'A **day** is written `YYYY-MM-DD`; an **instant** is ISO 8601 with its zone, such as `2015-06-10T09:00:00Z`, and where only the day is known, the day. An **identifier** is 1 to 80 letters, digits, dots, dashes or colons and begins with a letter or digit. `null` in a field is the same as no field.',
];

const meanings: Readonly<Record<string, string>> = {
  type: 'the name of the event',
  childId: 'the child it is about; give this or `stream`',
  stream: '`authority-<code>`, `worker-<id>`, `team-<id>`, `report-<id>` or `child-<id>`',
  occurredOn: 'the day in the world; the day in the payload wins where there is one',
  occurredAt: 'the instant in the world, where it is known',
  recordedAt: 'when the authority came to know of it; now where it is left out, and never later than now',
  eventId: 'any name of its own, once in all files; follows from what the line says where it is left out',
  recordedBy: 'who recorded it',
  actingRole: 'the role in which',
  actingTeam: 'the team for which',
  correlationId: 'what it belongs together with',
  causationId: 'what led to it',
  source: '`IMPORT` where it is left out',
  importRef: 'file and line it came from',
  importedAnomaly: 'the ordering rules it broke when it was imported',
  data: 'the payload: the fields of the event below',
  personal: 'names, addresses and free text of a child, encrypted with a key of that child; no measure reads it',
};

const around = [
  '## Around the payload',
  fieldsOf(envelope)
    .map((field) => `- ${fieldWords(field)}${meanings[field.name] === undefined ? '' : `; ${meanings[field.name]}`}`)
    .join('\n'),
];

const repairs = [
  '## Corrections and voids',
  'Nothing is overwritten. A day that was wrong is corrected by an event on the same stream that names the `eventId` of the wrong one and the field (a field of its payload, or `occurredOn`); the latest correction known counts, from its own recording on. So a figure as known before it stays as it was.',
  json(eventExamples.correction),
  'What did not happen, or not to this child, is taken back by a void. To mend any other field, void the event and record it anew under another `eventId`. Events of workers and teams are repaired the same way on their own stream; on that of an authority there are voids alone.',
  json(eventExamples.void),
];

const notes: Readonly<Record<string, string>> = {
  workforce:
    'On `worker-<id>` and `team-<id>`; what is of a service (EstablishmentSet, VacancyOpened, VacancyFilled, RecruitmentStageReached) on `authority-<code>`.',
  authority: 'On `authority-<code>`: what figures are set beside.',
  report: 'On `report-<id>`: a report as it was given out. Made by `report freeze`, not by hand.',
};

function sectionOf(name: string, { payload, on, personal }: EventType): readonly string[] {
  const fields = fieldsOf(payload).map((field) => `- ${fieldWords(field)}`);
  const details = personal === undefined ? [] : fieldsOf(personal).map((field) => `\`${field.name}\` (${field.what})`);
  return [
    `### ${name}`,
    [
      `- Day: ${on === undefined ? '`occurredOn`' : `\`${on}\``}`,
      ...fields,
      ...(details.length === 0 ? [] : [`- Personal, all optional: ${details.join(', ')}`]),
    ].join('\n'),
  ];
}

function fieldWords({ name, what, isOptional }: FieldWords): string {
  return `\`${name}\`${isOptional ? ' (optional)' : ''}: ${what}`;
}

/** child-identity: Child identity. */
const headingOf = (process: string): string => `${process[0]!.toUpperCase()}${process.slice(1).replaceAll('-', ' ')}`;
