import { randomUUID } from 'node:crypto';
import { instant, londonDate, type Instant } from '#calendar/instant';
import { Projector } from '#projecting/projector';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { ask } from '#waymark/ask';
import { recordReference } from '#waymark/record-reference';
import { prepareJobs } from '../jobs-schema.ts';
import { Reminders, type RemindedPerson } from '../reminders.ts';
import { remind } from './remind.ts';

const model = readingModel(projections, measures);
const worker = (workerId: string): RemindedPerson => ({ accountId: randomUUID(), workerId });
const managerOf = (...areas: string[]): RemindedPerson => ({ accountId: randomUUID(), manages: { areas, teams: [] } });

describe('reminding of clocks, by a clock that the spec sets', () => {
  let stores: EmptyStores;
  let projector: Projector;
  let clock: Instant;
  let reminders: Reminders;
  let key = 0;

  beforeEach(async () => {
    stores = await emptyStores(model);
    await prepareJobs(stores.database);
    reminders = new Reminders(stores.database);
    projector = new Projector(stores.store, stores.database, model);
    projector.start();
    at('2026-04-01T09:00:00Z');
  });
  afterEach(async () => {
    await projector.stop();
    await stores.close();
  });

  const at = (text: string) => (clock = instant(text));
  const please = async (command: string, body: object) => {
    const { position } = await ask(stores.store, { command, body, commandId: `key ${++key}` }, () => clock);
    expect(await projector.reached(position, 5000)).toBe(true);
  };
  const turn = async (text: string): Promise<string> => {
    at(text);
    return (
      await remind(
        {},
        standingAt(stores, () => clock),
        underway(),
      )
    ).result;
  };
  const shown = async (person: RemindedPerson) =>
    (await reminders.list(person, londonDate(clock))).map(({ clock: of, dueOn, step }) => [of, dueOn, step]);
  /** A referral accepted on its day, with an assessment begun: its clock of 45 working days ends on 9 June. */
  const assessed = async (childId: string, workerId?: string) => {
    const on = '2026-04-01';
    await please('ReceiveReferral', {
      childId,
      caseId: `K-${childId}`,
      referredOn: on,
      source: '6',
      teamId: 'T1',
      areaId: 'EAST',
    });
    await please('DecideReferral', { childId, decision: 'ACCEPT_ASSESS', primaryNeed: 'N1', decidedOn: on });
    if (workerId !== undefined) await please('AllocateCase', { childId, workerId, role: 'LEAD_SW', from: on });
    await please('StartAssessment', { childId, kind: 'SINGLE', basis: 'S17', startedOn: on });
  };

  it('tells the worker five working days before, on the day and when it is late, each once', async () => {
    await assessed('C1', 'W1');
    const me = worker('W1');
    const given = async () =>
      (await stores.database.query(`select from jobs.reminders where clock = 'Assessment'`)).length;
    const steps: (readonly unknown[])[] = [];
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-09', '2026-06-10', '2026-06-11']) {
      await turn(`${day}T05:30:00Z`);
      await turn(`${day}T06:00:00Z`);
      const own = (await shown(me)).filter(([of]) => of === 'Assessment').map(([, , step]) => step);
      steps.push([day, await given(), ...own]);
    }
    expect(steps).toEqual([
      ['2026-06-01', 0],
      ['2026-06-02', 1, 'SOON'],
      ['2026-06-03', 1, 'SOON'],
      ['2026-06-09', 2, 'TODAY'],
      ['2026-06-10', 3, 'OVERDUE'],
      ['2026-06-11', 3, 'OVERDUE'],
    ]);
    expect(await shown(worker('W2'))).toEqual([]);
  });

  it('tells the manager of that part what is late, and what has nobody to do it', async () => {
    await assessed('C1', 'W1');
    await assessed('C2');
    await turn('2026-06-02T06:00:00Z');
    const due = async (person: RemindedPerson) => (await shown(person)).filter(([of]) => of === 'Assessment').length;
    expect([await due(managerOf('EAST')), await due(managerOf()), await due(managerOf('SOUTH'))]).toEqual([1, 1, 0]);
    await turn('2026-06-10T06:00:00Z');
    expect([await due(managerOf('EAST')), await due(managerOf()), await due(managerOf('SOUTH'))]).toEqual([2, 2, 0]);
  });

  it('is over when the thing is done, and begins anew for whoever takes the case over', async () => {
    await assessed('C1', 'W1');
    await turn('2026-06-08T06:00:00Z');
    const [first, second] = [worker('W1'), worker('W2')];
    const assessments = async (person: RemindedPerson) =>
      (await shown(person)).filter(([of]) => of === 'Assessment').length;
    expect(await assessments(first)).toBe(1);
    await please('DeallocateCase', { childId: 'C1', workerId: 'W1', until: '2026-06-08' });
    await please('AllocateCase', { childId: 'C1', workerId: 'W2', role: 'LEAD_SW', from: '2026-06-08' });
    expect([await assessments(first), await assessments(second)]).toEqual([0, 0]);
    await turn('2026-06-08T06:30:00Z');
    expect([await assessments(first), await assessments(second)]).toEqual([0, 1]);
    await please('CancelAssessment', { childId: 'C1', cancelledOn: '2026-06-08', reason: 'The family moved' });
    expect(await assessments(second)).toBe(0);
  });

  it('is ticked off for one person alone, and of others nothing', async () => {
    await assessed('C1', 'W1');
    await turn('2026-06-09T06:00:00Z');
    const today = londonDate(clock);
    const [me, manager, other] = [worker('W1'), managerOf('EAST'), worker('W2')];
    const ids = (await reminders.list(me, today)).map(({ reminderId }) => reminderId);
    expect(await reminders.tickOff(other, ids, today)).toBe(0);
    expect(await reminders.tickOff(me, [...ids, 'no id', '99'], today)).toBe(ids.length);
    expect(await reminders.tickOff(me, ids, today)).toBe(0);
    expect([await reminders.count(me, today), await reminders.list(me, today)]).toEqual([0, []]);
    expect(await reminders.count(manager, today)).toBe((await reminders.list(manager, today)).length);
    expect(await reminders.count(manager, today)).toBeGreaterThan(0);
  });

  it('reminds nobody twice, however many programs look at once, and follows the policy', async () => {
    const data = { key: 'remindClockWd', value: '10', from: '2026-04-01' };
    await recordReference(stores.store, { authority: '330', type: 'PolicySet', data }, () => clock);
    await assessed('C1', 'W1');
    at('2026-05-26T06:00:00Z'); // ten working days before
    const standing = standingAt(stores, () => clock);
    await Promise.all(Array.from({ length: 4 }, () => remind({}, standing, underway())));
    const rows = await stores.database.query('select from jobs.reminders where clock = $1', ['Assessment']);
    expect(rows).toHaveLength(1);
  });
});
