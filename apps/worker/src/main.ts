import { definedIn, measures, projections } from '#projections/index';
import { Jobs } from '#jobs/jobs';
import { jobsConfiguration } from '#jobs/jobs-configuration';
import { producers } from '#jobs/producers';
import { readingModel } from '#projecting/reading';
import { configurationFrom } from '#waymark/configuration';
import { open } from '#waymark/open';

const say = (message: string): void => void process.stderr.write(`${message}\n`);

// The work in the background as a program of its own, beside web programs that run with WAYMARK_JOBS=off. Several may run at
// once; one that is killed loses nothing. Signals are heard once the stores are open; before that they simply end it.
try {
  const opened = await open(configurationFrom(process.env), readingModel(projections, measures, definedIn), say);
  const jobs = await Jobs.open(opened, { ...jobsConfiguration(process.env), producers, say });
  await jobs.start();
  say(`The worker takes jobs from the queue in ${jobs.queueIsOn}.`);
  const stop = async (): Promise<void> => {
    await jobs.stop();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
} catch (error) {
  say(`The worker could not start: ${(error as Error).message}`);
  process.exit(1);
}
