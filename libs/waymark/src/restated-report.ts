import type { Projection } from '#measures/projection';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import { eventsOfChildren, LinkedChildren, linkingAndRegisterEvents } from '#projecting/linked-events';
import type { Sql } from '#projecting/reading-database';
import { withAreasOf } from '#reporting/areas';
import { produceReport } from '#reporting/produce';
import { changeKind } from './change-kinds.ts';
import { readModelSource } from './figure-sources.ts';
import type { ReportStores } from './freeze-report.ts';
import { knowledgeOf, type FrozenReport } from './frozen-reports.ts';
import { movedBeside, type MovedBeside } from './moved-beside.ts';
import { definitionsOn, isKnownIn, referenceKnown, type Knowledge } from './report-knowledge.ts';
import { reproduceReport, type DefinitionOf } from './reproduce-report.ts';
import { movedFigures, Telling, unaccountedIn, type MovedFigure, type RestatedFigure } from './restated-figures.ts';
import { marked, restrictedChildren } from './restricted.ts';
import { atOnePosition } from './snapshot.ts';
import { projectionsOf, sharedIn, twoStates, withEverybody, type TwoStates } from './two-states.ts';

/** What has moved in a report since it was given out. */
export interface Restated {
  readonly id: string;
  readonly definition: string;
  readonly asAt: string;
  readonly asKnownAt: string;
  /** What was counted then and is counted now. */
  readonly position: { readonly frozen: number; readonly now: number };
  readonly figures: readonly RestatedFigure[];
  /** Targets, ratings, trends, comparators, notes and commentary that are others now. */
  readonly beside: readonly MovedBeside[];
  /** Movements that the events do not explain. Nothing, unless a definition was edited. */
  readonly unaccounted: readonly string[];
}

/**
 * Every figure of a frozen report that has since moved, by how much, and why: the rows that entered and left, whose sum is
 * the movement, each with the events that did it. Must be asked when the read model has caught up.
 */
export async function restatedReport(
  stores: ReportStores,
  frozen: FrozenReport,
  definitionOf: DefinitionOf,
  mayOpen?: ReadonlySet<string>,
): Promise<Restated> {
  const { store, model } = stores;
  const { id, asAt, asKnownAt, isImported } = frozen;
  const known = await knowledgeOf(stores, frozen);
  const { report: then, differences } = await reproduceReport(stores, frozen, definitionOf);
  const referenceThen = await referenceKnown(store, known);
  const { answer } = await atOnePosition(stores, async (sql, until) => {
    const referenceNow = await referenceKnown(store, { position: until, asKnownAt: null });
    const [defThen, defNow] = [referenceThen, referenceNow].map((one) => definitionsOn(model.measures, one, asAt));
    const definition = withAreasOf(definitionOf(frozen.definition, asAt)!, frozen.cells);
    const source = readModelSource(sql, referenceNow);
    const now = await produceReport(
      definition,
      { asAt, asKnownAt: null },
      source,
      referenceNow,
      (one) => defNow!(one)?.measure,
    );
    const fresh = await newEvents(store, known, until);
    const moved = movedFigures(frozen.cells, now, defThen!, defNow!);
    const telling = new Telling(await statesOf(stores, sql, known, fresh, until, moved), fresh);
    const figures = moved.map((one) => telling.figure(one));
    const restricted = await restrictedChildren(sql, mayOpen);
    return {
      id,
      definition: frozen.definition,
      asAt,
      asKnownAt,
      position: { frozen: isImported ? frozen.position : known.position, now: until },
      figures: figures.map((one) => ({
        ...one,
        parts: one.parts.map((part) => ({ ...part, lines: part.lines.map((line) => marked(line, restricted)) })),
      })),
      beside: movedBeside(
        then,
        now,
        fresh.filter((event) => changeKind(event) === 'reference data'),
      ),
      unaccounted: [...differences, ...figures.flatMap(unaccountedIn)],
    };
  });
  return answer;
}

async function newEvents(store: EventStore, known: Knowledge, until: number): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let at = known.position > until ? 0 : known.position; at < until;) {
    const batch = await store.readAll(at, 5000, { upToPosition: until });
    events.push(...batch.filter((event) => !isKnownIn(known, event) && event.type !== 'ReportFrozen'));
    at = batch.at(-1)!.position;
  }
  return events;
}

async function statesOf(
  { store, model }: ReportStores,
  sql: Sql,
  known: Knowledge,
  fresh: readonly StoredEvent[],
  until: number,
  moved: readonly MovedFigure[],
): Promise<TwoStates> {
  const links = new LinkedChildren();
  links.learn((await store.readTypes(linkingAndRegisterEvents)).filter((event) => event.position <= until));
  const groups = await eventsOfChildren(store, links, fresh, until);
  const counted = new Set(
    moved.flatMap(({ definition: { was, is } }) => [was.measure, is.measure].flatMap(projectionsOf)),
  );
  const states = twoStates(
    model.projections.filter((one) => counted.has(one)),
    groups,
    (event) => !isKnownIn(known, event),
  );
  return withEverybody(sql, states, moved.flatMap(needingEverybody));
}

function needingEverybody({ definition: { was, is } }: MovedFigure): readonly Projection[] {
  if (was.definition === is.definition) return sharedIn(is.measure);
  return [was.measure, is.measure].flatMap(projectionsOf);
}
