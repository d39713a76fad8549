import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measures, measureById } from '#projections/index';
import type { Measure } from '#measures/measure';
import { explainLines, type Explained } from '#projecting/explain';
import { askMeasures, populations, type MeasureAnswer, type MeasureAsked } from '#waymark/questions';
import { nearest } from '#waymark/nearest';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import { notFound } from '../problem.ts';
import { Waymark } from '../waymark.ts';

/** A measure as the catalogue has it. */
export const inCatalogue = ({ id, title, definition, source, unit, decimals, polarity }: Measure) => ({
  id,
  title,
  definition,
  source,
  unit,
  decimals,
  polarity,
});

/** The measure of this id; a problem that names the nearest one when there is none. */
export function measureNamed(id: string): Measure {
  const found = measureById(id) ?? measureById(id.toUpperCase());
  if (found) return found;
  const near = nearest(id, measures.map((one) => one.id));
  throw notFound(`There is no measure ${id}.${near ? ` Did you mean ${near}?` : ''} /api/v1/measures lists them.`);
}

/** One measure: its figure, parts and list, all of one position. */
export class MeasureQuery extends Query<AtPosition<MeasureAnswer>> {
  constructor(
    readonly measure: Measure,
    readonly asked: MeasureAsked,
  ) {
    super();
  }
}

@QueryHandler(MeasureQuery)
export class MeasureHandler implements IQueryHandler<MeasureQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ measure, asked }: MeasureQuery): Promise<AtPosition<MeasureAnswer>> {
    const estimates = await populations(this.waymark.store);
    const { position, answer } = await inOneSnapshot(this.waymark.database, (sql) =>
      askMeasures(sql, [measure], asked, estimates),
    );
    return { position, answer: answer[0]! };
  }
}

/** What `explain` answers: the figure, its definition and source, and each row with the events it rests on. */
export type ExplainedAnswer = Omit<MeasureAnswer, 'rows'> &
  ReturnType<typeof inCatalogue> & { readonly rowsInAll: number; readonly rows: readonly Explained[] };

/** A figure opened down to its events. */
export class ExplainQuery extends Query<AtPosition<ExplainedAnswer>> {
  constructor(
    readonly measure: Measure,
    readonly asked: MeasureAsked,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ExplainQuery)
export class ExplainHandler implements IQueryHandler<ExplainQuery> {
  constructor(
    private readonly waymark: Waymark,
    private readonly measures: MeasureHandler,
  ) {}

  async execute({ measure, asked, limit }: ExplainQuery): Promise<AtPosition<ExplainedAnswer>> {
    const { position, answer } = await this.measures.execute(new MeasureQuery(measure, { ...asked, withList: true }));
    const { rows = [], ...figure } = answer;
    const opened = await explainLines(this.waymark.store, measure, rows.slice(0, limit), asked.asKnownAt);
    return { position, answer: { ...inCatalogue(measure), ...figure, rowsInAll: rows.length, rows: opened } };
  }
}
