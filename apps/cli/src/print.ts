import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';

/** A table with its columns padded: text to the left, numbers to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [heads.map(String), ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)));
  const isNumber = heads.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^(-?[\d,.]+(%|:\d+)?|-)$/.test(String(row[i] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(cells[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.slice(1).map(line)].join('\n');
}

/** A figure's value as it is read out: 22.4%, 47.5, 67:33, or - where there is nothing to divide by (catalogue C.0.9). */
export function shown({ value }: Figure, { unit, decimals }: Pick<Measure, 'unit' | 'decimals'>): string {
  if (value === null) return '-';
  const digits = value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  if (unit === 'ratio') return `${digits}:${100 - value}`;
  return unit === 'percent' ? `${digits}%` : digits;
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));
