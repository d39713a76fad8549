import writeExcelFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import type { Colour } from '#reference/reference';
import { formulaSafe } from './formula-safe.ts';
import { belowTheLines, legend, notesOf, overrides } from './print-text.ts';
import type { Report, ReportCard, ReportCell } from './report.ts';
import { longMonth } from './windows.ts';

const ink = '#1f2a37';
const band = '#1d4f5c';
const pale = '#e8eff1';
const rule = '#b9c6ca';
const fills: Readonly<Record<Colour, string>> = { GREEN: '#cfe8d2', AMBER: '#fbe3b5', RED: '#f5c9c5' };
const box = { borderStyle: 'thin', borderColor: rule, textColor: ink, alignVertical: 'center' } as const;

/** A report as a workbook: one sheet a card, laid out as the printed card, its numbers as numbers with a number format. */
export async function asXlsx(report: Report): Promise<Buffer> {
  const sheets = report.cards.map((card, i) => sheetOf(report, card, sheetName(card, i)));
  const end = {
    sheet: 'Legend',
    data: legend.map((row) => row.map((text) => words(text))),
    columns: [{ width: 14 }, { width: 60 }],
  };
  return writeExcelFile([...sheets, end], { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

function sheetOf(report: Report, card: ReportCard, sheet: string): Sheet<never> {
  const width = card.columns.length + 1;
  const wide = (text: string, style: CellObject = {}): Row => [
    { ...words(text), columnSpan: width, wrap: true, ...style },
    ...Array.from({ length: width - 1 }, () => null),
  ];
  const known = report.asKnownAt === null ? '' : `, as known at ${report.asKnownAt}`;
  const head = { ...box, backgroundColor: pale, fontWeight: 'bold', wrap: true } as const;
  const columns: Row = ['', ...card.columns].map((text, i) => ({
    ...words(text),
    ...head,
    align: i === 0 ? 'left' : 'right',
  }));
  const lines = card.lines.map(({ label, cells }): Row => [{ ...words(label), ...box }, ...cells.map(numberCell)]);
  const beside = belowTheLines(card).map(([label, text]): Row => [
    { ...words(label), ...box, wrap: true },
    ...card.columns.map((_, i): CellObject => (i === card.current ? judgedCell(text) : { ...box })),
  ]);
  const notes = [
    ...overrides(card),
    ...card.facts.map(({ label, cells }) => `${label}: ${cells.map(({ text }) => text).join(', ')}`),
    ...notesOf(card).map((note) => `Note: ${note}`),
    ...(card.commentary === null ? [] : [card.commentary]),
  ].map((text) =>
    wide(text, { textColor: ink, alignVertical: 'top', height: 15 * Math.ceil(text.length / (30 + 12 * width)) }),
  );
  return {
    sheet,
    data: [
      wide(card.title, {
        fontWeight: 'bold',
        fontSize: 14,
        textColor: '#ffffff',
        backgroundColor: band,
        height: 30,
        alignVertical: 'center',
      }),
      wide(`${report.title}: ${longMonth(report.asAt)}, as at ${report.asAt}${known}`, { textColor: '#4b5b66' }),
      ...(card.subtitle === null ? [] : [wide(card.subtitle, { fontStyle: 'italic' })]),
      columns,
      ...lines,
      ...beside,
      ...(notes.length === 0 ? [] : [[], ...notes]),
    ],
    columns: [{ width: 44 }, ...card.columns.map(() => ({ width: 17 }))],
    orientation: 'landscape',
    showGridLines: false,
  };
}

const words = (text: string): CellObject => ({ value: formulaSafe(text), type: String });

/** A number with the format it is printed in: percentages as hundredths, so that a sum over them means something. */
function numberCell({ value, text, unit, decimals }: ReportCell): CellObject {
  if (value === null || unit === 'ratio') return { value: text, type: String, ...box, align: 'right' };
  const places = unit === 'percent' ? decimalsIn(text) : decimals || decimalsIn(text);
  const digits = `${text.includes(',') || Math.abs(value) < 1000 ? '#,##0' : '0'}${places > 0 ? `.${'0'.repeat(places)}` : ''}`;
  const style = { ...box, type: Number, align: 'right' } as const;
  if (unit === 'percent') return { ...style, value: value / 100, format: `${digits}%` };
  return { ...style, value, format: unit === 'net' ? `+${digits};-${digits};${digits}` : digits };
}

const decimalsIn = (text: string): number => /\.(\d+)/.exec(text)?.[1]!.length ?? 0;

const judgedCell = (text: string): CellObject => ({
  value: text,
  type: String,
  ...box,
  align: 'right',
  ...(text in fills ? { backgroundColor: fills[text as Colour], fontWeight: 'bold' } : {}),
});

/** A sheet is named by its number and card, in the 31 characters and without the signs that Excel allows. */
const sheetName = ({ title, measure }: ReportCard, i: number): string =>
  `${i + 1} ${measure} ${title}`
    .replaceAll(/[\\/*?:[\]]/g, ' ')
    .slice(0, 31)
    .trim();
