import { mayCarryOut } from '#access/commands-by-role';
import { may, type Person } from '#access/person';
import type { Instant } from '#calendar/instant';
import { page, type AskedPage } from '../page.ts';
import { contactRows } from './contact-rows.ts';
import { contactShown, toDecide, toScreen, type ContactShown } from './contact-shown.ts';
import { priorityWords, ratingWords } from './rating-words.ts';
import { decisionClock, hoursToDecide, screeningClock, shareUsed } from './screening-clock.ts';

/** A contact with everything a decision on it needs: the account, each child, what has been before, ratings and checks. */
export const contactPage = page({
  path: '/contacts/:contactId',
  right: 'log-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const now = service.waymark.now();
    return {
      view: 'front-door/contact.njk',
      title: `Contact ${contact.contactId.length < 20 ? contact.contactId : contact.contactId.slice(0, 8)}`,
      model: {
        contact,
        position: await service.waymark.position(),
        urgent: contact.priority === undefined ? undefined : priorityWords[contact.priority],
        clock: clockOf(contact, now),
        ratings: ratingsOf(contact, now),
        hours: hoursToDecide,
        acts: actsFor(asked.person, contact),
        at: `/contacts/${encodeURIComponent(contact.contactId)}`,
        markers: contact.children.length - contact.shown.length,
        back: { href: '/screening', text: 'Screening' },
      },
    };
  },
});

/** A child of a contact whose record is restricted: opens it for whoever may, and offers the way there is to open it. */
export const childOfContact = page({
  path: '/contacts/:contactId/children/:number',
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const rows = await contactRows(service.waymark.database, asked.params['contactId'] ?? '');
    const childId = rows[Number(asked.params['number'])]?.childId ?? '';
    await service.child(asked.person, childId, asked.requestId);
    return { redirect: `/children/${encodeURIComponent(childId)}` };
  },
});

/** The clock that runs: until it is screened, then until it is decided. */
function clockOf(contact: ContactShown, now: Instant) {
  const [first] = toScreen(contact);
  if (first) return screeningClock(first.contact.receivedOn, now);
  const rating = contact.ratings.at(-1);
  return toDecide(contact).length > 0 && rating ? decisionClock(rating.rag, rating.at, now) : undefined;
}

/** Every rating with its own clock: one that another took the place of keeps the share of its time that was used by then. */
function ratingsOf(contact: ContactShown, now: Instant) {
  const decidedAt = contact.shown.map(({ decision }) => decision?.at).find((at) => at !== undefined);
  return contact.ratings
    .map((rating, i, all) => {
      const until = all[i + 1]?.at ?? (decidedAt as Instant | undefined);
      const isLast = i === all.length - 1;
      return {
        ...rating,
        words: ratingWords[rating.rag],
        hours: hoursToDecide[rating.rag],
        used: `${shareUsed(rating.rag, rating.at, until ?? now)}%`,
        state: isLast ? (decidedAt === undefined ? 'Counts now' : 'Counted until the decision') : 'Rated again since',
      };
    })
    .toReversed();
}

/** What a person may do next with a contact. */
export interface Acts {
  readonly screen: boolean;
  readonly decide: boolean;
  readonly rerate: boolean;
  readonly requestChecks: boolean;
  readonly recordChecks: boolean;
  readonly reopen: boolean;
}

export function actsFor(person: Person, contact: ContactShown): Acts {
  const can = (command: string) => mayCarryOut(person, command);
  const isToScreen = toScreen(contact).length > 0;
  const isToDecide = toDecide(contact).length > 0;
  const screens = may(person, 'screen-contacts');
  return {
    screen: screens && isToScreen && can('ScreenContact'),
    decide: screens && isToDecide && can('DecideContact'),
    rerate: screens && isToDecide && contact.ratings.length > 0 && can('RerateContact'),
    requestChecks: isToDecide && can('RequestAgencyChecks'),
    recordChecks: isToDecide && can('RecordAgencyChecks') && contact.checks.some((check) => !check.answeredAt),
    reopen: screens && can('ReopenContact') && contact.shown.some(({ contact: one }) => one.status === 'DECIDED'),
  };
}

/** Back to the contact with a word on what was done. */
export const done = ({ params }: AskedPage, text: string, kind: 'success' | 'information' = 'success') => ({
  redirect: `/contacts/${encodeURIComponent(params['contactId'] ?? '')}`,
  says: { kind, text },
});

export const SENT_BEFORE = 'This form had arrived before. What is recorded stands below.';
