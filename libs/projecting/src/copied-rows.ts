import type { Projection } from '#measures/projection';
import { tableOf } from '#measures/sql';
import type { Movement } from './balances.ts';
import type { Copy } from './copying.ts';
import { columnsOfVersions } from './write-difference.ts';
import type { RowVersion } from './row-versions.ts';

const FULL = 256 * 1024;

/**
 * Writes row versions into new tables by COPY, the cheapest way into PostgreSQL: gathered by table, sent when there is enough,
 * one table at a time, while more are gathered. Whoever adds must wait for `room` now and then, so that no more gathers than
 * can be written.
 */
export class CopiedRows {
  private readonly tables = new Map<Projection, Gathering>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly copy: Copy,
    private readonly schema: string,
  ) {}

  add(version: RowVersion): void {
    const { projection } = version;
    let table = this.tables.get(projection);
    if (table === undefined) this.tables.set(projection, (table = gathering(projection)));
    table.lines += lineOf(version, table.columns);
    if (table.lines.length >= FULL) this.send(projection, table);
  }

  /** Resolves when what was sent so far is written; rejects when it could not be. */
  async room(): Promise<void> {
    await this.writing;
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    for (const [projection, table] of this.tables) if (table.lines !== '') this.send(projection, table);
    await this.writing;
  }

  /** Writes other lines on the same connection, behind what was sent before. */
  async write(into: string, lines: string): Promise<void> {
    this.queue(into, lines);
    await this.writing;
  }

  private send(projection: Projection, table: Gathering): void {
    const { lines } = table;
    table.lines = '';
    this.queue(`${this.schema}.${tableOf(projection)} (${columnsOfVersions(projection).join(', ')})`, lines);
  }

  private queue(into: string, lines: string): void {
    this.writing = this.writing.then(() => this.copy(into, lines));
    this.writing.catch(() => undefined); // whoever waits for room, or for the end, hears of it
  }
}

interface Gathering {
  readonly columns: readonly string[];
  lines: string;
}

const gathering = (projection: Projection): Gathering => ({ columns: Object.keys(projection.columns), lines: '' });

function lineOf(version: RowVersion, columns: readonly string[]): string {
  const { rowId, childId, knownFrom, knownTo, fromPosition, toPosition, cells } = version;
  let line = `${text(rowId)}\t${text(childId)}\t${knownFrom ?? NOTHING}\t${knownTo ?? NOTHING}\t${fromPosition}\t${toPosition ?? NOTHING}`;
  for (const column of columns) {
    const value = cells[column];
    line += value == null ? `\t${NOTHING}` : typeof value === 'string' ? `\t${text(value)}` : `\t${String(value)}`;
  }
  return `${line}\n`;
}

/** Running sums as lines of a table that has none yet. */
export const linesOfSums = (sums: readonly Movement[]): string =>
  sums.map(({ count, scope, on, by }) => `${text(count)}\t${text(scope)}\t${on}\t${by}\n`).join('');

const NOTHING = '\\N';

/** As COPY reads it: what it would take for an end of a value, a line, or an escape is escaped. */
const text = (value: string): string =>
  SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => ESCAPED[one]!) : value;
const SPECIAL = /[\\\t\n\r]/;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
