import { isCount } from '#measures/measure';
import { definedIn, measureById, measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { replay } from '#projecting/replay';
import { catchUp } from '#waymark/catch-up';
import { configurationFrom, type Configuration } from '#waymark/configuration';
import type { Opened } from '#waymark/open';
import type { Sql } from '#projecting/reading-database';
import { isNamed, withMarkers, type Marked } from '#waymark/restricted';
import type { Listed } from '#measures/evaluate';
import { readBasis, type Basis } from '#waymark/reference-data';
import { measuresPage } from '#reference/measures-page';
import { referenceFrom } from '#reference/reference-from';
import { inOneSnapshot } from '#waymark/snapshot';
import { askMeasures, askScorecard, evaluateMeasures, type MeasureAnswer, type MeasureAsked } from '#waymark/questions';
import { compareDefinitions } from './definitions.ts';
import { eventsOfFile } from './event-files.ts';
import { askedBy, measuresNamed } from './asked.ts';
import type { Options } from './options.ts';
import { say, sayJson, shown, table } from './print.ts';
import { WrongUsage } from './usage.ts';

export const model = readingModel(projections, measures, definedIn);

/** Opens the stores for one command, and lets go of them whatever happens. PostgreSQL is stopped again if it was started here. */
export async function withWaymark<T>(
  work: (opened: Opened) => Promise<T>,
  more: Pick<Configuration, 'takesThisLog'> = {},
): Promise<T> {
  const { open } = await import('#waymark/open'); // with all that it takes to reach a database
  const configuration = { ...configurationFrom(process.env), ...more };
  const opened = await open(configuration, model, (message) => process.stderr.write(`${message}\n`));
  try {
    return await work(opened);
  } finally {
    await opened.close({ stopPostgres: opened.startedPostgres });
  }
}

/** What figures rest on beside the events of children, as known at an instant. */
export const basisOf = ({ store }: Opened, asKnownAt: MeasureAsked['asKnownAt']): Promise<Basis> =>
  readBasis(store, measures, asKnownAt);

/** `measure`: figures from the read model, brought up to date first. */
export async function measure(names: string | undefined, options: Options): Promise<void> {
  const [named, asked] = [measuresNamed(names), askedBy(options)];
  if (options.definition !== undefined)
    return compareDefinitions(named[0]!, measuresNamed(options.definition), asked, options);
  const answers = await withWaymark(async (opened) => {
    await catchUp(opened);
    const basis = await basisOf(opened, asked.asKnownAt);
    const { answer: answers } = await inOneSnapshot(opened.database, async (sql) => {
      const found = await askMeasures(sql, named, asked, basis);
      if (asked.place && found.every(({ numerator, denominator }) => numerator === 0 && !denominator))
        await warnOfPlace(sql, asked, basis);
      return Promise.all(found.map((answer) => markedAnswer(sql, answer)));
    });
    return answers;
  });
  printAnswers(answers, options);
}

/** Nought in an area or team that no row of an open case knows may be a slip of the pen. */
async function warnOfPlace(sql: Sql, asked: MeasureAsked, basis: Basis): Promise<void> {
  for (const by of ['area', 'team'] as const) {
    const name = asked.place?.[by];
    if (name === undefined) continue;
    const { place: _, ...whole } = asked;
    const [answer] = await askMeasures(sql, [measureById('CIN-01')!], { ...whole, by, withList: false }, basis);
    const names = (answer?.parts ?? []).map((part) => part.name);
    if (!names.includes(name))
      process.stderr.write(
        `No case is open in the ${by} ${name} on that day; there are ${names.join(', ') || 'none'}.\n`,
      );
  }
}

type ShownAnswer = Omit<MeasureAnswer, 'rows'> & { readonly rows?: readonly Marked<Listed>[] };

/** Restricted records are counted and listed, and named nowhere (catalogue A.1). */
async function markedAnswer(sql: Sql, { rows, ...answer }: MeasureAnswer): Promise<ShownAnswer> {
  return rows === undefined ? answer : { ...answer, rows: await withMarkers(sql, rows) };
}

/** `evaluate`: the same from an event file alone. */
export async function evaluate(names: string | undefined, options: Options): Promise<void> {
  const [named, asked] = [measuresNamed(names), askedBy(options)];
  if (!options.events) throw new WrongUsage('Name the event file: --events FILE.');
  const events = await eventsOfFile(options.events);
  const basis: Basis = { reference: referenceFrom(events, asked.asKnownAt), catalogue: measures };
  printAnswers(evaluateMeasures(named, replay(projections, events, asked.asKnownAt), asked, basis), options);
}

/** `scorecard`: every measure at a date. */
export async function scorecard(options: Options): Promise<void> {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const { asAt, asKnownAt } = askedBy(options);
  const lines = await withWaymark(async (opened) => {
    await catchUp(opened);
    const basis = await basisOf(opened, asKnownAt);
    return (await inOneSnapshot(opened.database, (sql) => askScorecard(sql, measures, asAt, asKnownAt, basis))).answer;
  });
  if (options.json) return sayJson({ asAt, asKnownAt, lines });
  const areas = [...new Set(lines.flatMap((line) => Object.keys(line.areas)))].sort();
  const rows = lines.map((line) => {
    const one = measureById(line.measure)!;
    const of = isCount(one.denominator) ? ` ${one.unit === 'net' ? 'less' : 'of'} ${line.month.denominator}` : '';
    return [
      line.measure,
      `${line.title.slice(0, 48)}${countedBy(line)}`,
      `${line.month.numerator}${of}`,
      shown(line.month, one),
      ...areas.map((area) => (line.areas[area] ? shown(line.areas[area], one) : '-')),
      shown(line.previousSixMonths, one),
      shown(line.yearToDate, one),
      line.trend ?? '',
      line.target === null ? '' : String(line.target),
      line.rating ?? '',
      line.comparators.map(({ area, value, yearEnding }) => `${area} ${value} (${yearEnding.slice(0, 4)})`).join(', '),
    ];
  });
  say(`Scorecard as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}\n`);
  say(
    table(
      [
        'Measure',
        'Title',
        'Month',
        'Value',
        ...areas,
        'Prev. 6 months',
        'Year to date',
        'Trend',
        'Target',
        'Rating',
        'Published',
      ],
      rows,
    ),
  );
  say(
    '\nCITYWIDE holds teams that serve the whole authority: the total is counted for itself, never summed from the areas.',
  );
}

/** `measures`: the catalogue. */
export function listMeasures(options: Options): void {
  if (options.page) return void process.stdout.write(measuresPage(measures));
  if (options.json)
    return sayJson(
      measures.map(({ id, title, definition, source, unit, decimals, polarity }) => ({
        id,
        title,
        definition,
        source,
        unit,
        decimals,
        polarity,
      })),
    );
  for (const one of measures)
    say(
      `${one.id.padEnd(16)}${one.title}\n${' '.repeat(16)}${one.definition}\n${' '.repeat(16)}Source: ${one.source}\n`,
    );
}

/** Named wherever a policy has put another definition in the place of the plain one. */
export const countedBy = ({ measure: id, countedAs }: Pick<MeasureAnswer, 'measure' | 'countedAs'>): string =>
  id === countedAs ? '' : ` (counted as ${countedAs})`;

/** What the parts of a figure that is no plain count are: its numerator; their own values are asked for by part. */
const partsOf = (id: string): string =>
  measureById(id)!.denominator === undefined ? '' : ', above the line (--by group gives the value of each)';

function printAnswers(answers: readonly ShownAnswer[], options: Options): void {
  if (options.json) return sayJson(answers.length === 1 ? answers[0] : answers);
  const rows = answers.flatMap((answer) => {
    const one = measureById(answer.measure)!;
    const line = (name: string, part: Pick<MeasureAnswer, 'numerator' | 'denominator' | 'value'>) => [
      name,
      part.numerator,
      part.denominator ?? '-',
      shown(part, one),
    ];
    return [
      line(`${answer.measure}${countedBy(answer)}`, answer),
      ...(answer.parts ?? []).map((part) => line(`  ${part.name}`, part)),
    ];
  });
  const { from, to, asAt, asKnownAt } = answers[0]!;
  say(`${from} to ${to}, as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}\n`);
  say(table(['Measure', 'Numerator', 'Denominator', 'Value'], rows));
  for (const { measure: id, groups, rows: listed } of answers) {
    if (groups) say(`\n${id} by part${partsOf(id)}\n${table(['Part', 'Count'], Object.entries(groups))}`);
    if (listed)
      say(
        `\n${id} row by row\n${table(
          ['Child', 'Row', 'Day', 'Team', 'Area', measureById(id)!.percentile ? 'Days' : 'Counted'],
          listed.map((row) => [
            isNamed<Listed>(row) ? row.childId : 'restricted',
            isNamed<Listed>(row) ? row.rowId : '',
            row.on ?? '',
            row.team,
            row.area,
            row.measured ?? (row.numerator ? (row.adds ?? 'yes') : 'denominator only'),
          ]),
        )}`,
      );
  }
}
