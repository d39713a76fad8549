import { Controller, Get, Header } from '@nestjs/common';
import { monthOf } from '#calendar/period';
import { measureById, measures } from '#projections/index';
import type { Measure } from '#measures/measure';
import { askMeasures } from '#waymark/questions';
import { readBasis } from '#waymark/reference-data';
import { inOneSnapshot } from '#waymark/snapshot';
import { homePage, styleSheet, type LiveCount } from './home.page.ts';
import { Waymark } from './waymark.ts';

/** The counts of the front page, each with the measure it is. */
const counts = [
  ['Cases waiting for a lead social worker', 'UN-Q'],
  ['Children in need', 'CIN-01'],
  ['Children on a child protection plan', 'CP-01'],
  ['Looked-after children', 'LAC-01'],
] as const;

/** The front page, until there are pages for each kind of staff. */
@Controller()
export class HomeController {
  constructor(private readonly waymark: Waymark) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async home(): Promise<string> {
    const asAt = this.waymark.today();
    const asked = { ...monthOf(asAt), asAt, asKnownAt: null };
    const shown = counts.flatMap(([label, id]) => {
      const measure = measureById(id);
      return measure ? [{ label, measure }] : [];
    });
    const basis = await readBasis(this.waymark.store, measures);
    const { position, answer } = await inOneSnapshot(this.waymark.database, (sql) =>
      askMeasures(
        sql,
        shown.map(({ measure }) => measure),
        asked,
        basis,
      ),
    );
    const live = shown.map(({ label, measure }, i): LiveCount => ({
      label,
      ...linked(measure),
      count: answer[i]!.numerator,
    }));
    return homePage({ asAt, position, lastPosition: await this.waymark.store.lastPosition(), counts: live });
  }

  @Get('waymark.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=300')
  style(): string {
    return styleSheet;
  }
}

/** The queue opens as the list people work from; every other count as the measure with its rows. */
const linked = ({ id }: Measure) => ({
  measure: id,
  href: id === 'UN-Q' ? '/api/v1/queue' : `/api/v1/measures/${id}/explain`,
});
