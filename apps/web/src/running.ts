import type { NestExpressApplication } from '@nestjs/platform-express';
import { measures, projections } from '#projections/index';
import { Projector } from '#projecting/projector';
import { checkpoint, readingModel } from '#projecting/reading';
import { fillDemo, isDemoDue } from '#simulation/fill-store';
import { catchUp } from '#waymark/catch-up';
import { open, type Configuration, type Opened } from '#waymark/open';
import { progressBar } from '#waymark/progress-bar';
import { brandFrom } from './pages/brand.ts';
import { createApp } from './create-app.ts';
import { openDemoAccounts } from './demo-accounts.ts';
import { CannotStart, listen, portGiven } from './listen.ts';
import { sessionFrom } from './session-options.ts';
import { surroundings, type Surroundings } from './surroundings.ts';
import { tour } from './tour.ts';
import { Waymark } from './waymark.ts';

/** The web program at work: API, pages and projector in one process. */
export class Running {
  private opened: Opened | undefined;
  private projector: Projector | undefined;
  private app: NestExpressApplication | undefined;
  private around: Surroundings | undefined;
  private stopping = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly configuration: Configuration,
    private readonly env: NodeJS.ProcessEnv,
    private readonly say: (message: string) => void,
  ) {}

  /** Resolves once requests are answered. Throws what stands in the way. */
  start(): Promise<string> {
    const started = this.begin();
    this.starting = started.then(
      () => undefined,
      () => undefined,
    );
    return started;
  }

  /** Ends everything, the embedded PostgreSQL too: requests first, then the projector, then the stores. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.app === undefined && this.opened === undefined) await this.starting;
    await this.app?.close();
    await this.around?.close();
    await this.projector?.stop();
    await this.opened?.close({ stopPostgres: true });
  }

  private async begin(): Promise<string> {
    const [port, children, brand] = [await portGiven(this.env), demoChildren(this.env), brandFrom(this.env)];
    const opened = (this.opened = await open(this.configuration, readingModel(projections, measures), this.say));
    if (this.stopping) return '';
    const isDemo = await this.fill(opened, children);
    const projectsHere = this.env['WAYMARK_PROJECTOR'] !== 'off';
    if (projectsHere) {
      this.projector = new Projector(opened.store, opened.database, opened.model, this.say);
      this.projector.start();
    }
    const waymark = new Waymark(opened.store, opened.database, this.projector);
    const session = sessionFrom(this.env, opened.databaseUrl, this.configuration.dataDir);
    this.around = await surroundings(opened.store, opened.database, brand, session);
    if (isDemo) await openDemoAccounts(this.around.accounts);
    this.app = await createApp(waymark, this.around);
    const address = await listen(this.app, port, this.say);
    return tour(this.around.accounts, address);
  }

  /** An empty store gets the demo authority, and whether it did is the answer. A read model far behind is rebuilt before anybody asks it. */
  private async fill(opened: Opened, children: number): Promise<boolean> {
    const isDue = children > 0 && (await isDemoDue(opened.store, { children }));
    if (isDue) {
      this.say(
        `The store is empty, so a synthetic authority of ${children.toLocaleString('en-GB')} children goes in (WAYMARK_DEMO_CHILDREN=0 leaves it empty).`,
      );
      await fillDemo(opened, { children, progress: progressBar('Recording children') });
    }
    if ((await checkpoint(opened.database)) < (await opened.store.lastPosition()))
      await catchUp(opened, progressBar('Counting events'));
    return isDue;
  }
}

function demoChildren(env: NodeJS.ProcessEnv): number {
  const { WAYMARK_DEMO_CHILDREN: given = '1000' } = env;
  if (!/^\d{1,6}$/.test(given))
    throw new CannotStart(`WAYMARK_DEMO_CHILDREN is "${given}": give a whole number, 0 for an empty store.`);
  return Number(given);
}
