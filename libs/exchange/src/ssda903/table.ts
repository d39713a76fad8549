import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';

/** A row of a CSV file: its cells by column, trimmed. `tooMany` tells that it has more cells than there are columns. */
export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly tooMany?: true;
}

/** A row, or why there is none after this line. */
export type RowOrFault = Row | { readonly line: number; readonly fault: string };

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const LONGEST_ROW = 64 * 1024;

/**
 * The columns of a CSV file and then its rows, one at a time; a byte-order mark, either line ending, and quotes are
 * understood, and rows of empty cells are none. Column names are put in capitals.
 */
export async function* tableOf(path: string): AsyncGenerator<readonly string[] | RowOrFault> {
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_ROW,
  });
  // Faults of the disk and of the text alike end the parser, and so the loop below.
  pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), parser, () => undefined);
  let columns: readonly string[] | undefined;
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      line = info.lines;
      if (columns === undefined) yield (columns = record.map((name) => name.toUpperCase()));
      else yield rowOf(columns, record, line);
    }
  } catch (error) {
    const { code, message } = error as CsvError;
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    yield { line: line + 1, fault: message };
  }
}

function rowOf(columns: readonly string[], record: readonly string[], line: number): Row {
  const cells: Record<string, string> = {};
  for (const [i, column] of columns.entries()) cells[column] = record[i] ?? '';
  const isTooLong = record.slice(columns.length).some((cell) => cell !== '');
  return { line, cells, ...(isTooLong ? { tooMany: true as const } : {}) };
}
