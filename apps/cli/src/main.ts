import { account } from './accounts.ts';
import { analystViewsPage, listEvents } from './events.ts';
import { explain } from './explain.ts';
import { evaluate, listMeasures, measure, scorecard } from './figures.ts';
import { forecast } from './forecast.ts';
import { preview } from './frozen-reports.ts';
import { migrateStore } from './migrate-store.ts';
import { jobs } from './jobs.ts';
import { parse } from './options.ts';
import { reference } from './reference.ts';
import { narrative, report } from './reports.ts';
import { demo, exportTo, importFrom, rebuild, status, verify } from './upkeep.ts';
import { say } from './print.ts';
import { usage, WrongUsage } from './usage.ts';

async function run(argv: readonly string[]): Promise<void> {
  const { positionals, values: options } = parse(argv);
  const [command, first, second, third] = positionals;
  if (options.help || command === 'help') return say(usage);
  const commands: Readonly<Record<string, () => Promise<void> | void>> = {
    account: () => account(first, second, options),
    demo: () => demo(options),
    import: () => importFrom(first, second, options),
    export: () => exportTo(first, second),
    measure: () => measure(first, options),
    measures: () => listMeasures(options),
    scorecard: () => scorecard(options),
    report: () => report(first, second, third, options),
    narrative: () => narrative(first, options),
    reference: () => reference(first, second, third, options),
    events: () => listEvents(options),
    'analyst-views': () => analystViewsPage(),
    forecast: () => forecast(first, options),
    evaluate: () => evaluate(first, options),
    explain: () => explain(first, second, options),
    preview: () => preview(first, options),
    jobs: () => jobs(first, second, options),
    rebuild: () => rebuild(first, options),
    verify: () => verify(options),
    'migrate-store': () => migrateStore(options),
    status: () => status(options),
  };
  if (command === undefined || !Object.hasOwn(commands, command))
    throw new WrongUsage(command ? `There is no command ${command}.` : 'Name a command.');
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
