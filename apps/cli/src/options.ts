import { parseArgs } from 'node:util';
import { WrongUsage } from './usage.ts';

const optionTypes = {
  'as-at': { type: 'string' },
  'as-known-at': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  team: { type: 'string' },
  area: { type: 'string' },
  events: { type: 'string' },
  children: { type: 'string' },
  seed: { type: 'string' },
  limit: { type: 'string' },
  group: { type: 'string' },
  cell: { type: 'string' },
  id: { type: 'string' },
  body: { type: 'string' },
  definition: { type: 'string' },
  vintage: { type: 'string' },
  tolerance: { type: 'string' },
  until: { type: 'string' },
  every: { type: 'string' },
  computed: { type: 'string' },
  reason: { type: 'string' },
  region: { type: 'string' },
  authority: { type: 'string' },
  who: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  worker: { type: 'string' },
  days: { type: 'string' },
  page: { type: 'boolean' },
  format: { type: 'string' },
  out: { type: 'string' },
  public: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  failed: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'from-this-log': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export type Options = ReturnType<typeof parse>['values'];

/** The command's words and options. Refuses options there are not, and one given twice. */
export function parse(argv: readonly string[]) {
  try {
    const { tokens, ...found } = parseArgs({
      args: [...argv],
      options: optionTypes,
      allowPositionals: true,
      tokens: true,
    });
    refuseRepeated(tokens.flatMap((one) => (one.kind === 'option' ? [one.name] : [])));
    return found;
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

/** Of two days the last would win in silence. */
function refuseRepeated(names: readonly string[]): void {
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new WrongUsage(`--${repeated} is given twice. Give it once.`);
}

/** A whole number from an option, nought among them. */
export function wholeNumber(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new WrongUsage(`--${name} takes a whole number.`);
  return Number(value);
}
