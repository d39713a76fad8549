import { configurationFrom } from '#waymark/open';
import { Running } from './running.ts';
import { whyNotStarted } from './why-not-started.ts';

const LONGEST_STOP_MILLISECONDS = 4500;

const configuration = configurationFrom(process.env);
const running = new Running(configuration, process.env, (message) => process.stderr.write(`${message}\n`));
let stopping = false;

// Ctrl+C under npm arrives twice: from the terminal and from npm.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    process.stderr.write('Waymark did not stop in time and is ended. Nothing recorded is lost.\n');
    process.exit(0);
  }, LONGEST_STOP_MILLISECONDS).unref();
  await running.stop().catch((error: Error) => process.stderr.write(`While stopping: ${error.message}\n`));
  process.exit(0);
}

try {
  process.stdout.write(`${await running.start()}\n`);
} catch (error) {
  // A start that is interrupted fails, and that is no failure.
  if (!stopping) {
    process.stderr.write(`${whyNotStarted(error, configuration)}\n`);
    await running.stop().catch(() => undefined);
    process.exit(1);
  }
}
