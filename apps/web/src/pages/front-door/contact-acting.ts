import { recordedBy } from '#access/person';
import { epochMilliseconds, type Instant } from '#calendar/instant';
import { Refused } from '#case-flow/refused';
import type { FieldError, Posted } from '../../forms/field.ts';
import { postedMoment } from '../../forms/posted-days.ts';
import type { AskedPage, Shown, View } from '../page.ts';
import type { Service } from '../service.ts';
import { contactShown, type ContactShown } from './contact-shown.ts';
import { done, SENT_BEFORE } from './contact.page.ts';
import { wasSentBefore } from './send-contact.ts';
import { readOut } from '../read-out.ts';

/** The moment that was typed for something done earlier; now where nothing was. Not in the future. */
export function momentTyped(
  typed: Posted,
  name: string,
  what: string,
  now: Instant,
): { at: Instant } | { error: FieldError } {
  const read = postedMoment(typed, name, what);
  if ('error' in read) return { error: { name, ...read.error } };
  if (read.value === undefined) return { at: now };
  if (epochMilliseconds(read.value) <= epochMilliseconds(now)) return { at: read.value };
  return { error: { name, box: 'day', message: `The ${what} must not be in the future` } };
}

/** The rules that say that somebody else was first. */
const takenRules = [
  'only-a-received-contact-is-screened',
  'only-an-undecided-contact',
  'only-a-decided-contact-is-reopened',
];

/**
 * Carries out what a form about a contact asks, and goes back to the contact. Where somebody else was first there is a page
 * that says who, when and what; any other refusal is drawn into the form again. The same form twice is harmless.
 */
export async function acted(
  asked: AskedPage,
  service: Service,
  work: () => Promise<readonly number[]>,
  says: string,
  again: (problem: string) => Promise<View> | View,
  typed: Posted,
): Promise<Shown> {
  try {
    const positions = await work();
    await service.settled(Math.max(0, ...positions));
    return done(asked, says);
  } catch (error) {
    if (wasSentBefore(error)) return done(asked, SENT_BEFORE, 'information');
    if (!(error instanceof Refused)) throw error;
    if (!takenRules.includes(error.rule)) return again(readOut(error.message));
    return taken(asked, await contactShown(asked, service), typed, error);
  }
}

/** The page for whoever came second; what they typed is still there to copy. */
export function taken(asked: AskedPage, contact: ContactShown, typed: Posted, refused?: Refused): View {
  const decisions = contact.shown.flatMap(({ says, decision }) => (decision ? [{ child: says, ...decision }] : []));
  const isOwn = contact.shown.some(({ contact: one }) => one.screened?.data.screenedBy === recordedBy(asked.person));
  return {
    view: 'front-door/contact-taken.njk',
    title:
      decisions.length > 0
        ? 'This contact was decided already'
        : contact.screening
          ? 'This contact was screened already'
          : 'This contact has moved on',
    status: 409,
    model: {
      contact,
      decisions,
      isOwn,
      detail: refused?.message,
      words: [typed['rationale'], typed['reason']].flat().filter((text) => text !== undefined && text !== ''),
      at: `/contacts/${encodeURIComponent(contact.contactId)}`,
    },
  };
}
