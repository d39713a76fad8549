import { page } from '../page.ts';

/** What the pages are held to, by what, and where they fall short. */
export const accessibility = page({
  path: '/accessibility',
  right: 'anybody',
  audit: 'NOTHING',
  show: () => ({ view: 'account/accessibility.njk', title: 'Accessibility statement', model: {} }),
});
