import { endOfLondonDay, isInstant, londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { isPlainDate } from '#calendar/plain-date';
import { boxesOfDay, postedDay, type Read } from '../../forms/posted-days.ts';
import type { Person } from '#access/person';
import { closedTo, withoutSharedAccounts } from '../../queries/withheld-accounts.ts';
import { knownChild, type KnownChild } from '../../queries/known-child.ts';
import { ProblemFound } from '../../problem.ts';
import { childOf, oneOf, page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { asItStood, knownLater } from './as-it-stood.ts';
import { entriesOf } from './entries.ts';
import { entryInWords } from './entry-titles.ts';
import { workerNames } from './names.ts';
import { openClocks } from './open-clocks.query.ts';
import { namesOf, siblingsShown } from './overview.page.ts';
import { overviewOf } from './overview.ts';
import { recordView } from './record-head.ts';

const MOST_ENTRIES = 20;

/**
 * The record as it stood at the end of a day, and as it was known at an instant: what happened or was recorded later is
 * hidden, and what became known later is listed apart. From a decision it says what was known when it was made.
 */
export const onADay = page({
  path: '/children/:childId/on',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const { asAt, asKnownAt, errors } = datesOf(asked, service.waymark.today());
    const child = childOf(asked);
    if (errors.length > 0) return nothingYet(asked, service, errors);
    const known = asKnownAt === null ? child : await knownThen(service, child, asKnownAt, asked.person);
    const isUnknown = known === undefined;
    const stood = known && asItStood(known, asAt);
    const shown = stood && (await shownOf(asked, service, stood, asAt, asKnownAt));
    const later = asKnownAt === null ? [] : laterLines(child, asAt, asKnownAt);
    const model = {
      asAt,
      asKnownAt,
      isUnknown,
      controls: controlsOf(asAt, asKnownAt),
      decided: decidedEntry(child, oneOf(asked.query, 'entry')),
      later,
      hiddenInAll: child.events.length - (stood?.events.length ?? 0),
      ...shown,
    };
    return recordView(asked, service, {
      view: 'record/on-a-day.njk',
      title: 'As it stood on a day',
      model,
      child: stood ?? child,
      on: asAt,
    });
  },
});

async function knownThen(
  { waymark, breakGlass }: Service,
  { childId }: KnownChild,
  asKnownAt: Instant,
  person: Person,
): Promise<KnownChild | undefined> {
  const known = await knownChild(waymark.store, childId, asKnownAt);
  if (known.events.length === 0) return undefined;
  return withoutSharedAccounts(known, await closedTo(waymark, breakGlass, person));
}

async function shownOf(
  asked: AskedPage,
  service: Service,
  stood: KnownChild,
  asAt: PlainDate,
  asKnownAt: Instant | null,
) {
  const { person } = asked;
  const [clocks, entries, worker, related] = await Promise.all([
    openClocks(service.waymark, stood.childId, asAt, asKnownAt),
    entriesOf(service, person, stood),
    workerNames(service),
    siblingsShown(service, person, stood.journey),
  ]);
  const overview = overviewOf(stood.journey, asAt);
  return {
    overview,
    clocks,
    workers: namesOf(worker, overview, clocks),
    siblings: related,
    entries: entries.slice(0, MOST_ENTRIES),
    entriesInAll: entries.length,
  };
}

/** What was recorded after the instant: first what had happened by the day, then what happened later. */
function laterLines(child: KnownChild, asAt: PlainDate, asKnownAt: Instant) {
  const facts = new Map(child.journey.facts.map((fact) => [fact.eventId, fact]));
  const lines = knownLater(child, asKnownAt).flatMap(({ eventId, type, occurredOn, recordedAt }) => {
    if (type === 'RestrictedRecordAccessed') return [];
    const on = facts.get(eventId)?.on ?? occurredOn;
    return [{ says: entryInWords(type, on), recordedAt, hadHappened: on <= asAt }];
  });
  return [...lines.filter((one) => one.hadHappened), ...lines.filter((one) => !one.hadHappened)];
}

function decidedEntry({ events }: KnownChild, eventId: string | undefined): string | undefined {
  const event = events.find((one) => one.eventId === eventId);
  return event && entryInWords(event.type, event.occurredOn);
}

interface Dates {
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  readonly errors: readonly { readonly text: string; readonly href: string; readonly field: string }[];
}

/** The two dates: from a link as they are, from the form in three boxes each. A day known at counts until its end in London. */
function datesOf({ query }: AskedPage, today: PlainDate): Dates {
  const day = dayAsked(query, 'asAt', 'day to look at');
  const known = instantAsked(query);
  const errors = [
    ...errorOf(day, 'asAt'),
    ...errorOf(known, 'asKnownAt'),
    ...('value' in day && day.value !== undefined && day.value > today
      ? [{ text: 'The day to look at must not be in the future', href: '#asAt-day', field: 'asAt' }]
      : []),
  ];
  const asKnownAt = ('value' in known ? known.value : undefined) ?? null;
  const asAt = ('value' in day ? day.value : undefined) ?? (asKnownAt === null ? today : londonDate(asKnownAt));
  return { asAt, asKnownAt, errors };
}

function dayAsked(query: AskedPage['query'], name: string, what: string): Read<PlainDate> {
  const whole = oneOf(query, name);
  if (whole === undefined) return postedDay(query, name, what);
  if (isPlainDate(whole)) return { value: whole };
  throw new ProblemFound({
    type: '/problems/malformed',
    title: 'No day',
    status: 400,
    detail: 'The address holds no real day.',
  });
}

function instantAsked(query: AskedPage['query']): Read<Instant> {
  const whole = oneOf(query, 'asKnownAt');
  if (whole !== undefined && isInstant(whole)) return { value: whole };
  const day = dayAsked(query, 'asKnownAt', 'day it was known on');
  if ('error' in day) return day;
  return day.value === undefined ? {} : { value: endOfLondonDay(day.value) };
}

const errorOf = (read: Read<unknown>, field: string) =>
  'error' in read ? [{ text: read.error.message, href: `#${field}-${read.error.box ?? 'day'}`, field }] : [];

const controlsOf = (asAt: PlainDate, asKnownAt: Instant | null) => ({
  ...boxesOfDay('asAt', asAt),
  ...(asKnownAt === null ? {} : boxesOfDay('asKnownAt', londonDate(asKnownAt))),
});

function nothingYet(asked: AskedPage, service: Service, errors: Dates['errors']) {
  const message = (field: string) => errors.find((error) => error.field === field)?.text;
  const model = { errors, controls: asked.query, asAtError: message('asAt'), asKnownAtError: message('asKnownAt') };
  return recordView(asked, service, { view: 'record/on-a-day.njk', title: 'As it stood on a day', model, status: 400 });
}
