import { endOfMonth, plainDate, startOfMonth, type PlainDate } from '#calendar/plain-date';
import { figure, type Figure } from '#measures/figure';
import { isCount, unitsPerOne, type Measure } from '#measures/measure';
import { clocks as clockRows } from '#projections/clocks/clocks.projection';
import { measureById, measures } from '#projections/index';
import type { FigureAsked } from '#projecting/figures';
import { scorecardFigures, type ScorecardColumn } from '#projecting/scorecard';
import { populationIn } from '#reference/in-force';
import { policyFor } from '#reference/policies';
import { longMonth } from '#reporting/windows';
import type { Preview } from '#waymark/preview';
import type { Movement, PreviewedMeasure } from '#waymark/previewed';
import { readBasis, type Basis } from '#waymark/reference-data';
import { inOneSnapshot } from '#waymark/snapshot';
import type { Waymark } from '../../waymark.ts';
import { dayInWords } from '../filters.ts';
import { partsText, valueText } from '../performance/figure-words.ts';
import { titleOf } from './entry-titles.ts';

/** What a repair would move, as a page shows it: every figure before and after, clocks, and reports that were given out. */
export interface PreviewShown {
  readonly entries: readonly string[];
  readonly figures: readonly FigureShown[];
  readonly figuresInAll: number;
  readonly clocks: readonly { readonly clock: string; readonly from: string; readonly to: string }[];
  readonly reports: readonly {
    readonly id: string;
    readonly lines: readonly { readonly label: string; readonly frozen: string; readonly moves: string }[];
  }[];
  readonly movesNothing: boolean;
}

export interface FigureShown {
  readonly measure: string;
  readonly title: string;
  readonly month: string;
  readonly now: string;
  readonly then: string;
}

const MOST_FIGURES = 120;

/** A preview in words. The figures as they are now are asked of the read model; those after follow from the movement. */
export async function previewShown(waymark: Waymark, preview: Preview): Promise<PreviewShown> {
  const basis = await readBasis(waymark.store, measures, null);
  const moved = preview.measures
    .filter(({ measure }) => isInForce(measureById(measure)!, basis.reference.policies, waymark.today()))
    .flatMap((one) => one.months.filter((month) => isShown(one.measure, month)).map((month) => ({ one, month })));
  const figures = await beforeAndAfter(waymark, moved.slice(0, MOST_FIGURES), basis);
  const clocks = clocksShown(preview.clocks);
  const reports = preview.frozenReports.map(({ id, cells }) => ({
    id,
    lines: cells.map(({ label, frozen, numerator, denominator }) => ({
      label,
      frozen,
      moves: movement(numerator, denominator),
    })),
  }));
  return {
    entries: preview.events.map(({ type }) => titleOf(type)),
    figures,
    figuresInAll: moved.length,
    clocks,
    reports,
    movesNothing: moved.length === 0 && clocks.length === 0 && reports.length === 0,
  };
}

/** Another reading of a measure is shown only where a policy has put it in force. */
const isInForce = ({ policy }: Measure, policies: Basis['reference']['policies'], today: PlainDate): boolean =>
  policy === undefined || policyFor(policies, policy.key, today) === policy.value;

/** Where as much comes as goes, the figure stays; a percentile may move all the same. */
const isShown = (id: string, { numerator, denominator }: Movement): boolean =>
  numerator !== 0 || denominator !== 0 || measureById(id)!.percentile !== undefined;

type MovedMonth = { readonly one: PreviewedMeasure; readonly month: PreviewedMeasure['months'][number] };

async function beforeAndAfter(waymark: Waymark, moved: readonly MovedMonth[], { reference }: Basis) {
  if (moved.length === 0) return [];
  const touched = [...new Set(moved.map(({ one }) => one.measure))].map((id) => measureById(id)!);
  const columns = [...new Set(moved.map(({ month }) => month.month))].map((month) => columnOf(month, waymark.today()));
  const people = (area: string, { asAt }: FigureAsked) =>
    populationIn(reference, area === 'total' ? 'TOTAL' : area, asAt)?.age0to17 ?? null;
  const { answer } = await inOneSnapshot(waymark.database, (sql) => scorecardFigures(sql, touched, columns, people));
  return moved.map(({ one, month }): FigureShown => {
    const measure = measureById(one.measure)!;
    const column = columns.find(({ name }) => name === month.month)!;
    const now = answer.get(measure.id)?.get(column.name)?.get('total') ?? {
      numerator: 0,
      denominator: null,
      value: null,
    };
    const then = movedBy(measure, now, month, column.asked, people('TOTAL', column.asked));
    return {
      measure: measure.id,
      title: measure.title,
      month: longMonth(column.asked.to),
      now: figureText(measure, now),
      then: then === undefined ? 'May move' : figureText(measure, then),
    };
  });
}

function columnOf(month: string, today: PlainDate): ScorecardColumn {
  const from = startOfMonth(plainDate(`${month}-01`));
  const to = endOfMonth(from);
  return { name: month, asked: { from, to, asAt: to < today ? to : today, asKnownAt: null }, by: 'total' };
}

/** A figure after a movement. Of a percentile only the rows would say, and they are not counted here. */
function movedBy(
  measure: Measure,
  now: Figure,
  { numerator, denominator }: Movement,
  asked: FigureAsked,
  people: number | null,
): Figure | undefined {
  if (measure.percentile !== undefined) return undefined;
  const above = Math.round((now.numerator + numerator) * unitsPerOne(measure.numerator));
  const by = measure.denominator;
  const below = isCount(by) ? Math.round(((now.denominator ?? 0) + denominator) * unitsPerOne(by)) : null;
  return figure(measure, above, below, asked, people);
}

function figureText(measure: Measure, one: Figure): string {
  const parts = partsText(measure, one);
  return parts === null ? valueText(measure, one) : `${valueText(measure, one)} (${parts})`;
}

/**
 * The clocks of the clocks board that would be due on other days. A clock that starts on another day is another row there:
 * those of one name that go and come are told as one that moves.
 */
function clocksShown(moved: Preview['clocks']): PreviewShown['clocks'] {
  const names = new Map<string, { readonly from: Set<PlainDate>; readonly to: Set<PlainDate> }>();
  for (const one of moved.filter(({ projection }) => projection === clockRows.name)) {
    const name = 'rowId' in one ? (one.rowId.split('/').at(-2) ?? 'Clock') : 'Clock of a restricted record';
    const days = names.get(name) ?? { from: new Set(), to: new Set() };
    names.set(name, days);
    if (one.from !== null) days.from.add(one.from);
    if (one.to !== null) days.to.add(one.to);
  }
  return [...names].flatMap(([clock, { from, to }]) => {
    const [gone, come] = [
      [...from].filter((day) => !to.has(day)).sort(),
      [...to].filter((day) => !from.has(day)).sort(),
    ];
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => ({
      clock,
      from: wordsOfDay(gone[i]),
      to: wordsOfDay(come[i]),
    }));
  });
}

const wordsOfDay = (day: PlainDate | undefined): string => (day === undefined ? 'None' : dayInWords(day));

const signed = (amount: number): string => (amount > 0 ? `+${amount}` : amount < 0 ? `−${-amount}` : '0');

const movement = (numerator: number, denominator: number): string =>
  denominator === 0 ? signed(numerator) : `${signed(numerator)} of ${signed(denominator)}`;
