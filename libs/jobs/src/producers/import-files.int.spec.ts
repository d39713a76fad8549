import { readingModel } from '#projecting/reading';
import { checkpoint } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { jobKinds, type AskingOf } from '../job-kinds.ts';
import { Cancelled } from '../producer.ts';
import { importFiles } from './import-files.ts';

const events = [...simulate({ children: 30, seed: 3 })].filter(({ childId }) => childId !== '');
const lines = events.map((event) => JSON.stringify(event));
const eventFile = (...more: readonly string[]) => ({
  name: 'history.jsonl',
  content: Buffer.from([...lines, ...more].join('\n')),
});

describe('importing files in the background', () => {
  let stores: EmptyStores;
  const imported = (asked: AskingOf<'import'>, job: ReturnType<typeof underway>) =>
    importFiles(jobKinds.import.asked.parse(asked), standingAt(stores), job);

  beforeEach(async () => void (stores = await emptyStores(readingModel(projections, measures))));
  afterEach(() => stores.close());

  it('stores every record once, takes it into the read models and lists what was refused with its line', async () => {
    const job = underway([eventFile('{"type":"NoSuchThing"', '{"type":"ReferralReceived","childId":"C9"}')]);
    const { result } = await imported({ format: 'events' }, job);
    const last = await stores.store.lastPosition();
    expect(last).toBe(events.length);
    expect(await checkpoint(stores.database)).toBe(last);
    expect(result).toContain(`${(events.length + 2).toLocaleString('en-GB')} records read: `);
    expect(result).toContain(' 2 refused');
    const refused = job.told.filter(({ what }) => what === 'refused');
    expect(refused.map(({ file, line }) => [file, line])).toEqual([
      ['history.jsonl', lines.length + 1],
      ['history.jsonl', lines.length + 2],
    ]);
    expect(refused.every(({ rule, sentence }) => rule !== '' && sentence.length > 20)).toBe(true);
    const again = await imported({ format: 'events' }, underway([eventFile()]));
    expect(again.result).toContain(' 0 imported (0 events)');
    expect(await stores.store.lastPosition()).toBe(last);
  });

  it('as a trial stores nothing', async () => {
    const { result } = await imported({ format: 'events', dryRun: true }, underway([eventFile()]));
    expect(result).toMatch(/^Nothing was stored: a trial\. /);
    expect(await stores.store.lastPosition()).toBe(0);
  });

  it('stops when it is cancelled, and asked again takes it up where it was', async () => {
    const many = [...simulate({ children: 80, seed: 3 })].filter(({ childId }) => childId !== '');
    const content = Buffer.from(many.map((event) => JSON.stringify(event)).join('\n'));
    const job = underway([{ name: 'many.jsonl', content }]);
    const cancelled = {
      ...job,
      progress: () => {
        throw new Cancelled('enough');
      },
    };
    await expect(imported({ format: 'events' }, cancelled)).rejects.toThrow(Cancelled);
    const stored = await stores.store.lastPosition();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(many.length);
    await imported({ format: 'events' }, job);
    expect(await stores.store.lastPosition()).toBe(many.length);
  });

  it('reads a looked-after children return from its several files', async () => {
    const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,1,01/02/2010,WBRI,,0,\n';
    const episodes =
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n' +
      '101,05/05/2015,S,C2,N1,U6,PR1,,,,,,\n';
    const sent = [
      { name: 'header.csv', content: Buffer.from(header) },
      { name: 'episodes.csv', content: Buffer.from(episodes) },
    ];
    const { result } = await imported({ format: 'ssda903' }, underway(sent));
    expect(result).toContain(' 0 refused');
    const types = (await stores.store.readAll(0, 20)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['ChildRegistered', 'CareStarted']));
  });

  it('without a file, or with two of a kind that is one, says what to do', async () => {
    await expect(imported({ format: 'events' }, underway())).rejects.toThrow(
      'The file is not there any more. Send it again.',
    );
    await expect(imported({ format: 'cin-census' }, underway([eventFile(), eventFile()]))).rejects.toThrow(
      'Send one file at a time.',
    );
  });

  it('loads reference data too, and asks for what the file does not say', async () => {
    const content = Buffer.from(
      'time_period,geographic_level,region_name,old_la_code,age_group,population_estimate\n' +
        '2015,Local authority,West Midlands,330,Age 0 to 17,"280,000"\n',
    );
    const job = () => underway([{ name: 'populations.csv', content }]);
    await expect(imported({ format: 'populations' }, job())).rejects.toThrow('Name the vintage of the estimates');
    const { result } = await imported({ format: 'populations', vintage: 'MYE2015' }, job());
    expect(result).toMatch(/^1 records? read: /);
  });

  it('of a file that leads out of its folder stays inside it', async () => {
    const sent = [{ ...eventFile(), name: '../../outside.jsonl' }];
    expect((await imported({ format: 'events', dryRun: true }, underway(sent))).result).toContain(' 0 refused');
  });
});
