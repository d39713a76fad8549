import { parse } from 'csv-parse/sync';
import { plainDate } from '#calendar/plain-date';
import { figure } from '#measures/figure';
import { measureById } from '#projections/index';
import { noReference } from '#reference/reference';
import { instant } from '#calendar/instant';
import { formats } from './formats.ts';
import { formulaSafe } from './formula-safe.ts';
import { produceReport } from './produce.ts';
import { column, denominator, eachArea, march, month, numerator, value } from './definitions/layout.ts';
import type { Report } from './report.ts';

const asAt = plainDate('2016-04-30');
const recordedAt = instant('2016-05-01T00:00:00Z');
const danger = '=cmd|"/c calc"!A1 <script>alert("x")</script> & Söhne';

const made: Promise<Report> = produceReport(
  {
    id: 'page',
    title: 'PERFORMANCE',
    cards: [
      {
        title: '% Re-referrals / [Monthly]: a title that is longer than a sheet may be named',
        measure: 'RF-05',
        columns: [column('Prev. 6 months', { kind: 'previousMonths', months: 6 }), month, eachArea],
        lines: [numerator('No. re-referrals'), denominator('Total Referrals'), value('Re-referrals %')],
        prints: ['target', 'rating', 'trend'],
      },
      { title: 'Net change of plans', measure: 'CP-04', columns: [march, month], lines: [value('Net')] },
    ],
  },
  { asAt, asKnownAt: null },
  (measures, columns) =>
    Promise.resolve(
      new Map(
        measures.map((one) => [
          one.id,
          new Map(
            columns.map(({ name, asked }) => [
              name,
              new Map([
                ['total', figure(one, 1507, 6376, asked, null)],
                ['EAST', figure(one, 2, 100_000, asked, null)],
              ]),
            ]),
          ),
        ]),
      ),
    ),
  {
    ...noReference,
    targets: [{ measure: 'RF-05', value: 25, tolerance: null, from: asAt, until: null, recordedAt }],
    commentaries: [{ measure: 'RF-05', asAt, text: danger, by: null, recordedAt }],
  },
  measureById,
);

const written = async (name: keyof typeof formats) => String(await formats[name].write(await made));

describe('the formats of a report', () => {
  it('JSON has one spelling, whatever order its fields were made in', async () => {
    const text = await written('json');
    const turned = JSON.parse(text, (_, held: unknown) =>
      typeof held === 'object' && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held).reverse())
        : held,
    ) as Report;
    expect(formats.json.write(turned)).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ definition: 'page', cards: [{ measure: 'RF-05' }, { measure: 'CP-04' }] });
  });

  it('CSV has a row for every cell, numbers as numbers and no text that begins a formula', async () => {
    const rows: Record<string, string>[] = parse(await written('csv'), { columns: true });
    const shares = rows.filter(({ line }) => line === 'Re-referrals %');
    expect(
      shares.map((row) => [row['place'], row['value'], row['numerator'], row['denominator'], row['printed']]),
    ).toEqual([
      ['TOTAL', '24', '1507', '6376', '24%'],
      ['TOTAL', '24', '1507', '6376', '24%'],
      ['EAST', '0', '2', '100000', '0.0%'],
    ]);
    expect(rows.filter(({ line }) => line === 'Net')[0]).toMatchObject({ value: '-4869', printed: "'-4,869" });
    const texts = rows.flatMap((row) =>
      Object.entries(row).filter(([name]) => !['value', 'numerator', 'denominator'].includes(name)),
    );
    expect(texts.filter(([, text]) => /^[=+\-@\t]/.test(text))).toEqual([]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
    'text that begins with a sign a spreadsheet reads is quoted: %j',
    (text) => expect(formulaSafe(text)).toBe(`'${text}`),
  );

  it('HTML loads nothing, runs nothing, escapes everything, and says ratings in words', async () => {
    const page = await written('html');
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|url\(|\son\w+=/i);
    expect(page).toContain('=cmd|&quot;/c calc&quot;!A1 &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Söhne');
    expect(page).toContain('<span class="rag GREEN">GREEN</span><span class="meaning">target met or better</span>');
    expect(page.match(/<table>/g)).toHaveLength(3);
    expect(page.match(/<caption>/g)).toHaveLength(3);
    const body = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
    expect(body.match(/<th /g)!.length).toBe(body.match(/<th scope="(row|col)"/g)!.length);
  });

  it('XLSX is a workbook with a sheet for each card, numbers with their formats and text that is no formula', async () => {
    const book = await formats.xlsx.write(await made);
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = Object.fromEntries(
      Object.entries(unzipSync(new Uint8Array(book))).map(([name, bytes]) => [name, strFromU8(bytes)]),
    );
    const names = [...files['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name!);
    expect(names).toHaveLength(3);
    expect(names.filter((name) => name.length > 31 || /[\\/*?:[\]]/.test(name))).toEqual([]);
    const sheet = files['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain('<v>1507</v>');
    expect(sheet).toContain('<v>0.24</v>');
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(files['xl/styles.xml']).toMatch(/formatCode="#,##0%"/);
    expect(JSON.stringify(files)).toContain("'=cmd|");
  });
});
