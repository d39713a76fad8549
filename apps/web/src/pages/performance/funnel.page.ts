import type { Figure } from '#measures/figure';
import { measures, measureById } from '#projections/index';
import { exactly, over, rounded, times } from '#reporting/exact';
import { readBasis } from '#waymark/reference-data';
import { askMeasures } from '#waymark/questions';
import { inOneSnapshot } from '#waymark/snapshot';
import { barChart } from '../../charts/bar-chart.ts';
import { page } from '../page.ts';
import { faultsByField, summaryOf } from './days-asked.ts';
import { figureAsked, usualPeriods } from './figure-asked.ts';
import { addressOf, measureAddress, partsText, placeAskedWords, periodWords, valueText } from './figure-words.ts';
import { placesAsked } from './places.query.ts';

/** A step of the case flow: what counts it, and the measure of how much of the step before comes to it, where there is one. */
const steps: readonly { readonly name: string; readonly count: string; readonly conversion?: string }[] = [
  { name: 'Contacts', count: 'FD-01' },
  { name: 'Referrals', count: 'RF-01', conversion: 'FD-05' },
  { name: 'Assessments completed', count: 'AS-01', conversion: 'RF-07' },
  { name: 'Strategy discussions', count: 'ST-01' },
  { name: 'Section 47 enquiries', count: 'S47-01' },
  { name: 'Initial child protection conferences', count: 'IC-01', conversion: 'S47-03.cohort' },
  { name: 'Child protection plans started', count: 'CP-02', conversion: 'IC-03' },
];

/** The case flow in a period, from contact to plan: how many at each step, and how much of one leads to the next. */
export const funnel = page({
  path: '/performance/funnel',
  right: 'see-figures',
  audit: 'NOTHING',
  show: async ({ query }, { waymark }) => {
    const { asked, fields, faults } = figureAsked(query, waymark.today());
    const { asKnownAt, place, ...dates } = asked;
    const basis = await readBasis(waymark.store, measures, asKnownAt);
    const used = steps
      .flatMap(({ count, conversion }) => [count, ...(conversion ? [conversion] : [])])
      .map((id) => measureById(id)!);
    const { position, answer } = await inOneSnapshot(waymark.database, async (sql) => ({
      figures: await askMeasures(sql, used, asked, basis),
      places: await placesAsked(sql),
    }));
    const figureOf = (id: string): Figure => answer.figures.find(({ measure }) => measure === id)!;
    const href = (id: string) => measureAddress(id, dates, asKnownAt, place);
    const rows = steps.map(({ name, count, conversion }, i) => {
      const before = steps[i - 1];
      const number = figureOf(count).numerator;
      const measure = conversion === undefined ? undefined : measureById(conversion)!;
      return {
        name,
        count: number,
        href: href(count),
        against: before === undefined ? null : shareOf(number, figureOf(before.count).numerator),
        beforeName: before?.name.toLowerCase(),
        conversion: measure && {
          title: measure.title,
          value: valueText(measure, figureOf(measure.id)),
          parts: partsText(measure, figureOf(measure.id)),
          href: href(measure.id),
        },
      };
    });
    return {
      view: 'performance/funnel.njk',
      title: 'Case flow',
      status: faults.length > 0 ? 400 : 200,
      model: {
        position,
        fields,
        faults: faultsByField(faults),
        errors: summaryOf(faults),
        period: periodWords(dates),
        asKnownAt,
        placeName: placeAskedWords(place),
        places: [{ value: '', text: 'Whole authority' }, ...answer.places.areas].map((one) => ({
          ...one,
          selected: one.value === (place.area ?? ''),
        })),
        periods: usualPeriods(dates).map((one) => ({
          text: one.text,
          isHere: one.from === dates.from && one.to === dates.to,
          href: addressOf('/performance/funnel', {
            from: one.from,
            to: one.to,
            asKnownAt: fields.asKnownAt.value,
            ...place,
          }),
        })),
        rows,
        chart: barChart({
          id: 'funnel',
          title: 'Case flow from contact to child protection plan',
          bars: rows.map(({ name, count, against, beforeName }) => ({
            label: name,
            count,
            text: count.toLocaleString('en-GB'),
            ...(against === null ? {} : { note: `${against} for every 100 ${beforeName}` }),
          })),
        }),
      },
    };
  },
});

/** How many there are for every hundred of the step before; nothing where there are none of those. */
function shareOf(now: number, before: number): string | null {
  const share = over(times(exactly(now), exactly(100)), exactly(before));
  return share === null ? null : rounded(share, 1).toLocaleString('en-GB', { minimumFractionDigits: 1 });
}
