import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

const MEGABYTE = 1024 * 1024;

/** Imports a census, without writing, in a process of its own: its memory is nobody else's. */
const script = `
  import { InMemoryEventStore } from '#event-store/in-memory-event-store';
  import { cinCensusReadings } from '#exchange/cin-census/cin-census';
  import { importInto } from '#exchange/import-into';
  const report = await importInto(new InMemoryEventStore(), cinCensusReadings(process.argv.at(-1)), { dryRun: true });
  process.stdout.write(String(report.recordsImported));
`;

const child = (i: number) =>
  `<Child><ChildIdentifiers><LAchildID>C${i}</LAchildID><PersonBirthDate>2010-01-01</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>` +
  '<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails><CINreferralDate>2021-12-03</CINreferralDate>' +
  '<ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><Assessments><AssessmentActualStartDate>2021-12-03' +
  `</AssessmentActualStartDate></Assessments><ReferralNFA>false</ReferralNFA></CINdetails>${' '.repeat(700)}</Child>\n`;

describe('the memory an import takes', () => {
  it('does not grow with the file: a census of 50 MB goes through a heap of 64 MB', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
    const path = join(folder, 'census.xml');
    const children = await writeCensus(path, 50 * MEGABYTE);
    const ran = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=64',
        '--conditions=source',
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        script,
        path,
      ],
      { encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    expect(ran.stderr).not.toContain('heap out of memory');
    expect({ status: ran.status, records: Number(ran.stdout) }).toEqual({ status: 0, records: 3 * children });
  }, 180_000);
});

async function writeCensus(path: string, bytes: number): Promise<number> {
  const out = createWriteStream(path);
  let children = 0;
  out.write('<Message><Children>');
  for (let written = 0; written < bytes; children++) {
    const text = child(children);
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end('</Children></Message>');
  await once(out, 'close');
  return children;
}
