import { daysBetween, type PlainDate } from '#calendar/plain-date';
import type { Listed } from '#measures/evaluate';
import type { Measure } from '#measures/measure';
import type { Value } from '#measures/projection';
import { cellsSql, knownSql, tableOf } from '#measures/sql';
import { listFromRows, type FigureAsked } from '#projecting/figures';
import { READING } from '#projecting/reading-schema';
import type { Sql } from '#projecting/reading-database';
import { readBasis } from '#waymark/reference-data';
import { measureInForce } from '#waymark/reports';
import { restrictedChildren, withoutRestricted } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { noReference } from '#reference/reference';
import type { AskedOf } from '../job-kinds.ts';
import { breathe, CannotBeDone, type Produced, type Standing, type Underway } from '../producer.ts';
import { fileOf, type Field, type Table } from './table-file.ts';

type ListAsked = AskedOf<'export-list'>;
type Cells = Readonly<Record<string, Value>>;

/** The measure whose rows are the team managers' queue. */
const QUEUE = 'UN-Q';
const ROWS_A_LOOK = 500;

/**
 * The rows behind a figure as a file, all of one position: as many as the figure says for what the asker may see. A restricted
 * record is there as a marker without anything that leads to the child. Names are in no export: whoever may open a record
 * finds it by the id.
 */
export async function exportList(asked: ListAsked, standing: Standing, underway: Underway): Promise<Produced> {
  const { store, database, model } = standing;
  const { reference } = await readBasis(store, model.measures, 'asKnownAt' in asked ? asked.asKnownAt : null);
  const id = asked.list === 'queue' ? QUEUE : asked.measure;
  const measure = measureInForce(model.measures, asked.asAt, { ...noReference, ...reference })(id);
  if (measure === undefined) throw new CannotBeDone(`There is no measure ${id}.`);
  const given = windowOf(asked);
  const { answer } = await inOneSnapshot(database, async (sql) => {
    const place = {
      ...(asked.team === undefined ? {} : { team: asked.team }),
      ...(asked.area === undefined ? {} : { area: asked.area }),
    };
    const listed = (await listFromRows(sql, measure, given, place)).filter((row) => isSeen(row, asked));
    const opened = new Set(asked.opened);
    const hidden = new Set([...(await restrictedChildren(sql))].filter((childId) => !opened.has(childId)));
    return { listed, hidden, cells: await cellsOf(sql, measure, given, listed, underway) };
  });
  const { listed, hidden, cells } = answer;
  const lines = listed.map((row) => ({ row, cells: cells.get(row.rowId), isHidden: hidden.has(row.childId) }));
  const table =
    asked.list === 'queue' ? queueTable(lines, asked.asAt, hidden) : measureTable(lines, measure, given, hidden);
  const file = await fileOf(table, asked.format, underway);
  const markers = lines.filter(({ isHidden }) => isHidden).length;
  return {
    result: `${rowsInWords(listed.length)}${markers === 0 ? '' : `, ${markers} of them restricted records without an id`}.`,
    file,
  };
}

export const rowsInWords = (rows: number): string => (rows === 1 ? '1 row' : `${rows.toLocaleString('en-GB')} rows`);

const windowOf = (asked: ListAsked): FigureAsked =>
  asked.list === 'queue'
    ? { from: asked.asAt, to: asked.asAt, asAt: asked.asAt, asKnownAt: null }
    : { from: asked.from, to: asked.to, asAt: asked.asAt, asKnownAt: asked.asKnownAt };

/** Of one's own areas and teams; everything for whoever has neither. */
const isSeen = ({ team, area }: Listed, { areas, teams }: ListAsked): boolean =>
  (areas.length === 0 && teams.length === 0) || areas.includes(area) || teams.includes(team);

/** What the rows themselves say, as believed at the instant asked for. */
async function cellsOf(
  sql: Sql,
  { numerator: { projection }, denominator }: Measure,
  asked: FigureAsked,
  listed: readonly Listed[],
  { progress }: Underway,
): Promise<ReadonlyMap<string, Cells>> {
  const found = new Map<string, Cells>();
  const below =
    typeof denominator === 'object' && denominator !== null && 'projection' in denominator
      ? denominator.projection
      : projection;
  for (let at = 0; at < listed.length; at += ROWS_A_LOOK) {
    progress(0, listed.length);
    await breathe();
    const ids = listed.slice(at, at + ROWS_A_LOOK).map(({ rowId }) => rowId);
    // A row that is below the line alone may be of another projection, which has other columns.
    for (const one of new Set([projection, below])) {
      const rows = await sql.query<Record<string, Value> & { row_id: string }>(
        `select t.row_id, ${cellsSql(one.columns)} from ${READING}.${tableOf(one)} t
         where t.row_id = any($1) and $2::date is not null and $3::date is not null and ${knownSql('t')}`,
        [ids, asked.from, asked.asAt, asked.asKnownAt],
      );
      for (const { row_id: rowId, ...cells } of rows) if (!found.has(rowId)) found.set(rowId, cells);
    }
  }
  return found;
}

interface Line {
  readonly row: Listed;
  readonly cells: Cells | undefined;
  readonly isHidden: boolean;
}

const MARKER = 'Restricted record';

function queueTable(lines: readonly Line[], asAt: PlainDate, hidden: ReadonlySet<string>): Table {
  const oldestFirst = lines.toSorted((a, b) =>
    String(a.cells?.['referredOn']).localeCompare(String(b.cells?.['referredOn'])),
  );
  return {
    name: `unallocated-cases-${asAt}`,
    heads: ['Child', 'Case', 'Referred on', 'Days since referral', 'Accepted', 'Due next', 'Due on', 'Team', 'Area'],
    rows: oldestFirst.map(({ row, cells = {}, isHidden }) => {
      const referredOn = cells['referredOn'] as PlainDate;
      const who: Field[] = isHidden
        ? [MARKER, null]
        : [row.childId, withoutRestricted(cells['caseId'] ?? null, hidden)];
      const due = [cells['nextDue'] ?? null, cells['nextDueOn'] ?? null];
      return [
        ...who,
        referredOn,
        daysBetween(referredOn, asAt),
        cells['isAccepted'] ?? null,
        ...due,
        row.team,
        row.area,
      ];
    }),
  };
}

function measureTable(
  lines: readonly Line[],
  { id, numerator, unit }: Measure,
  { from, to }: FigureAsked,
  hidden: ReadonlySet<string>,
): Table {
  const own = Object.keys(numerator.projection.columns).filter((column) => !['team', 'area'].includes(column));
  const isShare = unit === 'percent' || unit === 'ratio';
  return {
    name: `${id.toLowerCase()}-${from}-to-${to}`,
    heads: ['Child', 'On', 'Team', 'Area', 'Counted', ...(isShare ? ['Of these'] : []), ...own.map(inWords)],
    rows: lines.map(({ row, cells, isHidden }) => [
      isHidden ? MARKER : row.childId,
      row.on,
      row.team,
      row.area,
      row.numerator,
      ...(isShare ? [row.denominator] : []),
      // What a restricted row says of itself may name the child in any of its ids.
      ...own.map((column) => (isHidden ? null : withoutRestricted(cells?.[column] ?? null, hidden))),
    ]),
  };
}

/** referredOn: Referred on. */
export const inWords = (column: string): string => {
  const spaced = column.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${spaced[0]!.toUpperCase()}${spaced.slice(1)}`;
};
