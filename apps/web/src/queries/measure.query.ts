import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measures, measureById } from '#projections/index';
import type { Measure } from '#measures/measure';
import { explainLines, type Explained } from '#projecting/explain';
import { askMeasures, populations, type MeasureAnswer, type MeasureAsked } from '#waymark/questions';
import { closestName } from '#exchange/closest-name';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import type { Listed } from '#measures/evaluate';
import { notFound } from '../problem.ts';
import { Waymark } from '../waymark.ts';
import { withMarkers, type Marked } from '#waymark/restricted';

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
  const near = closestName(
    id,
    measures.map((one) => one.id),
  );
  throw notFound(`There is no measure ${id}.${near ? ` Did you mean ${near}?` : ''} /api/v1/measures lists them.`);
}

/** A figure as it is shown: the rows of restricted records are markers. */
export type ShownMeasure = Omit<MeasureAnswer, 'rows'> & { readonly rows?: readonly Marked<Listed>[] };

/** One measure: its figure, parts and list, all of one position. */
export class MeasureQuery extends Query<AtPosition<ShownMeasure>> {
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

  async execute({ measure, asked }: MeasureQuery): Promise<AtPosition<ShownMeasure>> {
    const estimates = await populations(this.waymark.store);
    return inOneSnapshot(this.waymark.database, async (sql) => {
      const [answer] = await askMeasures(sql, [measure], asked, estimates);
      const { rows, ...figure } = answer!;
      return rows === undefined ? figure : { ...figure, rows: await withMarkers(sql, rows) };
    });
  }
}

/** What `explain` answers: the figure, its definition and source, and each row with the events it rests on. */
export type ShownExplanation = Omit<MeasureAnswer, 'rows'> &
  ReturnType<typeof inCatalogue> & { readonly rowsInAll: number; readonly rows: readonly Marked<Explained>[] };

/** A figure opened down to its events: the first `limit` rows. */
export class ExplainQuery extends Query<AtPosition<ShownExplanation>> {
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
  constructor(private readonly waymark: Waymark) {}

  async execute({ measure, asked, limit }: ExplainQuery): Promise<AtPosition<ShownExplanation>> {
    const { store, database } = this.waymark;
    const estimates = await populations(store);
    return inOneSnapshot(database, async (sql) => {
      const [answer] = await askMeasures(sql, [measure], { ...asked, withList: true }, estimates);
      const { rows = [], ...figure } = answer!;
      const lines = rows.slice(0, limit);
      const opened = await explainLines(store, measure, lines, asked.asKnownAt);
      const shown = await withMarkers(sql, opened);
      return { ...inCatalogue(measure), ...figure, rowsInAll: rows.length, rows: shown };
    });
  }
}
