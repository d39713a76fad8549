import { page } from '../page.ts';
import { contactShown } from './contact-shown.ts';
import { screenBy, screeningClock } from './screening-clock.ts';

/** After a contact was sent: its reference, what happens next, and the clock that runs. */
export const contactLogged = page({
  path: '/contacts/:contactId/logged',
  right: 'log-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const now = service.waymark.now();
    return {
      view: 'front-door/contact-logged.njk',
      title: 'Contact logged',
      model: {
        contact,
        isInDanger: contact.priority === 'IMMEDIATE_DANGER',
        screenBy: screenBy(contact.shown[0]?.contact.receivedOn ?? service.waymark.today()),
        clock: screeningClock(contact.shown[0]?.contact.receivedOn ?? service.waymark.today(), now),
      },
    };
  },
});
