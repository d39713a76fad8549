import type { Measure } from '#measures/measure';
import { measureById, measures } from '#projections/index';
import type { MeasureAsked } from '#waymark/questions';
import { windowOf } from '#waymark/window';
import type { Options } from './options.ts';
import { WrongUsage } from './usage.ts';

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
