import { withoutPassword } from '#event-store/shown-address';

/** Where Waymark keeps what it knows. Without `databaseUrl` it starts a PostgreSQL of its own under `dataDir`. */
export interface Configuration {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Keeps the log in KurrentDB or EventStoreDB; read models, accounts and keys stay in PostgreSQL. */
  readonly eventStoreUrl?: string;
  /** Takes the log that is there as it is, also where the read models were made from another: asked for by hand alone. */
  readonly takesThisLog?: boolean;
}

/** Settings from the environment: WAYMARK_DATA (default `.data`), DATABASE_URL, EVENTSTORE_URL. */
export function configurationFrom(env: NodeJS.ProcessEnv): Configuration {
  const { DATABASE_URL: databaseUrl, EVENTSTORE_URL: eventStoreUrl, WAYMARK_DATA: dataDir } = env;
  return {
    dataDir: dataDir ? dataDir : '.data',
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(eventStoreUrl ? { eventStoreUrl } : {}),
  };
}

/**
 * Refuses a DATABASE_URL that is no address of PostgreSQL, in a sentence that names it: the driver takes any word for one, and
 * looks for a host of its own invention.
 */
export function refuseWrongDatabaseUrl({ databaseUrl }: Configuration): void {
  if (databaseUrl === undefined || (/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl))) return;
  throw new Error(
    `DATABASE_URL ("${withoutPassword(databaseUrl)}") is not an address of PostgreSQL: it is written ` +
      'postgres://user:password@host:5432/database (in user and password / is %2F, ? is %3F, # is %23, % is %25). ' +
      'Without it, Waymark starts a PostgreSQL of its own.',
  );
}
