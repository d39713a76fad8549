import { childOf, page } from '../page.ts';
import { planParts } from './plans.ts';
import { recordView } from './record-head.ts';

/** Every plan, period of care and stretch of early help a child has or had, with reviews, visits and meetings. */
export const plans = page({
  path: '/children/:childId/plans',
  right: 'open-records',
  audit: 'VIEW',
  show: (asked, service) => {
    const model = { parts: planParts(childOf(asked).journey), today: service.waymark.today() };
    return recordView(asked, service, { view: 'record/plans.njk', title: 'Plans and care', model });
  },
});
