import type { Asked } from '#measures/counted';
import type { Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Count } from '#measures/measure';
import { movedLines, movementOf, type MovedLine } from '#measures/moved-list';
import type { StoredEvent } from '#event-store/event-store';
import type { Definition } from '#reference/definitions';
import { cellsOf, placeOfCell, stepsOf, type FrozenCell } from '#reporting/frozen-report';
import type { Report } from '#reporting/report';
import { causeOf, changeKind, type Cause } from './change-kinds.ts';
import type { Marked } from './restricted.ts';
import { eventsBehind, type TwoStates } from './two-states.ts';

/** A row that moved a figure, with the events that did it. */
export interface RestatedLine extends MovedLine {
  readonly events: readonly Cause[];
}

/** One period of a figure: all of it, or a month of an average. The lines add up from the frozen counts to those of now. */
export interface RestatedPart extends Asked {
  readonly frozen: Figure;
  readonly now: Figure;
  readonly lines: readonly Marked<RestatedLine>[];
}

/** A figure of a frozen report that has since moved, and the cells that print it. */
export interface RestatedFigure extends Asked {
  readonly measure: string;
  readonly place: Place;
  /** Which definition it was counted by, then and now. */
  readonly definition: { readonly frozen: string; readonly now: string };
  readonly cells: readonly {
    readonly cell: string;
    readonly label: string;
    readonly frozen: string;
    readonly now: string;
  }[];
  readonly frozen: Figure;
  readonly now: Figure;
  /** By how much: null where there was or is nothing to divide by. */
  readonly by: { readonly numerator: number; readonly denominator: number | null; readonly value: number | null };
  readonly parts: readonly RestatedPart[];
  /** Populations and policies that moved it, whatever rows did. */
  readonly reference: readonly Cause[];
}

/** A moved figure before restricted records are taken out of its lines. */
export type ToldFigure = Omit<RestatedFigure, 'parts'> & {
  readonly parts: readonly (Omit<RestatedPart, 'lines'> & { readonly lines: readonly RestatedLine[] })[];
};

/** A figure that is another now: its cells then and now, and the definitions it was and is counted by. */
export interface MovedFigure {
  readonly cells: readonly { readonly was: FrozenCell; readonly is: FrozenCell }[];
  readonly was: FrozenCell;
  readonly is: FrozenCell;
  readonly definition: { readonly was: Definition; readonly is: Definition };
}

/** The figures of a frozen report that are others now, each with all cells that print it. */
export function movedFigures(
  frozen: readonly FrozenCell[],
  now: Report,
  defThen: (id: string) => Definition | undefined,
  defNow: (id: string) => Definition | undefined,
): readonly MovedFigure[] {
  const cells = new Map(cellsOf(now).map((cell) => [cell.cell, cell]));
  const figures = new Map<string, MovedFigure>();
  for (const was of frozen) {
    const is = cells.get(was.cell);
    const [then, today] = [defThen(was.measure), defNow(was.measure)];
    if (is === undefined || then === undefined || today === undefined || isSame(was, is)) continue;
    const { measure, from, to, asAt, team, area, group, months } = was;
    const key = JSON.stringify([measure, from, to, asAt, team, area, group, months !== undefined]);
    const found = figures.get(key) ?? { cells: [], was, is, definition: { was: then, is: today } };
    figures.set(key, { ...found, cells: [...found.cells, { was, is }] });
  }
  return [...figures.values()];
}

const plain = ({ numerator, denominator, value }: Figure): Figure => ({ numerator, denominator, value });
const isSame = (was: FrozenCell, is: FrozenCell): boolean =>
  was.text === is.text &&
  JSON.stringify([plain(was), was.months?.map(plain)]) === JSON.stringify([plain(is), is.months?.map(plain)]);

/** Tells moved figures from the two states. */
export class Telling {
  constructor(
    private readonly states: TwoStates,
    private readonly fresh: readonly StoredEvent[],
  ) {}

  figure(moved: MovedFigure): ToldFigure {
    const { was, is, definition } = moved;
    const { from, to, asAt } = was;
    const place = placeOfCell(was);
    const parts = stepsOf(was).map((step, i) => {
      const asked = { from: step.from, to: step.to, asAt: step.asAt };
      const now = plain(is.months?.[i] ?? is);
      return { ...asked, frozen: plain(step), now, lines: this.lines(moved, asked, place) };
    });
    return {
      measure: was.measure,
      from,
      to,
      asAt,
      place,
      definition: { frozen: definition.was.definition, now: definition.is.definition },
      cells: moved.cells.map((one) => ({
        cell: one.was.cell,
        label: [one.was.card, one.was.line, one.was.column].filter((text) => text !== '').join(', '),
        frozen: one.was.text,
        now: one.is.text,
      })),
      frozen: plain(was),
      now: plain(is),
      by: {
        numerator: less(is.numerator, was.numerator)!,
        denominator: less(is.denominator, was.denominator),
        value: less(is.value, was.value),
      },
      parts,
      reference: this.reference(moved).map(causeOf),
    };
  }

  private lines({ definition }: MovedFigure, asked: Asked, place: Place): readonly RestatedLine[] {
    const { was, is } = definition;
    const lines = movedLines(
      { measure: was.measure, known: this.states.before },
      { measure: is.measure, known: this.states.after },
      asked,
      place,
    );
    return lines.map((line) => {
      const of = line.side === 'numerator' ? is.measure.numerator : (is.measure.denominator as Count);
      const events = eventsBehind(this.states, of, line.rowId);
      const policies = events.length > 0 ? [] : this.policies(definition);
      return { ...line, events: [...events, ...policies].map(causeOf) };
    });
  }

  private policies({ was, is }: MovedFigure['definition']): readonly StoredEvent[] {
    if (was.definition === is.definition) return [];
    const keys = [was.measure.policy?.key, is.measure.policy?.key];
    return this.fresh.filter(({ type, data }) => type === 'PolicySet' && keys.includes(data['key'] as string));
  }

  /** Populations below the line and another definition are no rows, and move a figure all the same. */
  private reference({ was, is, definition }: MovedFigure): readonly StoredEvent[] {
    const isRate = definition.is.measure.denominator?.kind === 'population';
    const populations = this.fresh.filter(
      (event) =>
        isRate &&
        was.denominator !== is.denominator &&
        changeKind(event) === 'reference data' &&
        ['PopulationEstimateLoaded', 'AuthorityDescribed', 'EventVoided'].includes(event.type) &&
        (event.data['area'] === undefined || was.area === undefined || event.data['area'] === was.area),
    );
    return [...populations, ...this.policies(definition)];
  }
}

const less = (now: number | null, was: number | null): number | null =>
  now === null || was === null ? null : Math.round((now - was) * 1e6) / 1e6;

/** Movements of a figure's counts that its lines do not add up to. */
export function unaccountedIn({ measure, place, parts }: ToldFigure): readonly string[] {
  return parts.flatMap(({ frozen, now, lines, from, to }) =>
    (['numerator', 'denominator'] as const).flatMap((side) => {
      const isOfRows = lines.some((line) => line.side === side) || side === 'numerator';
      const movement = less(now[side], frozen[side]);
      const told = movementOf(lines, side);
      if (movement === null || !isOfRows || movement === told) return [];
      const where = Object.values(place).join(' ');
      return [
        `${measure}${where === '' ? '' : ` ${where}`}, ${from} to ${to}: the ${side} moved by ${movement}, and the rows that moved come to ${told}.`,
      ];
    }),
  );
}
