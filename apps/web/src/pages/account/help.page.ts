import { page } from '../page.ts';

/** Short help for the three kinds of staff: what each does here, and where. */
export const help = page({
  path: '/help',
  right: 'signed-in',
  audit: 'NOTHING',
  show: () => ({ view: 'account/help.njk', title: 'Help', model: {} }),
});
