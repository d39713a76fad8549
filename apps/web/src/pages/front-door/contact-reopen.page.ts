import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { oneOf, page, type View } from '../page.ts';
import { acted, taken } from './contact-acting.ts';
import { typedIn } from './contact-find.page.ts';
import { contactShown, type ContactShown } from './contact-shown.ts';

const LONGEST = 4000;
const reason: Field = {
  name: 'reason',
  label: 'Reason for reopening it',
  kind: 'text',
  isRequired: true,
  longest: LONGEST,
};

/** Takes a contact up again after it was decided: the team manager's. */
export const reopenContact = page({
  path: '/contacts/:contactId/reopen',
  right: 'screen-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => drawn(await contactShown(asked, service), {}, []),
});

export const sendReopening = page({
  method: 'post',
  path: '/contacts/:contactId/reopen',
  right: 'screen-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const typed = typedIn(asked.body);
    const why = oneOf(typed, 'reason');
    if (why === undefined || why.length > LONGEST) {
      const message = why === undefined ? 'Enter why it is reopened' : 'The reason must be 4,000 characters or fewer';
      return drawn(contact, typed, [{ name: 'reason', message }]);
    }
    const decided = contact.shown.filter(({ contact: one }) => one.status === 'DECIDED');
    if (decided.length === 0) return taken(asked, contact, typed);
    const body = { children: decided.map(({ childId }) => childId), contactId: contact.contactId, reason: why };
    return acted(
      asked,
      service,
      async () => [(await service.carryOut(asked, 'ReopenContact', body)).position],
      'The contact is reopened. It waits for a decision.',
      (problem) => drawn(contact, typed, [{ name: 'reason', message: problem }], 409),
      typed,
    );
  },
});

const drawn = (contact: ContactShown, typed: Posted, errors: readonly FieldError[], status = 400): View => ({
  view: 'front-door/contact-reopen.njk',
  title: 'Reopen the contact',
  status: errors.length > 0 ? status : 200,
  model: {
    contact,
    fields: drawnFields([reason], typed, errors),
    errors: summaryOf([reason], errors),
    action: `/contacts/${encodeURIComponent(contact.contactId)}/reopen`,
    back: { href: `/contacts/${encodeURIComponent(contact.contactId)}`, text: 'The contact' },
  },
});
