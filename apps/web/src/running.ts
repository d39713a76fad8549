import { definedIn, measures, projections } from '#projections/index';
import { jobsConfiguration } from '#jobs/jobs-configuration';
import { Projector } from '#projecting/projector';
import { checkpoint, readingModel } from '#projecting/reading';
import { fillDemo, isDemo, isDemoDue } from '#simulation/fill-store';
import { catchUp } from '#waymark/catch-up';
import type { Configuration } from '#waymark/configuration';
import type { Opened } from '#waymark/open';
import { progressBar } from '#waymark/progress-bar';
import { brandFrom } from './pages/brand.ts';
import { openDemoAccounts } from './demo-accounts.ts';
import { providerFrom } from './identity-provider.ts';
import { CannotStart, listen, portGiven } from './listen.ts';
import { sessionFrom } from './session-options.ts';
import { isSwitchedOn } from './switched.ts';
import { tour } from './tour.ts';
import type { WebProgram } from './web-program.ts';

/** The web program at work: API, pages and projector in one process. */
export class Running {
  private opened: Opened | undefined;
  private projector: Projector | undefined;
  private program: WebProgram | undefined;
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
    if (this.program === undefined && this.opened === undefined) await this.starting;
    await this.program?.close();
    await this.projector?.stop();
    await this.opened?.close({ stopPostgres: true });
  }

  private async begin(): Promise<string> {
    const [port, children, brand] = [await portGiven(this.env), demoChildren(this.env), brandFrom(this.env)];
    const provider = providerFrom(this.env);
    const work = { ...jobsConfiguration(this.env), say: this.say };
    const [projectsHere, worksHere] = [
      isSwitchedOn(this.env, 'WAYMARK_PROJECTOR', true),
      isSwitchedOn(this.env, 'WAYMARK_JOBS', true),
    ];
    const { open } = await import('#waymark/open'); // much is loaded with it: what is set wrongly is said before
    const opened = (this.opened = await open(
      this.configuration,
      readingModel(projections, measures, definedIn),
      this.say,
    ));
    if (this.stopping) return '';
    await this.fill(opened, children);
    if (projectsHere) {
      this.projector = new Projector(opened.store, opened.database, opened.model, this.say);
      this.projector.start();
    }
    const { store, database } = opened;
    const session = sessionFrom(this.env, opened.databaseUrl, this.configuration.dataDir);
    const { webProgram } = await import('./web-program.ts');
    this.program = await webProgram({ store, database, projector: this.projector }, { brand, session, work, provider });
    const { accounts, jobs } = this.program.around;
    if ((await isDemo(store)) && (await accounts.all()).length === 0) await openDemoAccounts(accounts, database);
    const address = await listen(this.program.app, port, this.say);
    if (worksHere) await jobs.start();
    return tour(accounts, address);
  }

  /** An empty store gets the demo authority. A read model far behind is rebuilt before anybody asks it. */
  private async fill(opened: Opened, children: number): Promise<void> {
    if (children > 0 && (await isDemoDue(opened.store, { children }))) {
      this.say(
        `The store is empty, so a synthetic authority of ${children.toLocaleString('en-GB')} children goes in (WAYMARK_DEMO_CHILDREN=0 leaves it empty).`,
      );
      await fillDemo(opened, { children, progress: progressBar('Recording children') });
    }
    if ((await checkpoint(opened.database)) < (await opened.store.lastPosition()))
      await catchUp(opened, progressBar('Counting events'));
  }
}

function demoChildren(env: NodeJS.ProcessEnv): number {
  const { WAYMARK_DEMO_CHILDREN: given = '1000' } = env;
  if (!/^\d{1,6}$/.test(given))
    throw new CannotStart(`WAYMARK_DEMO_CHILDREN is "${given}": give a whole number, 0 for an empty store.`);
  return Number(given);
}
