import type { Measure } from '#measures/measure';
import { catchUp } from '#waymark/catch-up';
import { definitionDifferences, type DifferentRow, type Standing } from '#waymark/definition-differences';
import type { MeasureAsked } from '#waymark/questions';
import { isNamed, withMarkers } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { basisOf, withWaymark } from './figures.ts';
import type { Options } from './options.ts';
import { say, sayJson, shown, table } from './print.ts';

/** `measure ID --definition OTHER`: a measure by two definitions side by side, and every row that one counts otherwise than the other. */
export async function compareDefinitions(
  one: Measure,
  others: readonly Measure[],
  asked: MeasureAsked,
  options: Options,
): Promise<void> {
  const compared = await withWaymark(async (opened) => {
    await catchUp(opened);
    const basis = await basisOf(opened, asked.asKnownAt);
    const { answer } = await inOneSnapshot(opened.database, async (sql) => {
      const found = await definitionDifferences(sql, one, others, asked, basis);
      return Promise.all(found.map(async (each) => ({ ...each, rows: await withMarkers(sql, each.rows) })));
    });
    return answer;
  });
  if (options.json) return sayJson(compared.length === 1 ? compared[0] : compared);
  const { from, to, asAt, asKnownAt } = asked;
  say(`${from} to ${to}, as at ${asAt}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}\n`);
  const figures = [compared[0]!.before, ...compared.map(({ after }) => after)];
  const rows = figures.map((answer, i) => [
    answer.countedAs,
    answer.title,
    answer.numerator,
    answer.denominator ?? '-',
    shown(answer, i === 0 ? one : others[i - 1]!),
  ]);
  say(table(['Definition', 'Title', 'Numerator', 'Denominator', 'Value'], rows));
  for (const { before, after, rows: different } of compared) {
    const names = `${before.countedAs} and ${after.countedAs}`;
    if (different.length === 0) say(`\n${names} count the same rows.`);
    else
      say(
        `\n${different.length === 1 ? 'One row' : `${different.length} rows`} that ${names} count differently\n${table(
          ['Day', 'Child', 'Row', 'Area', before.countedAs, after.countedAs],
          different.map((row) => [
            row.on ?? '',
            isNamed<DifferentRow>(row) ? row.childId : 'restricted',
            isNamed<DifferentRow>(row) ? row.rowId : '',
            row.area,
            inWords(row.before),
            inWords(row.after),
          ]),
        )}`,
      );
  }
}

function inWords(standing: Standing | null): string {
  if (standing === null) return 'not counted';
  if (standing.numerator) return 'counted';
  return 'denominator only';
}
