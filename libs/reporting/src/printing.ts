import type { Unit } from '#measures/measure';
import { asNumber, compared, exactly, rounded, type Exact } from './exact.ts';

/** How a number is set: its unit, its decimals, and whether thousands are set apart. */
export interface Setting {
  readonly unit: Unit;
  readonly decimals: number;
  readonly thousands?: boolean | undefined;
}

/** There is nothing to divide by (catalogue C.0.9). */
export const NOTHING = '-';
/** A comparison column from before the figure was collected. */
export const NO_HISTORY = 'N/A';

/** The decimals a value is printed with: a percentage under 1% has one even on a card of whole numbers (C.0.8). */
export function decimalsOf(value: Exact | null, { unit, decimals }: Setting): number {
  if (value === null || unit !== 'percent' || decimals > 0) return decimals;
  return compared(value, exactly(1)) < 0 ? 1 : decimals;
}

/** A value as it is printed: 24%, 0.3%, 1,305, +3, 57:43, and - where there is none. */
export function printed(value: Exact | null, setting: Setting): string {
  if (value === null) return NOTHING;
  const decimals = decimalsOf(value, setting);
  if (setting.unit === 'ratio') return `${rounded(value, 0)}:${100 - rounded(value, 0)}`;
  const digits = numberText(rounded(value, decimals), decimals, setting.thousands ?? true);
  if (setting.unit === 'percent') return `${digits}%`;
  return setting.unit === 'net' && value.above > 0n ? `+${digits}` : digits;
}

/** A whole count, or posts in hundredths where they are not whole. */
export function printedCount(count: number, thousands = true): string {
  return numberText(count, Number.isInteger(count) ? 0 : 1, thousands);
}

export const numberText = (value: number, decimals: number, thousands = true): string =>
  value.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: thousands,
  });

/** The number that stands in the text: what a spreadsheet holds. */
export const printedNumber = (value: Exact | null, setting: Setting): number | null =>
  value === null ? null : setting.unit === 'ratio' ? asNumber(value) : rounded(value, decimalsOf(value, setting));
