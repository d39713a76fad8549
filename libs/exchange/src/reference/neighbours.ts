import { isPlainDate } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import { areaStream } from '#reference/areas';
import type { Reading } from '../imported.ts';
import type { Row } from '../ssda903/table.ts';
import { authorityRows, type RowMeaning } from './authority-rows.ts';

/** The two layouts there have been: the columns of the code and the neighbours, and since when the model is used. */
const layouts = [
  {
    code: 'LA NUM',
    neighbour: (n: number) => `SN${n}`,
    model: 'Statistical neighbours, 2021 model',
    from: '2021-04-01',
  },
  {
    code: 'OLD_LA_CODE',
    neighbour: (n: number) => `SN_${n}`,
    model: 'Statistical neighbours, 2025 model',
    from: '2025-04-01',
  },
] as const;

const NEIGHBOURS = 10;

/**
 * Reads the statistical neighbours of every authority, in the layout of 2021 or of 2025: one `NeighboursSet` a row, nearest first,
 * in force from `from`, or from the April of the model's year. An authority without neighbours becomes a reason.
 */
export const neighbourReadings = (path: string, from?: string): AsyncIterable<Reading> =>
  authorityRows(path, {
    needs: (columns) =>
      layouts.some(({ code, neighbour }) => columns.includes(code) && columns.includes(neighbour(NEIGHBOURS)))
        ? []
        : ['la num with sn1 to sn10, or old_la_code with sn_1 to sn_10'],
    record: () => 'neighbours',
    meaning: (cells) => meaning(cells, from),
  });

function meaning(cells: Row['cells'], given: string | undefined): RowMeaning {
  const layout = layouts.find(({ code, neighbour }) => code in cells && neighbour(NEIGHBOURS) in cells)!;
  const authority = cells[layout.code] ?? '';
  const stream = areaStream(authority);
  if (!/^\d{3}$/.test(authority) || stream === undefined)
    throw new Refused('neighbours-are-of-an-authority', `"${authority}" is no three-digit code of an authority.`);
  const from = given ?? layout.from;
  if (!isPlainDate(from))
    throw new Refused('neighbours-are-in-force-from-a-day', `"${from}" is no day written YYYY-MM-DD.`);
  const codes = Array.from({ length: NEIGHBOURS }, (_, i) => cells[layout.neighbour(i + 1)] ?? '').filter(
    (one) => one !== '',
  );
  if (codes.length === 0) throw new Refused('neighbours-are-named', `No neighbour of ${authority} is named.`);
  return { stream, type: 'NeighboursSet', data: { authority, codes, model: layout.model, from } };
}
