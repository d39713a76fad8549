import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { unknownChoices } from '../unknown-choices.ts';
import { queryOf, queueChoices, queueFilters, saysFilters } from './queue-filters.ts';
import { queueView } from './queue-view.ts';

/**
 * The team managers' queue: my areas first, the filters and sort last chosen kept on purpose until they are cleared. The
 * number in the heading, in the navigation and on the tab, and the list, are of one position.
 */
export const queue = page({
  path: '/queue',
  right: 'see-queues',
  audit: 'LIST',
  show: async (asked, service): Promise<Shown> => {
    const { query, session } = asked;
    if (oneOf(query, 'clear') === 'yes') {
      const { queue: _, ...others } = session.chosen ?? {};
      session.keep('chosen', others);
      return { redirect: '/queue' };
    }
    const filters = queueFilters(saysFilters(query) ? query : lastChosen(asked));
    const number = Number(oneOf(query, 'page') ?? '1');
    const unknown = unknownChoices(query, queueChoices);
    const shown = await queueView(
      asked,
      service,
      filters,
      Number.isInteger(number) && number > 0 ? number : 1,
      unknown,
    );
    // What there is not is said once, and not kept to be said again.
    if (saysFilters(query) && shown.status === 200 && session.chosen?.['queue'] !== queryOf(filters))
      session.keep('chosen', { ...session.chosen, queue: queryOf(filters) });
    return shown;
  },
});

/** The filters that were chosen last in this session; none where nothing was. */
export const lastChosen = ({ session }: Pick<AskedPage, 'session'>): AskedPage['query'] =>
  Object.fromEntries(new URLSearchParams(session.chosen?.['queue'] ?? ''));
