import type { PlainDate } from '#calendar/plain-date';
import type { EventStore } from '#event-store/event-store';
import type { Measure } from '#measures/measure';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';
import { definitionFor } from '#reference/definitions';
import type { Reference } from '#reference/reference';
import { forPublication } from '#reporting/for-publication';
import { produceReport, type Dates } from '#reporting/produce';
import type { FigureSource, Report, ReportDefinition } from '#reporting/report';
import { narrativeOf, type Narrative } from '#reporting/series';
import { readModelSource } from './figure-sources.ts';
import { readReference } from './reference-data.ts';
import { inOneSnapshot, type AtPosition } from './snapshot.ts';

interface Stores {
  readonly store: EventStore;
  readonly database: ReadingDatabase;
}

/** A report asked for: its layout, its two dates, and whether it is for publication. */
export interface ReportAsked extends Dates {
  readonly definition: ReportDefinition;
  readonly isPublic: boolean;
}

/** A report from the read model, all of it of one position, with the reference data known at the same instant. */
export async function askReport(
  { store, database }: Stores,
  asked: ReportAsked,
  measures: readonly Measure[],
): Promise<AtPosition<Report>> {
  const reference = await readReference(store, asked.asKnownAt);
  return inOneSnapshot(database, (sql: Sql) => reportFrom(readModelSource(sql, reference), asked, reference, measures));
}

/**
 * Several reports at one pair of dates, all of one position, so that figures which stand in two of them are the same. `each`
 * hears how many are made.
 */
export async function askReports(
  { store, database }: Stores,
  asked: Omit<ReportAsked, 'definition'> & { readonly definitions: readonly ReportDefinition[] },
  measures: readonly Measure[],
  each: (made: number) => void,
): Promise<AtPosition<readonly Report[]>> {
  const { definitions, ...how } = asked;
  const reference = await readReference(store, how.asKnownAt);
  return inOneSnapshot(database, async (sql: Sql) => {
    const made: Report[] = [];
    for (const definition of definitions) {
      each(made.length);
      made.push(await reportFrom(readModelSource(sql, reference), { ...how, definition }, reference, measures));
    }
    return made;
  });
}

/** What there is to say of a measure on a day, all of it of one position. */
export async function askNarrative(
  { store, database }: Stores,
  measure: Measure,
  dates: Dates,
  measures: readonly Measure[],
): Promise<AtPosition<Narrative>> {
  const reference = await readReference(store, dates.asKnownAt);
  const byId = measureInForce(measures, dates.asAt, reference);
  return inOneSnapshot(database, (sql) =>
    narrativeOf(
      byId(measure.id) ?? measure,
      dates,
      readModelSource(sql, reference),
      reference,
      byId(`${measure.id}.late`),
    ),
  );
}

/** The same from any source of figures. Each measure is counted by the definition in force on the day (catalogue C.11). */
export async function reportFrom(
  source: FigureSource,
  { definition, isPublic, ...dates }: ReportAsked,
  reference: Reference,
  measures: readonly Measure[],
): Promise<Report> {
  const byId = measureInForce(measures, dates.asAt, reference);
  const report = await produceReport(definition, dates, source, reference, byId);
  return isPublic ? forPublication(report, byId) : report;
}

/** The definition that answers for a measure's id on a day. */
export function measureInForce(measures: readonly Measure[], asAt: PlainDate, { policies }: Reference) {
  const byId = new Map(measures.map((one) => [one.id, one]));
  return (id: string): Measure | undefined => {
    const plain = byId.get(id);
    return plain && definitionFor(plain, measures, asAt, policies).measure;
  };
}
