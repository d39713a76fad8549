import { join } from 'node:path';
import { ensurePostgres, type EmbeddedPostgres } from '#event-store/embedded-postgres/server';
import { isKurrentUrl } from '#event-store/kurrentdb/address';
import { loadMasterKey } from '#event-store/master-key';
import { nameOfStore } from '#event-store/shown-address';
import { ReadingDatabase } from '#projecting/reading-database';
import { migrateStore as migrate, type Migrated } from '#waymark/migration/migrate-store';
import { isPostgresUrl, openLog } from '#waymark/migration/open-log';
import { configurationFrom } from '#waymark/configuration';
import { progressBar } from '#waymark/progress-bar';
import type { Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { WrongUsage } from './usage.ts';

/** `migrate-store`: copies the log into another store and proves that both are the same. Exit 1 when they are not. */
export async function migrateStore(options: Options): Promise<void> {
  const { from, to } = options;
  if (!from && !to) throw new WrongUsage('Name the store to copy from and the one to copy to: --from URL --to URL.');
  const moved = await betweenStores(from, to, (asked) =>
    migrate(asked, options.json ? {} : { copying: progressBar('Copying'), verifying: progressBar('Verifying') }),
  );
  if (options.json) sayJson(moved);
  else sayMoved(moved);
  if (moved.differences.length > 0) process.exitCode = 1;
}

type Asked = Parameters<typeof migrate>[0];

/** Opens both logs and the databases beside them, and lets go of them whatever happens. */
async function betweenStores(
  from: string | undefined,
  to: string | undefined,
  work: (asked: Asked) => Promise<Migrated>,
): Promise<Migrated> {
  const home = new Home();
  const closing: (() => Promise<unknown>)[] = [];
  const opened = async (url: string) => {
    const log = await openLog({ url, masterKey: home.masterKey(), databaseUrl: () => home.databaseUrl() });
    closing.unshift(() => log.store.close());
    const beside = await ReadingDatabase.connect(isPostgresUrl(url) ? url : await home.databaseUrl(), 3);
    closing.unshift(() => beside.close());
    return { log, beside };
  };
  try {
    const urls = [from ?? (await home.logUrl()), to ?? (await home.logUrl())] as const;
    refuseSenseless(...urls);
    const [source, target] = [await opened(urls[0]), await opened(urls[1])];
    return await work({ from: source.log, to: target.log, besideSource: source.beside, besideTarget: target.beside });
  } finally {
    for (const close of closing) await close();
    await home.close();
  }
}

function refuseSenseless(from: string, to: string): void {
  if (nameOfStore(from) === nameOfStore(to)) throw new WrongUsage('--from and --to name the same store.');
  if (isKurrentUrl(from) && isKurrentUrl(to))
    throw new WrongUsage(
      'From one KurrentDB to another its own backup and restore is the way: it keeps the positions as they are.',
    );
}

/** This installation: its key, its database, the log it uses now. PostgreSQL is started only if one of them is asked for. */
class Home {
  private readonly configuration = configurationFrom(process.env);
  private embedded: EmbeddedPostgres | undefined;

  masterKey(): Buffer {
    return loadMasterKey({ file: join(this.configuration.dataDir, 'master.key'), env: process.env });
  }

  async databaseUrl(): Promise<string> {
    const { dataDir, databaseUrl } = this.configuration;
    if (databaseUrl !== undefined) return databaseUrl;
    this.embedded ??= await ensurePostgres({ dataDir: join(dataDir, 'postgres') });
    return this.embedded.url;
  }

  /** Where `--from` or `--to` is left out. */
  async logUrl(): Promise<string> {
    return process.env['EVENTSTORE_URL'] || this.databaseUrl();
  }

  async close(): Promise<void> {
    if (this.embedded?.started) await this.embedded.stop();
  }
}

function sayMoved(moved: Migrated): void {
  const { source, target, copied, erased, differences, isStillGrowing } = moved;
  const count = (number: number) => number.toLocaleString('en-GB');
  say(`${count(copied)} events were copied by this run; ${count(source.events - copied)} were there already.`);
  if (erased > 0) say(`${count(erased)} children erased since then are erased there too.`);
  const line = (name: string, { events, streams, inOrder, byStream }: Migrated['source']) =>
    [name, count(events), count(streams), inOrder, byStream] as const;
  const heads = ['Log', 'Events', 'Streams', 'SHA-256 in the order of the log', 'SHA-256 stream by stream'];
  say(`\n${table(heads, [line(moved.from, source), line(moved.to, target)])}\n`);
  for (const difference of differences) say(difference);
  if (differences.length > 0)
    say(
      '\nThe copy is not the same. Do not switch. Empty the target and copy again; if it differs again, keep both and ask.',
    );
  else if (isStillGrowing)
    say(
      'The same as far as it was copied, but somebody still writes to the source. Stop the programs and run this once more.',
    );
  else say(`The same, to the last event and position.\n${howToSwitch(moved.to)}`);
}

function howToSwitch(to: string): string {
  const setting = isPostgresUrl(to)
    ? 'take EVENTSTORE_URL away and set DATABASE_URL to the target (accounts, audit and jobs are not part of the log: into ' +
      'another database they are brought by pg_dump -N log -N reading -N finding)'
    : 'set EVENTSTORE_URL to the target and leave DATABASE_URL as it is';
  return (
    'To switch: stop web, projector and worker; run this command once more, so that nothing is left behind; ' +
    `${setting}; start them again. The read models make themselves anew at that start.`
  );
}
