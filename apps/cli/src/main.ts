import { evaluate, explain, listMeasures, measure, scorecard } from './figures.ts';
import { parse } from './options.ts';
import { demo, exportTo, importFrom, rebuild, status, verify } from './upkeep.ts';
import { say } from './print.ts';
import { usage, WrongUsage } from './usage.ts';

async function run(argv: readonly string[]): Promise<void> {
  const { positionals, values: options } = parse(argv);
  const [command, first, second] = positionals;
  if (options.help || command === 'help') return say(usage);
  const commands: Readonly<Record<string, () => Promise<void> | void>> = {
    demo: () => demo(options),
    import: () => importFrom(first, second, options),
    export: () => exportTo(first, second),
    measure: () => measure(first, options),
    measures: () => listMeasures(options),
    scorecard: () => scorecard(options),
    evaluate: () => evaluate(first, options),
    explain: () => explain(first, options),
    rebuild: () => rebuild(first, options),
    verify: () => verify(options),
    status: () => status(options),
  };
  if (command === undefined || !Object.hasOwn(commands, command))
    throw new WrongUsage(command ? `There is no command ${command}.` : 'Name a command.');
  await commands[command]!();
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { message, name } = error as Error;
  const wrong = error instanceof WrongUsage || name === 'Malformed';
  process.stderr.write(wrong ? `${message}\n\`waymark help\` says how each command is written.\n` : `${message}\n`);
  process.exitCode = wrong ? 2 : 1;
}
