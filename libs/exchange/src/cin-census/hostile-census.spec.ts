import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '#calendar/plain-date';
import type { NotRead, Read, Reading } from '../imported.ts';
import { cinCensusReadings } from './cin-census.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function readings(content: string | Buffer): Promise<readonly Reading[]> {
  const path = join(folder, `census-${++files}.xml`);
  writeFileSync(path, content);
  return readingsOf(path);
}

async function readingsOf(path: string): Promise<readonly Reading[]> {
  const found: Reading[] = [];
  for await (const one of cinCensusReadings(path, { today: plainDate('2026-11-01') })) found.push(one);
  return found;
}

async function refusal(content: string | Buffer): Promise<NotRead> {
  const found = await readings(content);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ kind: 'refused', where: { record: 'file' } });
  expect((found[0] as NotRead).sentence).toMatch(/[A-Z].{15,}\.$/s);
  return found[0] as NotRead;
}

const header =
  '<Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate></CollectionDetails></Header>';
const child = (id: string) =>
  `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><PersonBirthDate>2010-05-01</PersonBirthDate><Sex>M</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails><CINreferralDate>2021-05-04</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>\n`;
const census = `<Message>${header}<Children>\n${child('C1')}${child('C2')}</Children></Message>`;
const childIds = (found: readonly Reading[]) =>
  found
    .filter((one): one is Read => one.kind === 'read' && one.where.record === 'child')
    .map(({ events }) => events[0]!.childId);

describe('a hostile census file', () => {
  it('with entities that expand without end is refused in no time, and nothing is expanded', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('\n');
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE Message [<!ENTITY a0 "ha">\n${levels}]>\n${census.replace('WBRI', '&a30;')}`;
    const began = performance.now();
    expect(await refusal(bomb)).toMatchObject({ rule: 'a-census-declares-no-document-type' });
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('that wants to read other files is refused', async () => {
    expect(
      await refusal(`<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>${census.replace('C1', '&x;')}`),
    ).toMatchObject({ rule: 'a-census-declares-no-document-type' });
    expect(await refusal(`<!DOCTYPE Message SYSTEM "http://127.0.0.1/x.dtd">${census}`)).toMatchObject({
      rule: 'a-census-declares-no-document-type',
    });
  });

  it('with a declaration as long as a book is refused before it is read whole', async () => {
    expect(await refusal(`<!DOCTYPE Message [${'<!-- -->'.repeat(500_000)}`)).toMatchObject({
      rule: 'a-census-is-made-of-short-elements',
    });
  });

  it('that breaks off in the middle gives the children before, and says where it breaks off', async () => {
    const found = await readings(census.slice(0, census.indexOf('C2') + 100));
    expect(childIds(found)).toEqual(['C1']);
    expect(found.at(-1)).toMatchObject({
      kind: 'refused',
      rule: 'a-census-ends-with-its-last-element',
      where: { line: 3 },
    });
  });

  it('with a tag that is never closed gives the children before', async () => {
    const found = await readings(census.replace('</ChildIdentifiers>', ''));
    expect(found.at(-1)).toMatchObject({ kind: 'refused', rule: 'a-census-is-well-formed-xml' });
    const later = await readings(census.replace(/(.*)<\/CINdetails>/s, '$1'));
    expect(childIds(later)).toEqual(['C1']);
  });

  it('whose outermost element is another is refused by name', async () => {
    expect((await refusal('<EXPSSDA903><CHILD/></EXPSSDA903>')).sentence).toContain('<EXPSSDA903>');
  });

  it('of another collection is refused', async () => {
    expect(await refusal(census.replace('>CIN<', '>CSWW<'))).toMatchObject({ rule: 'a-census-is-the-cin-collection' });
  });

  it.each([
    ['a spreadsheet of commas', 'CHILD,SEX\n1,2\n', 'a-census-is-xml'],
    ['a zipped file', Buffer.from('PK\u0003\u0004 zip zip'), 'a-census-is-xml'],
    ['nothing', '', 'a-file-is-not-empty'],
    ['white space', ' \n\n ', 'a-file-is-not-empty'],
    ['a message without children', `<Message>${header}<Children/></Message>`, 'a-census-has-children'],
  ])('that is %s is refused', async (_, content, rule) => {
    expect(await refusal(content)).toMatchObject({ rule });
  });

  it('that does not exist, or is a folder, is refused', async () => {
    expect(await readingsOf(join(folder, 'nowhere.xml'))).toMatchObject([{ rule: 'a-file-can-be-read' }]);
    expect(await readingsOf(folder)).toMatchObject([{ rule: 'a-file-can-be-read' }]);
  });

  it.each([
    [
      'UTF-16 with its mark, low byte first',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(census, 'utf16le')]),
    ],
    [
      'UTF-16 with its mark, high byte first',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(census, 'utf16le').swap16()]),
    ],
    ['UTF-16 without its mark', Buffer.from(census, 'utf16le')],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${census}`)],
    ['UTF-8 that says it is UTF-16', Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${census}`)],
  ])('in %s is read', async (_, content) => {
    expect(childIds(await readings(content))).toEqual(['C1', 'C2']);
  });

  it('in Latin-1 is read where it says so, and refused where it does not', async () => {
    const latin = (head: string) => Buffer.from(`${head}${census.replace('C1', 'C1<!-- \u00e9 -->')}`, 'latin1');
    expect(childIds(await readings(latin('<?xml version="1.0" encoding="ISO-8859-1"?>')))).toEqual(['C1', 'C2']);
    expect(await refusal(latin(''))).toMatchObject({ rule: 'a-file-is-in-a-known-encoding' });
    expect(await refusal('<?xml version="1.0" encoding="x-klingon"?><Message/>')).toMatchObject({
      rule: 'a-file-is-in-a-known-encoding',
    });
  });

  it('nested deeper than any census is refused', async () => {
    expect(await refusal(`<Message><Children>${'<Child>'.repeat(1000)}`)).toMatchObject({
      rule: 'a-census-is-not-nested-deeper',
    });
  });

  it('with one child of a hundred thousand elements is refused', async () => {
    expect(await refusal(`<Message><Children><Child>${'<x/>'.repeat(100_001)}`)).toMatchObject({
      rule: 'a-child-has-no-more-elements',
    });
  });

  it('without a header is read as speaking of today, and that is noted', async () => {
    const found = await readings(census.replace(header, ''));
    expect(found[0]).toMatchObject({ kind: 'read', notes: [{ rule: 'a-census-has-a-reference-date', dfe: '100' }] });
  });

  it('that speaks of a day to come is read up to today', async () => {
    const found = await readings(census.replace('2022-03-31', '2099-03-31').replace('2021-05-04', '2027-05-04'));
    expect(found[1]).toMatchObject({ kind: 'refused', dfe: '8600' });
  });

  it('with an id that would break out of its place is refused', async () => {
    const found = await readings(census.replace('C1', '../../C1').replace('C2', 'C'.repeat(50)));
    expect(found.map((one) => (one as NotRead).rule)).toEqual([
      'a-child-has-an-id',
      'its-child-was-refused',
      'a-child-has-an-id',
      'its-child-was-refused',
    ]);
  });
});
