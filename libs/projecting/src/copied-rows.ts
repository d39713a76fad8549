import type { Projection } from '#measures/projection';
import { tableOf } from '#measures/sql';
import type { Movement } from './balances.ts';
import type { Copy } from './copying.ts';
import { columnsOfVersions } from './write-difference.ts';
import type { RowVersion } from './row-versions.ts';

const FULL = 256 * 1024;
const MOST_BYTES_A_CHARACTER = 3;

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
    const line = lineOf(version, table.columns);
    const most = line.length * MOST_BYTES_A_CHARACTER;
    if (table.length + most > table.bytes.length) {
      this.send(projection, table);
      table.bytes = Buffer.allocUnsafe(Math.max(FULL, most));
    }
    table.length += table.bytes.write(line, table.length);
  }

  /** Resolves when what was sent so far is written; rejects when it could not be. */
  async room(): Promise<void> {
    await this.writing;
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    for (const [projection, table] of this.tables) this.send(projection, table);
    await this.writing;
  }

  /** Writes other lines on the same connection, behind what was sent before. */
  async write(into: string, lines: string | Buffer): Promise<void> {
    this.queue(into, lines);
    await this.writing;
  }

  private send(projection: Projection, table: Gathering): void {
    if (table.length === 0) return;
    const lines = table.bytes.subarray(0, table.length);
    table.length = 0;
    table.bytes = Buffer.alloc(0); // the other is on its way
    this.queue(`${this.schema}.${tableOf(projection)} (${columnsOfVersions(projection).join(', ')})`, lines);
  }

  private queue(into: string, lines: string | Buffer): void {
    this.writing = this.writing.then(() => this.copy(into, lines));
    this.writing.catch(() => undefined); // whoever waits for room, or for the end, hears of it
  }
}

/** Lines as bytes, outside the heap: as text they would be the most that a rebuild holds, and be looked at by every collection. */
interface Gathering {
  readonly columns: readonly string[];
  bytes: Buffer;
  length: number;
}

const gathering = (projection: Projection): Gathering => ({
  columns: Object.keys(projection.columns),
  bytes: Buffer.alloc(0),
  length: 0,
});

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
