import type { Instant } from '#calendar/instant';
import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import { elementId, type Field, type FieldError, type Posted } from '../../forms/field.ts';
import { formOf } from '../../forms/form-of.ts';
import { bodyFrom } from '../../forms/posted-body.ts';
import { boxesOfMoment } from '../../forms/posted-days.ts';
import { page, type Shown } from '../page.ts';
import { draftOf, draftPath, keepDraft, type ContactDraft } from './contact-draft.ts';
import { typedIn } from './contact-find.page.ts';

const form = formOf('ReceiveContact');

/** How the police rated what they notified (domestic abuse, stalking and honour-based violence assessment). */
export const policeRating = {
  name: 'policeRating',
  label: 'Rating by the police',
  hint: 'Only where the police gave one.',
  kind: 'choice',
  isRequired: false,
  choices: [
    { value: 'POLICE_HIGH', words: 'High' },
    { value: 'POLICE_MEDIUM', words: 'Medium' },
    { value: 'POLICE_STANDARD', words: 'Standard' },
  ],
} as const satisfies Field;

export const detailFields: readonly Field[] = [
  ...['receivedAt', 'source', 'sourceOrg', 'method', 'hub'].map((name) =>
    form.fields.find((one) => one.name === name)!,
  ),
  policeRating,
];

/** When and how the contact came, and from whom. */
export const contactDetails = page({
  path: '/contacts/new/:draftId/details',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const minute = `${service.waymark.now().slice(0, 16)}:00.000Z` as Instant;
    return drawn(draftId, body.details ?? boxesOfMoment('receivedAt', minute), []);
  },
});

export const keepDetails = page({
  method: 'post',
  path: '/contacts/new/:draftId/details',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const typed = typedIn(asked.body);
    const read = readDetails(typed);
    if ('errors' in read) return drawn(draftId, typed, read.errors);
    if (read.body.receivedAt > service.waymark.now())
      return drawn(draftId, typed, [
        { name: 'receivedAt', box: 'time', message: 'The time the contact was received must not be in the future' },
      ]);
    await keepDraft(asked, service, draftId, { ...body, details: typed });
    return { redirect: draftPath(draftId, body.concern === undefined ? 'concern' : 'check') };
  },
});

/** What ReceiveContact takes of this page. */
export interface Details {
  readonly receivedAt: Instant;
  readonly source: string;
  readonly sourceOrg?: string;
  readonly method: string;
  readonly hub: string;
  readonly policeRating?: string;
}

function readDetails(typed: Posted): { readonly body: Details } | { readonly errors: readonly FieldError[] } {
  const schema = form.schema.pick({ receivedAt: true, source: true, sourceOrg: true, method: true, hub: true });
  const read = bodyFrom(detailFields, typed, schema);
  return 'errors' in read ? read : { body: read.body as unknown as Details };
}

/** The details of a draft, where they are complete. */
export function detailsOf({ details }: ContactDraft): Details | undefined {
  const read = details === undefined ? undefined : readDetails(details);
  return read === undefined || 'errors' in read ? undefined : read.body;
}

const drawn = (draftId: string, typed: Posted, errors: readonly FieldError[]): Shown => ({
  view: 'front-door/contact-details.njk',
  title: 'How the contact came',
  status: errors.length > 0 ? 400 : 200,
  model: {
    draftId,
    fields: drawnFields(detailFields, typed, errors),
    errors: summaryOf(detailFields, errors),
    sourceId: elementId('source'),
    back: { href: draftPath(draftId, 'children') },
  },
});
