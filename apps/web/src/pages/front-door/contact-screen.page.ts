import { recordedBy } from '#access/person';
import { uuidOf } from '#case-flow/decide';
import { oneOf, page, type View } from '../page.ts';
import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { acted, momentTyped, taken } from './contact-acting.ts';
import { typedIn } from './contact-find.page.ts';
import { contactShown, toDecide, toScreen, type ContactShown } from './contact-shown.ts';
import { isRag, ratingWords } from './rating-words.ts';
import { hoursToDecide } from './screening-clock.ts';

const screenedAt: Field = {
  name: 'screenedAt',
  label: 'Date and time the contact was screened',
  hint: 'Leave it empty for now.',
  kind: 'moment',
  isRequired: false,
};
const ratedAt: Field = { ...screenedAt, name: 'ratedAt', label: 'Date and time the contact was rated again' };
const reason: Field = {
  name: 'reason',
  label: 'Why the rating changes',
  kind: 'text',
  isRequired: true,
  longest: 4000,
};

/** Screening: a qualified practitioner reads the contact and rates its threshold. */
export const screenContact = page({
  path: '/contacts/:contactId/screen',
  right: 'screen-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    return toScreen(contact).length > 0 ? drawn(contact, 'screen', {}, []) : taken(asked, contact, {});
  },
});

export const sendScreening = page({
  method: 'post',
  path: '/contacts/:contactId/screen',
  right: 'screen-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const typed = typedIn(asked.body);
    const read = ratingFrom(typed, 'screenedAt', 'date and time the contact was screened', service.waymark.now());
    if ('errors' in read) return drawn(contact, 'screen', typed, read.errors);
    const { at, ragThreshold } = read;
    const waiting = toScreen(contact);
    // Everybody shown is asked about where nobody waits any more: the rule then says who was first.
    const children = (waiting.length > 0 ? waiting : contact.shown).map(({ childId }) => childId);
    if (children.length === 0) return taken(asked, contact, typed);
    const body = {
      children,
      contactId: contact.contactId,
      screenedAt: at,
      screenedBy: recordedBy(asked.person),
      ragThreshold,
    };
    const how = { correlationId: uuidOf(`contact ${contact.contactId}`) };
    return acted(
      asked,
      service,
      async () => [(await service.carryOut(asked, 'ScreenContact', body, how)).position],
      `The contact is screened: ${ratingWords[ragThreshold].text.toLowerCase()}.`,
      (problem) => drawn(contact, 'screen', typed, [{ name: 'ragThreshold', message: problem }], 409),
      typed,
    );
  },
});

/** Another rating of a screened contact: the one before stays on record with the share of its time that was used. */
export const rateAgain = page({
  path: '/contacts/:contactId/rating',
  right: 'screen-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    return toDecide(contact).length > 0 ? drawn(contact, 'rating', {}, []) : taken(asked, contact, {});
  },
});

export const sendRating = page({
  method: 'post',
  path: '/contacts/:contactId/rating',
  right: 'screen-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const typed = typedIn(asked.body);
    const read = ratingFrom(typed, 'ratedAt', 'date and time the contact was rated again', service.waymark.now());
    const why = oneOf(typed, 'reason');
    const errors: FieldError[] = [
      ...('errors' in read ? read.errors : []),
      ...(why === undefined ? [{ name: 'reason', message: 'Enter why the rating changes' }] : []),
      ...(why !== undefined && why.length > 4000
        ? [{ name: 'reason', message: 'The reason must be 4,000 characters or fewer' }]
        : []),
    ];
    if ('errors' in read || errors.length > 0) return drawn(contact, 'rating', typed, errors);
    const { at, ragThreshold } = read;
    const children = toDecide(contact).map(({ childId }) => childId);
    if (children.length === 0) return taken(asked, contact, typed);
    const body = {
      children,
      contactId: contact.contactId,
      ratedAt: at,
      ratedBy: recordedBy(asked.person),
      ragThreshold,
      reason: why,
    };
    return acted(
      asked,
      service,
      async () => [(await service.carryOut(asked, 'RerateContact', body)).position],
      `The contact is rated ${ratingWords[ragThreshold].text.toLowerCase()} now. The rating before stays on record.`,
      (problem) => drawn(contact, 'rating', typed, [{ name: 'ragThreshold', message: problem }], 409),
      typed,
    );
  },
});

function ratingFrom(typed: Posted, name: string, what: string, now: Parameters<typeof momentTyped>[3]) {
  const rag = oneOf(typed, 'ragThreshold');
  const moment = momentTyped(typed, name, what, now);
  if (isRag(rag) && 'at' in moment) return { at: moment.at, ragThreshold: rag };
  const errors: FieldError[] = [
    ...(isRag(rag) ? [] : [{ name: 'ragThreshold', message: 'Choose a threshold rating' }]),
    ...('error' in moment ? [moment.error] : []),
  ];
  return { errors };
}

function drawn(
  contact: ContactShown,
  what: 'screen' | 'rating',
  typed: Posted,
  errors: readonly FieldError[],
  status = 400,
): View {
  const moment = what === 'screen' ? screenedAt : ratedAt;
  const fields = what === 'screen' ? [] : [reason];
  const last = contact.ratings.at(-1);
  const rating: Field = {
    name: 'ragThreshold',
    label: 'Threshold rating',
    kind: 'choice',
    choices: [],
    isRequired: true,
  };
  return {
    view: 'front-door/contact-screen.njk',
    title: what === 'screen' ? 'Screen the contact' : 'Rate the contact again',
    status: errors.length > 0 ? status : 200,
    model: {
      contact,
      action: `/contacts/${encodeURIComponent(contact.contactId)}/${what}`,
      last: last && ratingWords[last.rag],
      chosen: oneOf(typed, 'ragThreshold'),
      ratings: Object.entries(ratingWords).map(([value, words]) => ({
        value,
        text: words.text,
        hint: {
          text: `${words.meaning}. To decide within ${hoursToDecide[value as keyof typeof hoursToDecide]} hours.`,
        },
      })),
      ratingError: errors.find((error) => error.name === 'ragThreshold')?.message,
      fields: drawnFields(fields, typed, errors),
      moment: drawnFields([moment], typed, errors),
      isMomentOpen:
        errors.some((error) => error.name === moment.name) || oneOf(typed, `${moment.name}-day`) !== undefined,
      errors: summaryOf([rating, ...fields, moment], errors),
      markers: contact.children.length - contact.shown.length,
      back: { href: `/contacts/${encodeURIComponent(contact.contactId)}`, text: 'The contact' },
    },
  };
}
