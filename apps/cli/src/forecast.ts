import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import { clocks } from '#projections/clocks/clocks.projection';
import { catchUp } from '#waymark/catch-up';
import { askForecast, type Due, type ForecastAsked, type Outlook, type ShownForecast } from '#waymark/forecast';
import { measureAhead, type Every } from '#waymark/measure-ahead';
import { isNamed } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { dayIn, knownAt } from '#waymark/window';
import { basisOf, withWaymark } from './figures.ts';
import { measuresNamed } from './asked.ts';
import type { Options } from './options.ts';
import { say, sayJson, shown, table } from './print.ts';
import { WrongUsage } from './usage.ts';

/** `forecast`: what is late and falls due, by clock, team or worker; with a measure, its values if nothing more is done. */
export async function forecast(name: string | undefined, options: Options): Promise<void> {
  return name === undefined ? outlook(options) : ahead(name, options);
}

async function outlook(options: Options): Promise<void> {
  const asked = askedOf(options);
  const answer = await withWaymark(async (opened) => {
    await catchUp(opened);
    return (await inOneSnapshot(opened.database, (sql) => askForecast(sql, clocks, asked))).answer;
  });
  if (options.json) return sayJson(answer);
  print(answer);
}

function askedOf(options: Options): ForecastAsked {
  const { by, team, area } = options;
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  if (by !== undefined && by !== 'team' && by !== 'worker') throw new WrongUsage('--by takes team or worker.');
  return {
    asAt: dayIn('asAt', options['as-at']),
    asKnownAt: options['as-known-at'] === undefined ? null : knownAt(options['as-known-at']),
    ...(by === undefined ? {} : { by }),
    place: { ...(team === undefined ? {} : { team }), ...(area === undefined ? {} : { area }) },
    withList: options.list ?? false,
  };
}

async function ahead(name: string, options: Options): Promise<void> {
  const [one] = measuresNamed(name);
  const { until, team, area } = options;
  if (!until) throw new WrongUsage('Give --until D, the last day to look ahead to.');
  const asked = {
    asAt: options['as-at'] === undefined ? today() : dayIn('asAt', options['as-at']),
    until: dayIn('until', until),
    every: everyOf(options.every),
    asKnownAt: options['as-known-at'] === undefined ? null : knownAt(options['as-known-at']),
    place: { ...(team === undefined ? {} : { team }), ...(area === undefined ? {} : { area }) },
  };
  const values = await withWaymark(async (opened) => {
    await catchUp(opened);
    const basis = await basisOf(opened, asked.asKnownAt);
    return (await inOneSnapshot(opened.database, (sql) => measureAhead(sql, one!, asked, basis))).answer;
  });
  if (options.json)
    return sayJson({ measure: one!.id, title: one!.title, asAt: asked.asAt, until: asked.until, values });
  say(`${one!.id} ${one!.title}, if nothing more is done\n`);
  const rows = values.map(({ on, ...figure }) => [
    on,
    figure.numerator,
    figure.denominator ?? '-',
    shown(figure, one!),
  ]);
  say(table(['Day', 'Numerator', 'Denominator', 'Value'], rows));
}

function everyOf(every = 'friday'): Every {
  if (every === 'friday' || every === 'day') return every;
  throw new WrongUsage('--every takes friday or day.');
}

const today = () => londonDate(instantFromEpochMilliseconds(Date.now()));

const heads = ['Breached', 'Due today', 'Within 5', 'Within 10', 'Later', 'Open'];
const figures = (one: Outlook) => [one.breached, one.dueToday, one.dueWithin5, one.dueWithin10, one.later, one.open];

function print(answer: ShownForecast): void {
  const { asAt, asKnownAt, clocks: byClock, parts, list } = answer;
  say(`Due as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}, in working days\n`);
  say(table(['Clock', ...heads], [...byClock.map((one) => [one.clock, ...figures(one)]), ['All', ...figures(answer)]]));
  if (parts)
    say(
      `\n${table(
        ['Held by', ...heads],
        parts.map((part) => [part.name, ...figures(part)]),
      )}`,
    );
  if (list === undefined) return;
  const rows = list.map((one) => [
    isNamed<Due>(one) ? one.childId : 'restricted',
    one.clock,
    one.dueOn,
    words[one.standing],
    one.workingDaysLeft,
    one.team,
    one.worker,
  ]);
  say(`\n${table(['Child', 'Clock', 'Due', 'Standing', 'Days left', 'Team', 'Worker'], rows)}`);
}

const words: Readonly<Record<Due['standing'], string>> = {
  BREACHED: 'breached',
  DUE_TODAY: 'due today',
  DUE_WITHIN_5: 'within 5',
  DUE_WITHIN_10: 'within 10',
  LATER: 'later',
};
