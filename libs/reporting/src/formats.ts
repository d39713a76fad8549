import { canonicalJson } from './canonical-json.ts';
import { asCsv } from './print-csv.ts';
import { asHtml } from './print-html.ts';
import { asText } from './print-text.ts';
import { asXlsx } from './print-xlsx.ts';
import type { Report } from './report.ts';

/** How a report is written down, and what such a file is called on the web. */
export interface Format {
  readonly contentType: string;
  readonly write: (report: Report) => Promise<string | Buffer> | string;
}

export const formats = {
  text: { contentType: 'text/plain; charset=utf-8', write: asText },
  json: { contentType: 'application/json', write: (report) => `${canonicalJson(report)}\n` },
  csv: { contentType: 'text/csv; charset=utf-8', write: asCsv },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: asXlsx },
  html: { contentType: 'text/html; charset=utf-8', write: asHtml },
} satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as [FormatName, ...FormatName[]];
