import type { PlainDate } from '#calendar/plain-date';
import { factsOf, type Fact } from '#case-flow/journey';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { projection } from '#measures/projection';
import { stretches } from '../stretches.ts';

/** One row for each stretch in which an opened vacancy had the same part of a post left to fill. */
export const vacancies = projection({
  name: 'vacancies',
  question: 'Which vacancies have been opened and are not yet filled?',
  version: 1,
  columns: {
    vacancyId: 'text',
    service: 'text',
    fteHundredths: 'number',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: ['VacancyOpened', 'VacancyFilled'],
  rows: (journey) => {
    const service = ownIdIn(journey, 'service');
    if (service === undefined) return [];
    const opened = factsOf(journey, 'VacancyOpened');
    const ids = [...new Set(opened.map(({ data }) => data.vacancyId))];
    return ids.flatMap((vacancyId) => {
      const of = <F extends Fact<'VacancyOpened' | 'VacancyFilled'>>(facts: readonly F[]) =>
        facts.filter(({ data }) => data.vacancyId === vacancyId);
      const first = of(opened)[0]!;
      const filled = of(factsOf(journey, 'VacancyFilled'));
      const left = (on: PlainDate) =>
        filled
          .filter((fact) => fact.on <= on)
          .reduce((hundredths, { data }) => hundredths - Math.round(data.fte * 100), Math.round(first.data.fte * 100));
      return stretches(
        { from: first.on },
        filled.map((fact) => fact.on),
        (on) => ({ fteHundredths: left(on) }),
      )
        .filter(({ fteHundredths }) => fteHundredths > 0)
        .map(({ from, to, fteHundredths }) => ({
          rowId: `service-${service}/${vacancyId}#${from}`,
          because: [first, ...filled],
          cells: { vacancyId, service, fteHundredths, from, to: to ?? null, team: null, area: null },
        }));
    });
  },
});
