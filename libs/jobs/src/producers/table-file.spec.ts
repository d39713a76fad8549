import { underway } from '#testing/job-underway';
import { fileOf } from './table-file.ts';

const table = {
  name: 'a/b [list]',
  heads: ['Text', 'Number', 'Flag'],
  rows: [
    ['=1+1', 3, true],
    ['+44 20', -3, false],
    ['@here, "quoted"', null, null],
    ['\ttab', 0.5, true],
    ['plain – ü', 0, false],
  ] as const,
};

describe('a table as a file', () => {
  it('takes no text for a formula, leaves numbers numbers and quotes what needs it', async () => {
    const { content, rows, type } = await fileOf(table, 'csv', underway());
    expect(content.toString('utf8')).toBe(
      `\u{FEFF}Text,Number,Flag\r\n'=1+1,3,yes\r\n'+44 20,-3,no\r\n"'@here, ""quoted""",,\r\n'\ttab,0.5,yes\r\nplain – ü,0,no\r\n`,
    );
    expect([rows, type]).toEqual([5, 'text/csv; charset=utf-8']);
  });

  it('is a workbook whatever its name', async () => {
    const { content, name } = await fileOf(table, 'xlsx', underway());
    expect(content.subarray(0, 2).toString()).toBe('PK');
    expect(name).toBe('a/b [list].xlsx');
  });

  it('as a workbook is not too long, and says what to do', async () => {
    const rows = Array.from({ length: 100_001 }, (_, i) => [i]);
    await expect(fileOf({ name: 'long', heads: ['N'], rows }, 'xlsx', underway())).rejects.toThrow(
      '100,001 rows are too many for a spreadsheet file. Ask for CSV, or for one area or team.',
    );
  });
});
