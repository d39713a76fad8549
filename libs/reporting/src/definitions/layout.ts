import type { Averaging, ColumnDefinition, LineDefinition, Window } from '../report.ts';

/** Words for definitions of reports, so that a card reads like the page it prints. */

type More = Omit<LineDefinition, 'label' | 'show'>;
export const numerator = (label: string, more: More = {}): LineDefinition => ({ label, show: 'numerator', ...more });
export const denominator = (label: string, more: More = {}): LineDefinition => ({
  label,
  show: 'denominator',
  ...more,
});
export const rest = (label: string, more: More = {}): LineDefinition => ({ label, show: 'rest', ...more });
export const value = (label: string, more: More = {}): LineDefinition => ({ label, show: 'value', ...more });

export const column = (heading: string, window: Window, averaging?: Averaging): ColumnDefinition => ({
  heading,
  window,
  ...(averaging === undefined ? {} : { averaging }),
});

export const month = column('{month}', { kind: 'month' });
export const previousMonth = column('{month}', { kind: 'previousMonth' });
export const sameMonthLastYear = column('{month}', { kind: 'sameMonthLastYear' });
export const march = column('{month}', { kind: 'march' });
export const quarter = column('{quarter}', { kind: 'quarter' });
export const quarterLastYear = column('{quarter}', { kind: 'quarterLastYear' });
export const yearToDate = column('{year} to date', { kind: 'yearToDate' });
export const yearToDateLastYear = column('{year} to same point', { kind: 'yearToDateLastYear' });
export const lastYear = column('{year}', { kind: 'financialYear', before: 1 });
export const yearBeforeLast = column('{year}', { kind: 'financialYear', before: 2 });

/** The report month by area: a column for each that the authority has. */
export const eachArea: ColumnDefinition = { heading: '{area}', window: { kind: 'month' }, eachArea: true };

export const england = { area: 'England', label: 'National average' };
export const region = { area: 'REGION', label: 'Region' };
export const neighbours = { area: 'NEIGHBOURS', label: 'Statistical neighbours' };
