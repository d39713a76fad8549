import { basename } from 'node:path';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { Refused } from '#case-flow/refused';
import { authorityEvents } from '#reference/reference.events';
import { checked } from '../checked.ts';
import { canonical, dayOfPayload, fileRefused, type Reading, type Where } from '../imported.ts';
import { notReadable } from '../not-readable.ts';
import { tableOf, type Row } from '../ssda903/table.ts';

/** What a row of a file of reference data says: one event on the stream of an authority. */
export interface RowMeaning {
  readonly stream: `authority-${string}`;
  readonly type: string;
  readonly data: Record<string, unknown>;
  /** The day of the fact, where the payload holds none. */
  readonly on?: PlainDate;
}

/** How a file of reference data is read. `meaning` refuses (throws `Refused`) a row it can make nothing of. */
export interface AuthorityTable {
  /** What is to be said when a column is missing that rows cannot be read without. */
  readonly needs: (columns: readonly string[]) => readonly string[];
  /** What kind of record a row is, in the counts of the report. */
  readonly record: (cells: Row['cells']) => string;
  readonly meaning: (cells: Row['cells']) => RowMeaning;
}

/**
 * Reads a CSV file of reference data in one pass: every row becomes one event, or a reason. The id of an event follows
 * from its stream and what it says, so a file read twice adds nothing.
 */
export async function* authorityRows(path: string, table: AuthorityTable): AsyncGenerator<Reading> {
  const file = basename(path);
  try {
    yield* rowsOf(path, file, table);
  } catch (error) {
    const reason = notReadable(path, error);
    if (reason === undefined) throw error;
    yield fileRefused(file, 0, reason);
  }
}

async function* rowsOf(path: string, file: string, table: AuthorityTable): AsyncGenerator<Reading> {
  let isBegun = false;
  for await (const item of tableOf(path)) {
    if (!isBegun && !isText(item)) return yield withoutColumns(file, 'is no CSV text', table);
    isBegun = true;
    if (isColumns(item)) {
      const missing = table.needs(item);
      if (missing.length === 0) continue;
      yield fileRefused(file, 1, {
        rule: 'a-file-has-its-columns',
        sentence: `${file} has no column ${missing.join(', ')}. Its columns are ${item.join(', ').slice(0, 200)}.`,
      });
      return;
    }
    if ('fault' in item)
      return yield fileRefused(file, item.line, { rule: 'a-file-is-readable-to-its-end', sentence: item.fault });
    yield readingOf(item, { file, line: item.line, record: table.record(item.cells) }, table);
  }
  if (!isBegun) yield withoutColumns(file, 'is empty', table);
}

/** Bytes of a workbook or a picture, read as text, are not to be printed. */
const isText = (item: readonly string[] | object): boolean =>
  isColumns(item) && !item.some((column) => /[\p{Cc}\u{FFFD}]/u.test(column));

const withoutColumns = (file: string, what: string, table: AuthorityTable): Reading =>
  fileRefused(file, 1, {
    rule: 'a-file-has-its-columns',
    sentence: `${file} ${what}. Its first line should name the columns ${table.needs([]).join(', ')}.`,
  });

const isColumns = (item: unknown): item is readonly string[] => Array.isArray(item);

function readingOf({ cells }: Row, where: Where, { meaning }: AuthorityTable): Reading {
  try {
    const { stream, type, data, on } = meaning(cells);
    const definition = authorityEvents[type]!;
    const payload = checked(definition.payload, data, '') as Record<string, unknown>;
    const event = {
      eventId: uuidOf(canonical([stream, type, payload])),
      type,
      childId: '',
      occurredOn: dayOfPayload(payload, definition.on) ?? on!,
      source: 'IMPORT' as const,
      importRef: `${where.file}:${where.line}`,
      data: payload,
    };
    return { kind: 'read', where, stream, events: [event] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: 'refused', where, rule: error.rule, sentence: error.message };
  }
}

/** A number as it is written in a table; refused (throws `Refused`) when it is none, and undefined when the cell is empty. */
export function numberIn(cells: Row['cells'], column: string): number | undefined {
  const text = cells[column] ?? '';
  if (text === '') return undefined;
  const value = Number(text.replaceAll(',', ''));
  if (Number.isFinite(value)) return value;
  throw new Refused(
    'a-figure-is-a-number',
    `${column.toLowerCase()} is "${text.slice(0, 40)}", and a number was expected.`,
  );
}

/** The day that is the `-03-31` or other end of a year; refused (throws `Refused`) where the year is none. */
export function dayOfYear(day: string): PlainDate {
  if (isPlainDate(day)) return day;
  throw new Refused('a-figure-is-of-a-year', `"${day.slice(0, 40)}" is no day: the year must be four digits.`);
}
