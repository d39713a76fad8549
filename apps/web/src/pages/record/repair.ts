import { Refused } from '#case-flow/refused';
import { Conflict, type StoredEvent } from '#event-store/event-store';
import { recordedBy } from '#access/person';
import { Malformed, type Answer, type Request } from '#waymark/ask';
import { PreviewQuery } from '../../queries/frozen-report.query.ts';
import { knownChild } from '../../queries/known-child.ts';
import { childOf, oneOf, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { entryInWords } from './entry-titles.ts';
import { previewShown, type PreviewShown } from './preview-shown.ts';
import { readOut } from '../read-out.ts';

/** A command that repairs a record, as a form asks for it. */
export interface Repair {
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Why a repair was not done: what the page says above the form, which keeps what was typed. */
export interface NotDone {
  readonly status: 400 | 409;
  readonly sentence: string;
  readonly rule?: string;
  readonly dfe?: string;
  /** What somebody else recorded while the form was open. */
  readonly meanwhile?: readonly { readonly says: string; readonly recordedAt: string }[];
}

/** The version of the record that the form was drawn from; undefined where the form does not say. */
export function versionSeen({ body }: AskedPage): number | undefined {
  const version = oneOf(body, 'version');
  return version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : undefined;
}

/** What a repair would move, or why it cannot be done. Nothing is stored. */
export async function previewed(
  asked: AskedPage,
  service: Service,
  { command, body }: Repair,
): Promise<{ readonly preview: PreviewShown } | { readonly notDone: NotDone }> {
  const { person, commandId } = asked;
  const request: Request = { command, body, commandId, recordedBy: recordedBy(person), actingRole: person.role };
  try {
    const preview = await unlessStale(asked, service, (how) =>
      service.queries.execute(new PreviewQuery({ ...request, ...how })),
    );
    if (preview.events.length === 0) return { notDone: { status: 409, sentence: 'It is recorded so already.' } };
    return { preview: await previewShown(service.waymark, preview) };
  } catch (error) {
    return { notDone: notDone(error) };
  }
}

/** Carries out a repair and waits until the pages show it; or says why not. */
export async function repaired(
  asked: AskedPage,
  service: Service,
  { command, body }: Repair,
): Promise<{ readonly answer: Answer } | { readonly notDone: NotDone }> {
  try {
    const answer = await unlessStale(asked, service, (how) => service.carryOut(asked, command, body, how));
    await service.settled(answer.position);
    return { answer };
  } catch (error) {
    return { notDone: notDone(error) };
  }
}

/** The record is not what the form was drawn from (stale-view guard). */
class Stale extends Error {
  constructor(readonly since: readonly StoredEvent[]) {
    super('Somebody else recorded something meanwhile.');
  }
}

const ATTEMPTS = 3;

/**
 * Asks for something about the record as the form knew it. That somebody looked at a restricted record is an event too, and
 * moves its version without changing what the form said: then it is asked again of the version that is there.
 */
async function unlessStale<T>(
  asked: AskedPage,
  { waymark }: Service,
  ask: (how: { readonly expectedVersion?: number }) => Promise<T>,
): Promise<T> {
  const seen = versionSeen(asked);
  let expected = seen;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(expected === undefined ? {} : { expectedVersion: expected });
    } catch (error) {
      if (!(error instanceof Conflict) || seen === undefined) throw error;
      const { events, childId } = await knownChild(waymark.store, childOf(asked).childId, null);
      const since = events.filter((event) => event.childId === childId && event.version > seen && !isLook(event));
      if (since.length > 0) throw new Stale(since);
      if (attempt === ATTEMPTS) throw error;
      expected = error.actual;
    }
  }
}

/** That somebody looked at a restricted record is an event too, and changes nothing of it. */
export const isLook = ({ type }: StoredEvent): boolean => type === 'RestrictedRecordAccessed';

/** What a rule, the record's own course or the form says no with. Anything else is thrown on. */
function notDone(error: unknown): NotDone {
  if (error instanceof Refused) {
    const { rule, message, dfe } = error;
    return { status: 409, sentence: readOut(message), rule, ...(dfe === undefined ? {} : { dfe }) };
  }
  if (error instanceof Malformed)
    return {
      status: 400,
      sentence: `Check what you entered: ${error.fields.map(({ message }) => message).join('; ')}.`,
    };
  if (error instanceof Stale) return notDoneMeanwhile(error.since);
  throw error;
}

/** What a page says that was drawn before somebody else wrote. */
export const notDoneMeanwhile = (since: readonly StoredEvent[]): NotDone => ({
  status: 409,
  sentence:
    'Somebody else recorded something about this child while this page was open, so nothing of yours was recorded. Read what is new, then decide again',
  meanwhile: since.map(({ type, occurredOn, recordedAt }) => ({ says: entryInWords(type, occurredOn), recordedAt })),
});
