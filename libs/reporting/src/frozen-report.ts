import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { countKey, isCount, type Count, type Measure } from '#measures/measure';
import { canonicalJson } from './canonical-json.ts';
import type { frozenCell } from './frozen-report.events.ts';
import type { Report, ReportCell, ReportDefinition } from './report.ts';

export type FrozenCell = z.output<typeof frozenCell>;

/** Which definition answered for an id, and a mark that is another one as soon as the definition says something else. */
export interface DefinitionUsed {
  readonly definition: string;
  readonly version: string;
}

/** What `ReportFrozen` holds. */
export interface FrozenContent {
  readonly definition: string;
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant;
  readonly position: number;
  readonly versions: Readonly<Record<string, DefinitionUsed>>;
  readonly policies: Readonly<Record<string, string>>;
  readonly sha256: string;
  readonly cells: readonly FrozenCell[];
  readonly reason?: string;
}

/** The sha256 of a report's canonical JSON, in hex. */
export const hashOf = (report: Report): string => createHash('sha256').update(canonicalJson(report)).digest('hex');

/** Every figure of a report with its place on the page, those of the facts under a card too. */
export function cellsOf(report: Report): readonly FrozenCell[] {
  return report.cards.flatMap((card, c) => [
    ...card.lines.flatMap((line, l) =>
      line.cells.map((cell, i) =>
        frozenFrom(cell, {
          cell: `${c + 1}.${l + 1}.${i + 1}`,
          card: card.title,
          line: line.label,
          column: card.columns[i] ?? '',
        }),
      ),
    ),
    ...card.facts.flatMap((fact, f) =>
      fact.cells.map((cell) =>
        frozenFrom(cell, {
          cell: `${c + 1}.fact${f + 1}`,
          card: card.title,
          line: fact.label,
          column: card.columns[card.current] ?? '',
        }),
      ),
    ),
  ]);
}

function frozenFrom(
  { measure, show, asked, place, figure, text, months, steps }: ReportCell,
  where: Pick<FrozenCell, 'cell' | 'card' | 'line' | 'column'>,
): FrozenCell {
  const { from, to, asAt } = asked;
  const { numerator, denominator, value } = figure;
  const plain = months?.map((one, i) => ({
    from: steps![i]!.from,
    to: steps![i]!.to,
    asAt: steps![i]!.asAt,
    numerator: one.numerator,
    denominator: one.denominator,
    value: one.value,
  }));
  return {
    ...where,
    measure,
    show,
    from,
    to,
    asAt,
    ...place,
    numerator,
    denominator,
    value,
    text,
    ...(plain === undefined ? {} : { months: plain }),
  };
}

/** The part of the authority a frozen figure is of. */
export const placeOfCell = ({ team, area, group }: FrozenCell): Place => ({
  ...(team === undefined ? {} : { team }),
  ...(area === undefined ? {} : { area }),
  ...(group === undefined ? {} : { group }),
});

/** The periods a frozen figure is made of: its own, or those it is an average of. */
export const stepsOf = (cell: FrozenCell): readonly (Asked & Figure)[] => cell.months ?? [cell];

/** A mark of what a report's definition says. */
export const reportVersion = (definition: ReportDefinition): string => markOf(definition);

/** A mark of what a measure says and of the rows it counts: a raised projection is another version too. */
export function measureVersion({ numerator, denominator, ...words }: Measure): string {
  const below = denominator === undefined ? null : isCount(denominator) ? countVersion(denominator) : denominator;
  return markOf({ ...words, numerator: countVersion(numerator), denominator: below });
}

const countVersion = (count: Count): string =>
  [
    countKey(count),
    count.projection.version,
    ...(count.having === undefined ? [] : [count.having.count.projection.version]),
  ].join(' ');

const markOf = (value: object): string => createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 12);
