import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { reportDefinition } from '#reporting/definitions';
import type { Request } from '#waymark/ask';
import { frozenReport, frozenReports, type FrozenReport } from '#waymark/frozen-reports';
import { previewOf, type Preview } from '#waymark/preview';
import { restatedReport, type Restated } from '#waymark/restated-report';
import { notFound } from '../problem.ts';
import { Waymark } from '../waymark.ts';

const model = readingModel(projections, measures);

/** Every report that was given out, in the order of freezing. */
export class FrozenReportsQuery extends Query<readonly FrozenReport[]> {}

@QueryHandler(FrozenReportsQuery)
export class FrozenReportsHandler implements IQueryHandler<FrozenReportsQuery> {
  constructor(private readonly waymark: Waymark) {}

  execute(): Promise<readonly FrozenReport[]> {
    return frozenReports(this.waymark.store);
  }
}

/** One report as it was given out, with every figure. */
export class FrozenReportQuery extends Query<FrozenReport> {
  constructor(readonly id: string) {
    super();
  }
}

@QueryHandler(FrozenReportQuery)
export class FrozenReportHandler implements IQueryHandler<FrozenReportQuery> {
  constructor(private readonly waymark: Waymark) {}

  execute({ id }: FrozenReportQuery): Promise<FrozenReport> {
    return frozenNamed(this.waymark, id);
  }
}

/** What has moved since a report was given out. */
export class RestatedQuery extends Query<Restated> {
  constructor(
    readonly id: string,
    /** The restricted children whose records whoever asks may open nonetheless. */
    readonly mayOpen?: ReadonlySet<string>,
  ) {
    super();
  }
}

@QueryHandler(RestatedQuery)
export class RestatedHandler implements IQueryHandler<RestatedQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ id, mayOpen }: RestatedQuery): Promise<Restated> {
    const { store, database } = this.waymark;
    return restatedReport({ store, database, model }, await frozenNamed(this.waymark, id), reportDefinition, mayOpen);
  }
}

/** What a command would move, were it carried out. */
export class PreviewQuery extends Query<Preview> {
  constructor(
    readonly request: Request,
    readonly mayOpen?: ReadonlySet<string>,
  ) {
    super();
  }
}

@QueryHandler(PreviewQuery)
export class PreviewHandler implements IQueryHandler<PreviewQuery> {
  constructor(private readonly waymark: Waymark) {}

  execute({ request, mayOpen }: PreviewQuery): Promise<Preview> {
    const { store, database, now } = this.waymark;
    return previewOf({ store, database, model }, request, now(), mayOpen);
  }
}

async function frozenNamed({ store }: Waymark, id: string): Promise<FrozenReport> {
  const found = await frozenReport(store, id);
  if (found) return found;
  throw notFound(`No report was frozen under the id ${id}. /api/v1/frozen-reports lists them.`);
}
