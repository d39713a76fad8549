import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePostgres, stopPostgres, type EmbeddedPostgres } from '#event-store/embedded-postgres/server';
import pg from 'pg';

const LOOK_MILLISECONDS = 150;
/** A log of few files, more connections than five programs take, and no walk through every file before a recovery. */
const settings = { max_wal_size: '128MB', max_connections: '150', recovery_init_sync_method: 'syncfs' };

/** A durable PostgreSQL that is started again whenever it is gone, as the system's own supervisor would. */
export class SupervisedPostgres {
  /** Why it could not be started just now, as its log has it. */
  trouble = '';
  private stopping = false;
  private watching: Promise<void>;

  private constructor(
    private readonly dataDir: string,
    private readonly server: EmbeddedPostgres,
  ) {
    this.watching = this.keepUp();
  }

  static async start(dataDir: string): Promise<SupervisedPostgres> {
    return new SupervisedPostgres(dataDir, await ensurePostgres({ dataDir, settings }));
  }

  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return this.server.port;
  }

  /** The process that all others of the server come from; undefined while it is gone. */
  get postmaster(): number | undefined {
    try {
      const pid = Number(readFileSync(join(this.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(this.dataDir) ? pid : undefined;
    } catch {
      return undefined;
    }
  }

  /** Asks it something on a connection of its own, past all lines. Throws while it is away. */
  async ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2000, query_timeout: 20_000 });
    client.on('error', () => undefined); // the query under way rejects with it
    try {
      await client.connect();
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.watching;
    await stopPostgres(this.dataDir);
  }

  private async keepUp(): Promise<void> {
    while (!this.stopping) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
      if (this.stopping || this.postmaster !== undefined) continue;
      await ensurePostgres({ dataDir: this.dataDir, port: this.port, settings }).then(
        () => (this.trouble = ''),
        (error: Error) => (this.trouble = error.message),
      );
    }
  }
}
