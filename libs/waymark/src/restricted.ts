import type { Sql } from '#projecting/reading-database';
import { READING } from '#projecting/reading-schema';

/**
 * What a list shows of a restricted record: that there is one, and what counts it. It stands in every figure like any
 * other (catalogue A.1); its child is named to those alone who may open it.
 */
export type Marked<Line> =
  Line | (Omit<Line, 'childId' | 'rowId' | 'caseId' | 'events'> & { readonly restricted: true });

/** Nobody's restricted record: what somebody at the command line, or without a right of their own, may open. */
const none: ReadonlySet<string> = new Set();

/**
 * Every child whose record is restricted now, whatever day or knowledge is asked for, without those that whoever asks may
 * open nonetheless.
 */
export async function restrictedChildren(sql: Sql, mayOpen: ReadonlySet<string> = none): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ child_id: string }>(
    `select child_id from ${READING}.children where known_to is null and is_restricted`,
  );
  return new Set(rows.map((row) => row.child_id).filter((childId) => !mayOpen.has(childId)));
}

/** The lines of a list with those of restricted records made markers to whoever may not open them. The length stays: it is the figure. */
export async function withMarkers<Line extends Named>(
  sql: Sql,
  lines: readonly Line[],
  mayOpen: ReadonlySet<string> = none,
): Promise<readonly Marked<Line>[]> {
  const restricted = await restrictedChildren(sql, mayOpen);
  return lines.map((line) => marked(line, restricted));
}

/** One line without other restricted children in it; or the marker for it: nothing that leads to the child. */
export function marked<Line extends Named>(line: Line, restricted: ReadonlySet<string>): Marked<Line> {
  if (!restricted.has(line.childId)) return withoutRestricted(line, restricted);
  const { childId: _child, rowId: _row, caseId: _case, events: _events, ...shown } = line;
  return { ...shown, restricted: true };
}

interface Named {
  readonly childId: string;
  readonly rowId?: string;
  readonly caseId?: string;
  readonly events?: readonly unknown[];
}

/** Whether a line names its child. */
export const isNamed = <Line extends Named>(line: Marked<Line>): line is Line => !('restricted' in line);

/**
 * Something said on another child's record, with the ids of restricted children taken out of it wherever they stand: also
 * within a sentence, or as the beginning of a row's id.
 */
export function withoutRestricted<T>(said: T, restricted: ReadonlySet<string>): T {
  if (restricted.size === 0) return said;
  return JSON.parse(JSON.stringify(said), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(ID, (word) => hidden(word, restricted)) : value,
  ) as T;
}

/** Whatever may be an id, with a stop behind it or not. */
const ID = /\w[\w.:-]*/g;

function hidden(word: string, restricted: ReadonlySet<string>): string {
  if (restricted.has(word)) return 'a restricted record';
  const [, id = '', stop = ''] = /^(.*?)([.:-]*)$/.exec(word) ?? [];
  if (restricted.has(id)) return `a restricted record${stop}`;
  return word.includes(':')
    ? word
        .split(':')
        .map((part) => (restricted.has(part) ? 'a restricted record' : part))
        .join(':')
    : word;
}
