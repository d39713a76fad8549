import { configurationFrom } from '#waymark/configuration';
import { Running } from './running.ts';
import { whyNotStarted } from './why-not-started.ts';

const LONGEST_STOP_MILLISECONDS = 4500;

const configuration = configurationFrom(process.env);
const running = new Running(configuration, process.env, (message) => process.stderr.write(`${message}\n`));
let stopping = false;

// Ctrl+C under npm arrives twice: from the terminal and from npm.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
stopWithNpm();

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

/** npm hands a SIGTERM to its shell, which ends without handing it on: then the parent that started us is gone. */
function stopWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => void (process.ppid !== parent && stop()), 200).unref();
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
