/** A row of the episodes file of the SSDA903 return, as it stands there; days are DD/MM/YYYY. */
type Row = readonly string[];

const iso = (day: string): string => day.split('/').reverse().join('-');
const end = (row: Row): string => (row[7] === '' ? '9999-12-31' : iso(row[7]!));
const begin = (row: Row): string => iso(row[1]!);
/** Provider, placement, postcode, home's number: where the child is. */
const where = (row: Row): string => [row[5], row[6], row[11], row[12]].join('|');

/** The rows by child, in order; without children whose episodes overlap or are short breaks, which no row count settles. */
export function plainHistories(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const children = new Map<string, Row[]>();
  for (const row of rows) children.set(row[0]!, [...(children.get(row[0]!) ?? []), row]);
  for (const [child, own] of children) {
    own.sort((a, b) => (begin(a) < begin(b) ? -1 : 1));
    const overlaps = own.some((row, i) => own[i + 1] !== undefined && end(row) > begin(own[i + 1]!));
    if (overlaps || own.some((row) => row[3] === 'V3' || row[3] === 'V4')) children.delete(child);
  }
  return children;
}

/**
 * How many placements the twelve months up to a day hold, counted on the rows: those that begin in them with another
 * carer, and the one that lasts when they begin. Rows of temporary placements count for the placement before them.
 */
export function placementsByRows(rows: readonly Row[], on: string): number {
  const yearBefore = `${Number(on.slice(0, 4)) - 1}${on.slice(4)}`;
  const begun: { from: string; to: string }[] = [];
  let isKnown = false; // a placement of this run of episodes that counts
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    const isRun =
      before === undefined || end(before) < begin(row) || (row[2] === 'S' && before[8] !== 'X1' && before[8] !== '');
    if (isRun) isKnown = false;
    const last = begun.at(-1);
    if (isKnown) last!.to = end(row);
    if (/^T[0-4]$/.test(row[5]!)) return;
    const isElsewhere = before === undefined || where(before) !== where(row);
    const isMoved = /^[PB]$/.test(row[2]!) || (isElsewhere && !/^[TU]$/.test(row[2]!));
    const isNew = !isKnown || (isMoved && row[5] !== 'A3' && row[5] !== 'A5');
    if (!isNew) return;
    if (isKnown) last!.to = begin(row);
    begun.push({ from: begin(row), to: end(row) });
    isKnown = true;
  });
  return begun.filter(({ from, to }) => from <= on && to > yearBefore).length;
}

/** The children whose row of the file of unaccompanied children holds on a day. */
export const unaccompaniedByRows = (rows: readonly Row[], on: string): ReadonlySet<string> =>
  new Set(rows.filter((row) => row[3] === '' || iso(row[3]!) > on).map(([child]) => child!));
