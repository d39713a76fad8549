import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<Wanted extends Options> = ReturnType<typeof parseArgs<{ options: Wanted }>>['values'];

const WRONG_USE = 2;

/** The options that a program was started with. `--help` prints how it is used; a word it does not know ends it with 2. */
export function wordsGiven<const Wanted extends Options>(use: string, options: Wanted): Values<Wanted> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${use}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(`${(error as Error).message.split('. ')[0]!}.`, use);
  }
}

/** Says what is wrong with the words given, and how they should be. */
export function refuse(why: string, use: string): never {
  process.stderr.write(`${why}\n${use}\n`);
  process.exit(WRONG_USE);
}
