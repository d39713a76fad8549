import { definedIn, measures, projections } from '#projections/index';
import { Projector } from '#projecting/projector';
import { readingModel } from '#projecting/reading';
import { configurationFrom } from '#waymark/configuration';
import { open } from '#waymark/open';

const say = (message: string): void => void process.stderr.write(`${message}\n`);

// The projector as a program of its own, beside web programs that run with WAYMARK_PROJECTOR=off. Several may run at
// once: they share the children. Signals are heard once the stores are open; before that they simply end it.
try {
  const { store, database, model, close } = await open(
    configurationFrom(process.env),
    readingModel(projections, measures, definedIn),
    say,
  );
  const projector = new Projector(store, database, model, say);
  projector.start();
  say('The projector follows the log.');
  const stop = async (): Promise<void> => {
    await projector.stop();
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
} catch (error) {
  say(`The projector could not start: ${(error as Error).message}`);
  process.exit(1);
}
