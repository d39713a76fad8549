import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measures, measureById } from '#projections/index';
import type { Measure } from '#measures/measure';
import { explainFigure } from '#projecting/explain';
import { shownExplanation, type ShownExplanation as ShownRows } from '#waymark/explain-cell';
import { askMeasures, type MeasureAnswer, type MeasureAsked } from '#waymark/questions';
import { closestName } from '#exchange/closest-name';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import { definitionFor } from '#reference/definitions';
import { readBasis } from '#waymark/reference-data';
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
    /** The restricted children whose records whoever asks may open nonetheless. */
    readonly mayOpen?: ReadonlySet<string>,
  ) {
    super();
  }
}

@QueryHandler(MeasureQuery)
export class MeasureHandler implements IQueryHandler<MeasureQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ measure, asked, mayOpen }: MeasureQuery): Promise<AtPosition<ShownMeasure>> {
    const basis = await readBasis(this.waymark.store, measures, asked.asKnownAt);
    return inOneSnapshot(this.waymark.database, async (sql) => {
      const [answer] = await askMeasures(sql, [measure], asked, basis);
      const { rows, ...figure } = answer!;
      return rows === undefined ? figure : { ...figure, rows: await withMarkers(sql, rows, mayOpen) };
    });
  }
}

/** What `explain` answers: the figure, its definition and source, and each row with the events it rests on. */
export type ShownExplanation = Omit<MeasureAnswer, 'rows'> &
  ReturnType<typeof inCatalogue> & {
    readonly rowsInAll: number;
    readonly rows: ShownRows['counted'];
    readonly notCountedInAll: number;
    readonly notCounted: ShownRows['notCounted'];
  };

/** A figure opened down to its events: the first `limit` rows counted, and of those not counted. */
export class ExplainQuery extends Query<AtPosition<ShownExplanation>> {
  constructor(
    readonly measure: Measure,
    readonly asked: MeasureAsked,
    readonly limit: number,
    readonly mayOpen?: ReadonlySet<string>,
  ) {
    super();
  }
}

@QueryHandler(ExplainQuery)
export class ExplainHandler implements IQueryHandler<ExplainQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ measure, asked, limit, mayOpen }: ExplainQuery): Promise<AtPosition<ShownExplanation>> {
    const { store, database } = this.waymark;
    const basis = await readBasis(store, measures, asked.asKnownAt);
    return inOneSnapshot(database, async (sql) => {
      const [answer] = await askMeasures(sql, [measure], asked, basis);
      const { measure: used } = definitionFor(measure, measures, asked.asAt, basis.reference.policies);
      const found = await explainFigure(store, sql, used, asked, asked.place ?? {}, limit);
      const { counted, countedInAll, notCounted, notCountedInAll } = await shownExplanation(sql, found, mayOpen);
      const rows = { rowsInAll: countedInAll, rows: counted, notCountedInAll, notCounted };
      return { ...inCatalogue(used), ...answer!, ...rows };
    });
  }
}
