import { measures } from '#projections/index';
import type { Measure } from '#measures/measure';
import { familyOf } from '#reference/definitions';
import { oneOf, page } from '../page.ts';
import { unitWords } from './figure-words.ts';

/** The chapters of the catalogue, by what ids begin with. */
const chapters: Readonly<Record<string, string>> = {
  FD: 'Contacts at the front door',
  EH: 'Early help',
  RF: 'Referrals',
  AS: 'Assessments',
  UN: 'Unallocated cases',
  ST: 'Strategy discussions',
  S47: 'Section 47 enquiries',
  IC: 'Initial child protection conferences',
  CP: 'Child protection plans',
  CIN: 'Children in need',
  LAC: 'Looked-after children',
  AD: 'Adoption',
  CL: 'Care leavers',
  WF: 'Workforce',
  LE: 'Late entry',
};

/** Every measure there is, and those that have some words in them. */
export const catalogue = page({
  path: '/performance/measures',
  right: 'see-figures',
  audit: 'NOTHING',
  show: ({ query }) => {
    const words = oneOf(query, 'words') ?? '';
    const found = measures.filter((one) => hasWords(one, words));
    return {
      view: 'performance/catalogue.njk',
      title: 'Measures',
      model: {
        words,
        count: found.length,
        inAll: measures.length,
        chapters: Object.entries(chapters)
          .map(([prefix, title]) => ({
            prefix,
            title,
            measures: found.filter(({ id }) => id.split('-')[0] === prefix).map(inCatalogue),
          }))
          .filter((chapter) => chapter.measures.length > 0),
      },
    };
  },
});

/** Whether every word stands somewhere in the id, title, definition or source. */
export function hasWords({ id, title, definition, source }: Measure, words: string): boolean {
  const text = `${id} ${title} ${definition} ${source}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const inCatalogue = ({ id, title, definition, unit }: Measure) => ({
  id,
  title,
  definition,
  unit: unitWords[unit],
  isVariant: familyOf(id) !== id,
});
