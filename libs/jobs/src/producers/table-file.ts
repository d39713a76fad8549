import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import { formulaSafe } from '#reporting/formula-safe';
import { breathe, CannotBeDone, type Produced, type Underway } from '../producer.ts';

export type Field = string | number | boolean | null;

/** Columns and rows, to be written down in one of two ways. */
export interface Table {
  /** The name of the file without its ending, and of the sheet. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}

const ROWS_A_BREATH = 500;
/** More would take a workbook past what is comfortable in memory, and past what people open. */
const MOST_ROWS_OF_A_WORKBOOK = 100_000;
const BYTE_ORDER_MARK = '\u{FEFF}'; // without it Excel takes UTF-8 for something else

/** A table as a file. Text that a spreadsheet would take for a formula is made safe. `progress` hears of the rows done. */
export async function fileOf(
  table: Table,
  format: 'csv' | 'xlsx',
  { progress }: Underway,
): Promise<NonNullable<Produced['file']>> {
  const rows = table.rows.length;
  progress(0, rows);
  if (format === 'xlsx') {
    const content = await workbook(table, progress);
    return {
      name: `${table.name}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      rows,
      content,
    };
  }
  const lines = [BYTE_ORDER_MARK + lineOf(table.heads)];
  for (const [i, row] of table.rows.entries()) {
    lines.push(lineOf(row));
    if (i % ROWS_A_BREATH !== 0) continue;
    progress(i, rows);
    await breathe();
  }
  progress(rows, rows);
  return { name: `${table.name}.csv`, type: 'text/csv; charset=utf-8', rows, content: Buffer.from(lines.join('')) };
}

const lineOf = (row: readonly Field[]): string => `${row.map(csvField).join(',')}\r\n`;

function csvField(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const safe = textOf(field);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const textOf = (field: string | boolean): string =>
  typeof field === 'boolean' ? (field ? 'yes' : 'no') : formulaSafe(field);

async function workbook({ name, heads, rows }: Table, progress: Underway['progress']): Promise<Buffer> {
  if (rows.length > MOST_ROWS_OF_A_WORKBOOK)
    throw new CannotBeDone(
      `${rows.length.toLocaleString('en-GB')} rows are too many for a spreadsheet file. Ask for CSV, or for one area or team.`,
    );
  const head: Row = heads.map((text) => ({
    value: text,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#e8eff1',
  }));
  const data: Row[] = [head];
  for (const [i, row] of rows.entries()) {
    data.push(row.map(cellOf));
    if (i % ROWS_A_BREATH !== 0) continue;
    progress(i, rows.length);
    await breathe();
  }
  const columns = heads.map((text, i) => ({ width: widthOf(text, rows, i) }));
  return writeExcelFile([{ sheet: sheetName(name), data, columns, stickyRowsCount: 1 }], {
    fontFamily: 'Calibri',
    fontSize: 11,
  }).toBuffer();
}

function cellOf(field: Field): CellObject | null {
  if (field === null) return null;
  return typeof field === 'number' ? { value: field, type: Number } : { value: textOf(field), type: String };
}

/** As wide as the longest of its first rows, within reason. */
const widthOf = (head: string, rows: readonly (readonly Field[])[], i: number): number =>
  Math.min(40, Math.max(head.length, ...rows.slice(0, 50).map((row) => String(row[i] ?? '').length)) + 2);

/** The 31 characters and the signs that Excel allows. */
const sheetName = (name: string): string =>
  name
    .replaceAll(/[\\/*?:[\]]/g, ' ')
    .slice(0, 31)
    .trim();
