import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { servedApp, type ServedApp } from '#testing/served-app';
import { webProgram, type WebProgram } from '../../web-program.ts';

const at = '/children/ERASED/erase';
const why = { reason: 'End of the retention period', typedId: 'ERASED' };

describe('erasing the personal details of a child', () => {
  let waymark: ServedApp & { readonly program: WebProgram };

  beforeAll(async () => {
    waymark = await servedApp(readingModel(projections, measures), webProgram);
    const identity = { childId: 'ERASED', laChildId: 'LA1', dob: '2017-05-03', sex: 'F', ethnicity: 'WBRI' };
    const names = { givenName: 'Ottoline', familyName: 'Quillfeather' };
    const answer = await waymark.command('RegisterChild', { ...identity, ...names });
    expect(answer.status).toBe(201);
    const position = answer.body['position'] as number;
    expect(await waymark.projector.reached(position, 30_000)).toBe(true);
    await waymark.program.around.finding.reached(position, 30_000);
  }, 120_000);
  afterAll(() => waymark.close());

  it('is for the records manager alone', async () => {
    for (const role of ['TM', 'SW', 'ADMIN'] as const)
      expect((await (await waymark.browserOf(role)).get(at)).status).toBe(403);
  });

  it('asks for a reason and for the number to be typed, and changes nothing until both are right', async () => {
    const keeper = await waymark.browserOf('RM');
    const wrong = await keeper.submit(at, { reason: 'short', typedId: 'OTHER' });
    expect(wrong.status).toBe(400);
    for (const says of ['Say why in 10 to 500 characters', 'Type ERASED, the Waymark number of this child'])
      expect(wrong.text).toContain(says);
    expect((await keeper.get('/children/ERASED')).text).toContain('Quillfeather');
  });

  it('takes the names from the record and from the search, keeps the record, and stands in the audit with its reason', async () => {
    const keeper = await waymark.browserOf('RM');
    const search = '/children?familyName=Quillfeather';
    expect((await keeper.get(search)).text).toContain('Ottoline');
    expect(await keeper.submit(at, why)).toMatchObject({ status: 303, location: '/children/ERASED' });
    const { status, text } = await keeper.get('/children/ERASED');
    expect([status, text.includes('Quillfeather')]).toEqual([200, false]);
    expect(text).toContain('The personal details of this child are erased.');
    expect((await keeper.get(search)).text).not.toContain('Ottoline');
    const lines = await waymark.program.waymark.database.query(
      `select child_id, reason from access.audit where detail = 'personal details erased'`,
    );
    expect(lines).toEqual([{ child_id: 'ERASED', reason: 'End of the retention period' }]);
    expect((await keeper.get(at)).text).not.toContain('Erase for good');
  });
});
