import { askedOf, counts, placeOf, type Asked, type KnownRow } from './counted.ts';
import { byRowId, list, onceValue, type Known, type Listed, type Place } from './evaluate.ts';
import { isCount, type Count, type Measure } from './measure.ts';
import { whyNotCounted, whyNotHere, type Reason } from './why-not-counted.ts';
import type { PlainDate } from '#calendar/plain-date';

/** A row that is counted; one in the denominator alone says what keeps it out of the numerator. */
export interface CountedLine extends Listed {
  readonly whyNotAbove?: readonly Reason[];
}

/** A row that might have been counted and is not, with every reason. */
export interface NotCounted {
  readonly projection: string;
  readonly rowId: string;
  readonly childId: string;
  readonly team: string;
  readonly area: string;
  readonly on: PlainDate | null;
  readonly reasons: readonly Reason[];
}

export interface ExplainedRows {
  readonly counted: readonly CountedLine[];
  /** Nearest misses first: those with the fewest reasons. */
  readonly notCounted: readonly NotCounted[];
}

/**
 * A figure's rows: those counted, which add up to it, and those not counted of the rows that come into question (with a
 * day in the period, or open in it). `known` may hold no more than those candidates: see `isCandidate`.
 */
export function explainRows(measure: Measure, known: Known, asked: Asked, place: Place = {}): ExplainedRows {
  const lines = list(measure, known, asked, place);
  const { numerator, denominator } = measure;
  const above = new Why(measure, numerator, known, asked, place);
  const rowOf = new Map(known(numerator.projection.name).map((row) => [row.rowId, row]));
  const sameRows = isCount(denominator) && denominator.projection.name === numerator.projection.name;
  const counted = lines.map((line): CountedLine => {
    const row = line.numerator || !sameRows ? undefined : rowOf.get(line.rowId);
    const whyNotAbove = row === undefined ? [] : above.reasons(row);
    return whyNotAbove.length === 0 ? line : { ...line, whyNotAbove };
  });
  return { counted, notCounted: rejected(measure, known, asked, place, above) };
}

/** Whether a row comes into question for a count: one of its days lies in the period, or it was open in it. */
export function isCandidate(count: Count, { cells }: KnownRow, given: Asked): boolean {
  const asked = askedOf(count, given);
  const day = (column: string) => cells[column] as PlainDate | null;
  const inPeriod = Object.entries(count.projection.columns).some(([column, kind]) => {
    const on = kind === 'day' ? day(column) : null;
    return on !== null && on >= asked.from && on <= asked.to;
  });
  if (inPeriod || count.kind === 'flow') return inPeriod;
  const [from, to] = [day(count.from), day(count.to)];
  const last = asked.to > asked.asAt ? asked.to : asked.asAt;
  return from !== null && from <= last && (to === null || to > (asked.from < asked.asAt ? asked.from : asked.asAt));
}

/** The rows of each projection that is asked, with the count that tells why they are left out: the wider one. */
function rejected(measure: Measure, known: Known, asked: Asked, place: Place, above: Why): readonly NotCounted[] {
  const { denominator } = measure;
  const below = isCount(denominator) ? new Why(measure, denominator, known, asked, place) : undefined;
  const sides = below === undefined ? [above] : [below, above];
  const isNet = measure.unit === 'net';
  const seen = new Map<string, NotCounted>();
  for (const side of sides) {
    const { name } = side.count.projection;
    for (const row of known(name)) {
      const key = `${name} ${row.rowId}`;
      if (seen.has(key) || !isCandidate(side.count, row, asked)) continue;
      const others = sides.filter((one) => one.count.projection.name === name);
      const reasons = others.map((one) => one.reasons(row));
      if (reasons.some((own) => own.length === 0)) continue;
      const told = isNet ? unique(reasons.flat()) : reasons[0]!;
      seen.set(key, { projection: name, ...lineOf(others[0]!.count, row), reasons: told });
    }
  }
  return [...seen.values()].sort(
    (a, b) => a.reasons.length - b.reasons.length || (a.on ?? '').localeCompare(b.on ?? '') || byRowId(a, b),
  );
}

const unique = (reasons: readonly Reason[]): readonly Reason[] => [
  ...new Map(reasons.map((one) => [one.words, one])).values(),
];

const lineOf = (count: Count, row: KnownRow) => ({
  rowId: row.rowId,
  childId: row.childId,
  ...placeOf(count, row.cells),
  on: row.cells[count.kind === 'flow' ? count.on : count.from] as PlainDate | null,
});

/** Why rows are not in one count of a measure: by themselves, by their place, or because of other rows. */
class Why {
  private readonly companions: ReadonlySet<string> | undefined;
  /** What is counted once: the row that stands for it, and how many there are. */
  private readonly once = new Map<string, { readonly first: string; readonly rows: number }>();

  constructor(
    private readonly measure: Measure,
    readonly count: Count,
    known: Known,
    private readonly asked: Asked,
    private readonly place: Place,
  ) {
    const { having } = count;
    if (having !== undefined)
      this.companions = new Set(
        known(having.count.projection.name)
          .filter((row) => counts(having.count, row, asked) && row.cells[having.column] !== null)
          .map((row) => `${row.childId} ${String(row.cells[having.column])}`),
      );
    if (count.once === undefined) return;
    for (const row of known(count.projection.name).toSorted(byRowId)) {
      const value = onceValue(count.once, row);
      if (value === null || this.alone(row).length > 0) continue;
      const { first = row.rowId, rows = 0 } = this.once.get(value) ?? {};
      this.once.set(value, { first, rows: rows + 1 });
    }
  }

  reasons(row: KnownRow): readonly Reason[] {
    const alone = this.alone(row);
    return alone.length > 0 || this.count.once === undefined ? alone : this.amongOthers(row, this.count.once);
  }

  private alone(row: KnownRow): readonly Reason[] {
    return [
      ...whyNotCounted(this.count, row, this.asked),
      ...this.withoutCompanion(row),
      ...whyNotHere(this.measure, this.count, row, this.asked, this.place),
    ];
  }

  private withoutCompanion({ childId, cells }: KnownRow): readonly Reason[] {
    const { having } = this.count;
    if (having === undefined || this.companions!.has(`${childId} ${String(cells[having.column])}`)) return [];
    const words = `none of the ${having.count.projection.name.replaceAll('-', ' ')} in the period goes with it`;
    return [{ kind: 'no-companion', words }];
  }

  private amongOthers(row: KnownRow, column: string): readonly Reason[] {
    const value = onceValue(column, row);
    if (value === null) return [{ kind: 'counted-once', words: 'what is to be counted once is not known' }];
    const { first, rows } = this.once.get(value)!;
    const { moreThan = 0 } = this.count;
    if (rows <= moreThan)
      return [{ kind: 'too-few', words: `${value} has ${rows} such rows, and only more than ${moreThan} count` }];
    return first === row.rowId
      ? []
      : [{ kind: 'counted-once', words: `${value} is counted already under row ${first}` }];
  }
}
