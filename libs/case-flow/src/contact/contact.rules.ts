import type { PlainDate } from '#calendar/plain-date';
import type { Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { contacts, type Contact } from './contacts.ts';

/** The contact a command speaks of: the one it names, else the latest received by that day. */
export function aContactOfThisChild(journey: Journey, contactId: string | undefined, on: PlainDate): Contact {
  const found =
    contactId === undefined
      ? contacts(journey).findLast((one) => one.receivedOn <= on)
      : contacts(journey).find((one) => one.contactId === contactId);
  if (found) return found;
  throw new Refused(
    'a-contact-of-this-child',
    contactId === undefined
      ? `No contact about this child was received by ${on}. Record the contact first.`
      : `This child has no contact ${contactId}. Check the child and the contact.`,
  );
}

/** Work between screening and decision belongs there (A.14). */
export function onlyScreened(one: Contact, what: string): void {
  if (one.status === 'RECEIVED')
    throw new Refused('only-a-screened-contact', `This contact has not been screened yet. Screen it before ${what}.`);
  if (one.status === 'DECIDED')
    throw new Refused(
      'only-an-undecided-contact',
      `This contact was decided on ${one.decidedOn}. Reopen it before ${what}.`,
    );
}

/** Invariants of a contact (catalogue A.2). */
export const contactRules: readonly OrderingRule[] = [
  {
    name: 'a-contact-is-screened-after-it-is-received',
    level: 'error',
    broken: (journey) =>
      contacts(journey).flatMap(({ received, screenings }) =>
        screenings
          .filter((screening) => received !== undefined && screening.data.screenedAt < received.data.receivedAt)
          .map(({ eventId, on }) => ({
            eventId,
            sentence: `The screening of ${on} is before the contact was received on ${received?.on}.`,
          })),
      ),
  },
  {
    name: 'a-contact-is-rated-again-after-it-is-screened',
    level: 'error',
    broken: (journey) =>
      contacts(journey).flatMap(({ screenings: [first], rerated }) =>
        rerated
          .filter(({ data }) => first === undefined || data.ratedAt < first.data.screenedAt)
          .map(({ eventId, on }) => ({
            eventId,
            sentence: `The contact was rated again on ${on}, before anybody had screened it.`,
          })),
      ),
  },
  {
    name: 'a-contact-is-decided-after-it-is-received',
    level: 'error',
    broken: (journey) =>
      contacts(journey).flatMap(({ received, decided }) =>
        received !== undefined && decided !== undefined && decided.data.decidedAt < received.data.receivedAt
          ? [
              {
                eventId: decided.eventId,
                sentence: `The decision of ${decided.on} is before the contact was received on ${received.on}.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'a-contact-is-screened-by-a-qualified-worker',
    level: 'query',
    broken: (journey) =>
      contacts(journey).flatMap(({ screened, screenings: [first] }) =>
        first !== undefined && screened === undefined
          ? [
              {
                eventId: first.eventId,
                sentence: `The contact was screened on ${first.on} by a worker who was not qualified that day.`,
              },
            ]
          : [],
      ),
  },
];
