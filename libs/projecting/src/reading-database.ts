import { randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';

/** Anything that answers SQL: the database, or one transaction of it. */
export interface Sql {
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** Of two machines two processes may have one number. */
const THIS_PROCESS = `${process.pid} ${randomBytes(6).toString('hex')}`;

/** The database of the read models, through TypeORM's pool. Days and instants are asked for as text, never as JS dates. */
export class ReadingDatabase implements Sql {
  private constructor(
    private readonly source: DataSource,
    /** Where it is. */
    readonly url: string,
    /** The name its connections go by, this process's alone. */
    readonly name: string,
  ) {}

  /** Connects. Throws what PostgreSQL says when it cannot be reached. */
  static async connect(url: string, connections = 8): Promise<ReadingDatabase> {
    const name = `waymark reading ${THIS_PROCESS}`;
    const source = new DataSource({
      type: 'postgres',
      url,
      poolErrorHandler: () => undefined, // the next query of the pool connects anew, or throws
      // A transaction may send statements without waiting for the answers to those before.
      extra: { max: connections, application_name: name, pipeline: true },
    });
    return new ReadingDatabase(await source.initialize(), url, name);
  }

  async query<R>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return rowsOf<R>(await this.source.query(text, [...values]));
  }

  /** All of it or nothing. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.source.transaction((manager: EntityManager) =>
      work({
        query: async <R>(text: string, values: readonly unknown[] = []) =>
          rowsOf<R>(await manager.query(text, [...values])),
      }),
    );
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

/** TypeORM answers an UPDATE or DELETE with [rows, count], several statements at once with nothing, all else with rows. */
function rowsOf<R>(answer: unknown): R[] {
  if (!Array.isArray(answer)) return [];
  const [first, count] = answer as [unknown, unknown];
  return (Array.isArray(first) && typeof count === 'number' ? first : answer) as R[];
}
