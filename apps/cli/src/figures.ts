import { isCount } from '#measures/measure';
import { measureById, measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { explainLines, type Explained } from '#projecting/explain';
import { replay } from '#projecting/replay';
import { catchUp } from '#waymark/catch-up';
import { configurationFrom, open, type Opened } from '#waymark/open';
import type { Sql } from '#projecting/reading-database';
import { isNamed, withMarkers, type Marked } from '#waymark/restricted';
import type { Listed } from '#measures/evaluate';
import { inOneSnapshot } from '#waymark/snapshot';
import { askMeasures, askScorecard, evaluateMeasures, populations, type MeasureAnswer } from '#waymark/questions';
import { eventsOfFile } from './event-files.ts';
import { askedBy, measuresNamed, wholeNumber, type Options } from './options.ts';
import { say, sayJson, shown, table } from './print.ts';
import { WrongUsage } from './usage.ts';

export const model = readingModel(projections, measures);

/** Opens the stores for one command, and lets go of them whatever happens. PostgreSQL is stopped again if it was started here. */
export async function withWaymark<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await open(configurationFrom(process.env), model, (message) => process.stderr.write(`${message}\n`));
  try {
    return await work(opened);
  } finally {
    await opened.close({ stopPostgres: opened.startedPostgres });
  }
}

/** `measure`: figures from the read model, brought up to date first. */
export async function measure(names: string | undefined, options: Options): Promise<void> {
  const [named, asked] = [measuresNamed(names), askedBy(options)];
  const answers = await withWaymark(async (opened) => {
    await catchUp(opened);
    const estimates = await populations(opened.store);
    const { answer: answers } = await inOneSnapshot(opened.database, async (sql) => {
      const found = await askMeasures(sql, named, asked, estimates);
      return Promise.all(found.map((answer) => markedAnswer(sql, answer)));
    });
    return answers;
  });
  printAnswers(answers, options);
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
  const { events, estimates } = await eventsOfFile(options.events);
  printAnswers(evaluateMeasures(named, replay(projections, events, asked.asKnownAt), asked, estimates), options);
}

/** `scorecard`: every measure at a date. */
export async function scorecard(options: Options): Promise<void> {
  if (!options['as-at']) throw new WrongUsage('Give --as-at D.');
  const { asAt, asKnownAt } = askedBy(options);
  const lines = await withWaymark(async (opened) => {
    await catchUp(opened);
    const estimates = await populations(opened.store);
    return (await inOneSnapshot(opened.database, (sql) => askScorecard(sql, measures, asAt, asKnownAt, estimates)))
      .answer;
  });
  if (options.json) return sayJson({ asAt, asKnownAt, lines });
  const areas = [...new Set(lines.flatMap((line) => Object.keys(line.areas)))].sort();
  const rows = lines.map((line) => {
    const one = measureById(line.measure)!;
    const of = isCount(one.denominator) ? ` ${one.unit === 'net' ? 'less' : 'of'} ${line.month.denominator}` : '';
    return [
      line.measure,
      one.title.slice(0, 48),
      `${line.month.numerator}${of}`,
      shown(line.month, one),
      ...areas.map((area) => (line.areas[area] ? shown(line.areas[area], one) : '-')),
      shown(line.previousSixMonths, one),
      shown(line.yearToDate, one),
      line.trend ?? '',
    ];
  });
  say(`Scorecard as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}\n`);
  say(table(['Measure', 'Title', 'Month', 'Value', ...areas, 'Prev. 6 months', 'Year to date', 'Trend'], rows));
  say(
    '\nCITYWIDE holds teams that serve the whole authority: the total is counted for itself, never summed from the areas.',
  );
}

/** `explain`: a figure's definition and source, its rows, and the events behind each. */
export async function explain(name: string | undefined, options: Options): Promise<void> {
  const [one, asked] = [measuresNamed(name)[0]!, askedBy({ ...options, list: true })];
  const limit = wholeNumber(options.limit, 'limit') ?? 20;
  const { answer, lines } = await withWaymark(async (opened) => {
    await catchUp(opened);
    const [answer] = await askMeasures(opened.database, [one], asked, await populations(opened.store));
    return {
      answer: answer!,
      lines: await withMarkers(
        opened.database,
        await explainLines(opened.store, one, answer!.rows!.slice(0, limit), asked.asKnownAt),
      ),
    };
  });
  const { definition, source } = one;
  if (options.json) return sayJson({ ...answer, definition, source, rows: lines, rowsInAll: answer.rows!.length });
  say(`${one.id} ${one.title}\n${definition}\nSource: ${source}\n`);
  say(
    `${answer.numerator}${answer.denominator === null ? '' : ` of ${answer.denominator}`}: ${shown(answer, one)}, ${asked.from} to ${asked.to}, as at ${asked.asAt}\n`,
  );
  for (const line of lines) {
    say(
      `${line.on ?? ''}  ${isNamed<Explained>(line) ? `child ${line.childId}` : 'a restricted record'}  ${line.team}, ${line.area}  ${line.numerator ? 'counted' : 'in the denominator only'}`,
    );
    for (const event of isNamed<Explained>(line) ? line.events : [])
      say(`    ${event.occurredOn}  ${event.type}  recorded ${event.recordedAt}  ${JSON.stringify(event.data)}`);
  }
  const more = answer.rows!.length - lines.length;
  if (more > 0) say(`\n${more} more rows: --limit ${answer.rows!.length} shows them all.`);
}

/** `measures`: the catalogue. */
export function listMeasures(options: Options): void {
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
    return [line(answer.measure, answer), ...(answer.parts ?? []).map((part) => line(`  ${part.name}`, part))];
  });
  const { from, to, asAt, asKnownAt } = answers[0]!;
  say(`${from} to ${to}, as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}\n`);
  say(table(['Measure', 'Numerator', 'Denominator', 'Value'], rows));
  for (const { measure: id, groups, rows: listed } of answers) {
    if (groups) say(`\n${id} by part\n${table(['Part', 'Count'], Object.entries(groups))}`);
    if (listed)
      say(
        `\n${id} row by row\n${table(
          ['Child', 'Row', 'Day', 'Team', 'Area', 'Counted'],
          listed.map((row) => [
            isNamed<Listed>(row) ? row.childId : 'restricted',
            isNamed<Listed>(row) ? row.rowId : '',
            row.on ?? '',
            row.team,
            row.area,
            row.numerator ? 'yes' : 'denominator only',
          ]),
        )}`,
      );
  }
}
