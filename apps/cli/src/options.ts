import { parseArgs } from 'node:util';
import { measureById, measures } from '#projections/index';
import type { Measure } from '#measures/measure';
import { windowOf } from '#waymark/window';
import type { MeasureAsked } from '#waymark/questions';
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

/** The measures named, comma between them; `all` names every one. */
export function measuresNamed(names: string | undefined): readonly Measure[] {
  if (!names) throw new WrongUsage('Name a measure, for example RF-05; `waymark measures` lists them.');
  if (names === 'all') return measures;
  return names.split(',').map((id) => {
    const found = measureById(id.trim());
    if (!found) throw new WrongUsage(`There is no measure ${id}. \`waymark measures\` lists them.`);
    return found;
  });
}

/** The question the options ask: period, two dates, breakdown and place. */
export function askedBy(options: Options): MeasureAsked {
  const { by, team, area } = options;
  if (by !== undefined && by !== 'area' && by !== 'team' && by !== 'group')
    throw new WrongUsage('--by takes area, team or group.');
  if (!options['as-at'] && !(options.from && options.to))
    throw new WrongUsage('Give --as-at D, or --from D and --to D.');
  if ([by, team, area].filter((one) => one !== undefined).length > 1)
    throw new WrongUsage('Give one of --by, --team and --area.');
  const place = { ...(team === undefined ? {} : { team }), ...(area === undefined ? {} : { area }) };
  return {
    ...windowOf({ from: options.from, to: options.to, asAt: options['as-at'], asKnownAt: options['as-known-at'] }),
    ...(by === undefined ? {} : { by }),
    place,
    withList: options.list ?? false,
  };
}

/** A whole number above nought from an option. */
export function wholeNumber(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new WrongUsage(`--${name} takes a whole number.`);
  return Number(value);
}
