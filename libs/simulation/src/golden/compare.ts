import type { Report, ReportCard } from '#reporting/report';
import { answer, type Told } from './answers.ts';
import type { Golden, PrintedCard, PrintedFigure, Untold } from './printed.ts';

/**
 * One printed figure beside ours. `verdict` is `same` (with the reading of the catalogue it rests on, if it needs one),
 * `differs`, the reason why the report contradicts itself, or why no event could tell it.
 */
export interface Compared {
  readonly golden: string;
  readonly line: number;
  readonly measure: string;
  readonly what: string;
  readonly printed: string;
  readonly ours: string;
  readonly verdict: string;
}

/** Every figure that a golden report printed, beside what comes out of its story. */
export async function compareGolden(golden: Golden, told: Told): Promise<readonly Compared[]> {
  const ofCards = golden.cards.flatMap((card) => compareCard(golden, card, told.report));
  const ofFigures: Compared[] = [];
  for (const figure of golden.figures) ofFigures.push(await compareFigure(golden, figure, told));
  return [...ofCards, ...ofFigures, ...golden.untold.map((one) => untold(golden, one))];
}

const untold = (golden: Golden, { line, says, printed, because }: Untold): Compared => ({
  golden: golden.id,
  line,
  measure: '-',
  what: says,
  printed,
  ours: '-',
  verdict: `not told: ${because}`,
});

export const isSame = ({ verdict }: Compared): boolean => verdict === 'same' || verdict.startsWith('same (');
export const isUntold = ({ verdict }: Compared): boolean => verdict.startsWith('not told');

function compareCard(golden: Golden, printed: PrintedCard, report: Report): readonly Compared[] {
  const card = report.cards.find((one) => one.title === printed.title);
  const line = (what: string, text: string, ours: string | undefined, reading?: string) =>
    verdict(
      golden,
      {
        golden: golden.id,
        line: printed.line,
        measure: card?.measure ?? '',
        what: `${printed.title} / ${what}`,
        printed: text,
        ours: ours ?? 'nothing',
      },
      reading,
    );
  const cells = printed.lines.flatMap(([label, ...texts]) =>
    texts.flatMap((text, i) =>
      text === null
        ? []
        : [
            // A reading is of the column compared with, which stands first.
            line(
              `${label} / ${printed.columns[i]!}`,
              text,
              cellText(card, label, printed.columns[i]!),
              i === 0 ? printed.reading : undefined,
            ),
          ],
    ),
  );
  const beside = [
    ['Target', printed.target, card?.target?.text],
    ['Performance rating', printed.rating, card?.rating.shown ?? undefined],
    ['Trend', printed.trend, card?.trend.shown ?? undefined],
    ['National average', printed.national, card?.comparators.find((one) => one.area === 'England')?.text],
  ] as const;
  const judged = { 'Performance rating': card?.rating, Trend: card?.trend } as const;
  return [
    ...cells,
    ...beside.flatMap(([what, text, ours]) => {
      const by = what === 'Trend' || what === 'Performance rating' ? judged[what] : undefined;
      const overridden = by !== undefined && by.shown !== by.computed ? 'G20: overridden with a reason' : undefined;
      return text === undefined ? [] : [line(what, text, ours, overridden)];
    }),
  ];
}

function cellText(card: ReportCard | undefined, label: string, column: string): string | undefined {
  const at = card?.columns.indexOf(column) ?? -1;
  return card?.lines.find((line) => line.label === label)?.cells[at]?.text;
}

async function compareFigure(golden: Golden, figure: PrintedFigure, told: Told): Promise<Compared> {
  const { line, measure, says, printed, ask, reading } = figure;
  const found = told.measureById(measure);
  const ours = found === undefined ? 'no such measure' : await answer(found, ask, golden, told);
  return verdict(golden, { golden: golden.id, line, measure, what: says, printed, ours }, reading);
}

/** A seed may write 1951 or 1,951, 98% or 98, 24.0 or 24: what counts is the number. */
function plain(text: string): string {
  const bare = text.replaceAll(/[,%\s]/g, '');
  return bare !== '' && Number.isFinite(Number(bare)) ? String(Number(bare)) : bare;
}

function verdict(golden: Golden, one: Omit<Compared, 'verdict'>, reading?: string): Compared {
  if (plain(one.printed) === plain(one.ours))
    return { ...one, verdict: reading === undefined ? 'same' : `same (${reading})` };
  const reason = golden.inconsistent[one.what] ?? golden.inconsistent[`${one.measure}/${one.printed}`];
  return { ...one, verdict: reason ?? 'differs' };
}
