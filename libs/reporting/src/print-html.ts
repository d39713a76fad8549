import { style } from './html-style.ts';
import { belowTheLines, legend, notesOf, overrides } from './print-text.ts';
import { inWords } from './rating.ts';
import type { Report, ReportCard, ReportLine } from './report.ts';
import { longDay, longMonth } from './windows.ts';

/**
 * A report as one HTML page to read or print: no script, nothing fetched, tables with a caption and headers for every
 * cell, ratings in words as well as colour. Everything that came from anybody is escaped.
 */
export function asHtml(report: Report): string {
  const title = `${report.title}: ${longMonth(report.asAt)}`;
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>As at ${longDay(report.asAt)}${report.asKnownAt === null ? '' : `, as known at ${report.asKnownAt}`}${report.isPublic ? '. For publication: counts of 1 to 5, and those that would give one away, are shown as c.' : ''}</p>
</header>
<main>
${report.cards.map(card).join('\n')}
</main>
<footer>
${legendTable}
<p>Percentages and rates are worked out from whole counts and rounded half up. <abbr title="nothing to divide by">-</abbr> means there was nothing to divide by; N/A that nothing was collected yet.</p>
</footer>
</body>
</html>
`;
}

function card(one: ReportCard): string {
  const subtitle = one.subtitle === null ? '' : `<small>${escaped(one.subtitle)}</small>`;
  const heads = one.columns.map((text, i) => `<th scope="col"${classesOf(one, i)}>${escaped(text)}</th>`).join('');
  const notes = [...overrides(one), ...notesOf(one).map((note) => `Note: ${note}`)];
  return `<section>
<div class="scroll"><table>
<caption>${escaped(one.title)}${subtitle}</caption>
<thead><tr><td></td>${heads}</tr></thead>
<tbody>
${[...one.lines.map((line) => lineRow(one, line)), ...belowTheLines(one).map((row) => besideRow(one, row))].join('\n')}
</tbody>
</table></div>
${one.facts.length === 0 ? '' : `<p class="facts">${one.facts.map(fact).join('. ')}.</p>`}
${notes.length === 0 ? '' : `<ul class="notes">${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>`}
${one.commentary === null ? '' : `<p class="commentary">${escaped(one.commentary)}</p>`}
</section>`;
}

function lineRow(one: ReportCard, { label, cells }: ReportLine): string {
  const kind = cells[0]?.show === 'value' ? ' class="value"' : '';
  const tds = cells.map(({ text }, i) => `<td${classesOf(one, i)}>${escaped(text)}</td>`).join('');
  return `<tr${kind}><th scope="row">${escaped(label)}</th>${tds}</tr>`;
}

function besideRow(one: ReportCard, [label, text]: readonly [string, string]): string {
  const what = label === 'Trend' ? 'trend' : 'rating';
  const shown = what === 'trend' ? one.trend.shown : one.rating.shown;
  const isJudged = label === 'Trend' || label === 'Performance rating';
  const judged =
    shown === null
      ? '<span class="unrated">not rated</span>'
      : `<span class="rag ${shown}">${shown}</span><span class="meaning">${inWords(what, shown)}</span>`;
  const span = one.current + 1;
  const empty = one.columns.length - span;
  return `<tr class="beside"><th scope="row">${escaped(label)}</th><td colspan="${span}">${isJudged ? judged : escaped(text)}</td>${'<td></td>'.repeat(empty)}</tr>`;
}

/** The report month stands out; the first area is set apart from the columns of the whole authority. */
function classesOf(one: ReportCard, i: number): string {
  const names = [i === one.current ? 'current' : '', i === one.current + 1 ? 'first-place' : ''].filter(Boolean);
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}

const fact = ({ label, cells }: ReportLine): string =>
  `${escaped(label)}: <strong>${cells.map(({ text }) => escaped(text)).join(', ')}</strong>`;

const legendTable = `<table><caption>What the colours say</caption><thead><tr><td></td>${legend[0]!
  .slice(1)
  .map((colour) => `<th scope="col"><span class="rag ${colour}">${colour}</span></th>`)
  .join('')}</tr></thead><tbody>${legend
  .slice(1)
  .map(([what, ...says]) => `<tr><th scope="row">${what}</th>${says.map((text) => `<td>${text}</td>`).join('')}</tr>`)
  .join('')}</tbody></table>`;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);
