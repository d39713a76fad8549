import { parse } from './options.ts';
import { say } from './print.ts';
import { refuseUntaken, usage, WrongUsage } from './usage.ts';

async function run(argv: readonly string[]): Promise<void> {
  const { positionals, values: options } = parse(argv);
  const [command, first, second, third] = positionals;
  if (options.help || command === 'help') return say(usage);
  // What a command needs is loaded for it alone: the whole program takes a second.
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    account: async () => (await import('./accounts.ts')).account(first, second, options),
    demo: async () => (await import('./upkeep.ts')).demo(options),
    import: async () => (await import('./upkeep.ts')).importFrom(first, second, options),
    export: async () => (await import('./upkeep.ts')).exportTo(first, second),
    measure: async () => (await import('./figures.ts')).measure(first, options),
    measures: async () => (await import('./figures.ts')).listMeasures(options),
    scorecard: async () => (await import('./figures.ts')).scorecard(options),
    report: async () => (await import('./reports.ts')).report(first, second, third, options),
    narrative: async () => (await import('./reports.ts')).narrative(first, options),
    reference: async () => (await import('./reference.ts')).reference(first, second, third, options),
    events: async () => (await import('./events.ts')).listEvents(options),
    'analyst-views': async () => (await import('./events.ts')).analystViewsPage(),
    forecast: async () => (await import('./forecast.ts')).forecast(first, options),
    evaluate: async () => (await import('./figures.ts')).evaluate(first, options),
    explain: async () => (await import('./explain.ts')).explain(first, second, options),
    preview: async () => (await import('./frozen-reports.ts')).preview(first, options),
    jobs: async () => (await import('./jobs.ts')).jobs(first, second, options),
    rebuild: async () => (await import('./upkeep.ts')).rebuild(first, options),
    verify: async () => (await import('./upkeep.ts')).verify(options),
    'migrate-store': async () => (await import('./migrate-store.ts')).migrateStore(options),
    status: async () => (await import('./upkeep.ts')).status(options),
  };
  if (command === undefined || !Object.hasOwn(commands, command))
    throw new WrongUsage(command ? `There is no command ${command}.` : 'Name a command.');
  refuseUntaken(command, Object.keys(options));
  await commands[command]!();
}

// Whoever reads may stop reading: `| head` is no fault of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { message, name } = error as Error;
  const wrong = error instanceof WrongUsage || name === 'Malformed';
  process.stderr.write(wrong ? `${message}\n\`waymark help\` says how each command is written.\n` : `${message}\n`);
  process.exitCode = wrong ? 2 : 1;
}
