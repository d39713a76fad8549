import { instant, type Instant } from '#calendar/instant';
import { childStream } from '#event-store/event-store';
import { Projector } from '#projecting/projector';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { standingAt, underway } from '#testing/job-underway';
import { ask } from '#waymark/ask';
import { recordReference } from '#waymark/record-reference';
import { Cancelled } from '../producer.ts';
import { escalate } from './escalate.ts';

const model = readingModel(projections, measures);

describe('escalating what waits too long, by a clock that the spec sets', () => {
  let stores: EmptyStores;
  let projector: Projector;
  let clock: Instant;
  let key = 0;

  beforeEach(async () => {
    stores = await emptyStores(model);
    projector = new Projector(stores.store, stores.database, model);
    projector.start();
  });
  afterEach(async () => {
    await projector.stop();
    await stores.close();
  });

  const at = (text: string) => (clock = instant(text));
  const please = async (command: string, body: object, actingRole?: string) => {
    const request = { command, body, commandId: `key ${++key}`, ...(actingRole === undefined ? {} : { actingRole }) };
    const { position } = await ask(stores.store, request, () => clock);
    expect(await projector.reached(position, 5000)).toBe(true);
  };
  /** One turn of the clock; what was raised is waited for. */
  const turn = async (text: string): Promise<string> => {
    at(text);
    const { result } = await escalate(
      {},
      standingAt(stores, () => clock),
      underway(),
    );
    await projector.reached(await stores.store.lastPosition(), 5000);
    return result;
  };
  const raised = async (childId: string) =>
    (await stores.store.readStream(childStream(childId)))
      .filter(({ type }) => type === 'QueueEscalated')
      .map(({ data, recordedBy, actingRole }) => [data['queue'], data['step'], data['toRole'], recordedBy, actingRole]);
  const openNow = async () =>
    stores.database.query<{ id: string; toRole: string }>(
      `select escalation_id as id, to_role as "toRole" from reading.escalations where known_to is null and "to" is null order by step`,
    );
  const referral = (childId: string) => ({
    childId,
    referredOn: '2026-06-04',
    source: '6',
    teamId: 'T1',
    areaId: 'EAST',
  });

  it('sends a case to the team manager after two working days, then to the service manager, each once', async () => {
    at('2026-06-04T09:00:00Z'); // a Thursday
    await please('ReceiveReferral', referral('C1'));
    expect(await turn('2026-06-08T22:59:00Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-08T23:00:00Z')).toBe('1 escalation raised.'); // London midnight after the Monday
    expect(await turn('2026-06-08T23:05:00Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-09T22:59:00Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-09T23:00:00Z')).toBe('1 escalation raised.');
    expect(await turn('2026-06-20T12:00:00Z')).toBe('0 escalations raised.'); // it stands with the service manager
    expect(await raised('C1')).toEqual([
      ['UNALLOCATED', 1, 'TM', 'SYS', 'SYS'],
      ['UNALLOCATED', 2, 'SM', 'SYS', 'SYS'],
    ]);
    expect((await openNow()).map(({ toRole }) => toRole)).toEqual(['TM', 'SM']);
    await please('AllocateCase', { childId: 'C1', workerId: 'W1', role: 'LEAD_SW', from: '2026-06-20' });
    expect(await openNow()).toEqual([]);
  });

  it('waits a working day for what was acknowledged, and then goes on where it still waits', async () => {
    at('2026-06-04T09:00:00Z');
    await please('ReceiveReferral', referral('C1'));
    await turn('2026-06-09T08:00:00Z');
    const [open] = await openNow();
    at('2026-06-10T07:00:00Z');
    await please('AcknowledgeEscalation', { childId: 'C1', escalationId: open!.id }, 'TM');
    expect(await openNow()).toEqual([]);
    expect(await turn('2026-06-11T06:59:00Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-11T07:00:00Z')).toBe('1 escalation raised.');
    expect((await openNow()).map(({ toRole }) => toRole)).toEqual(['SM']);
  });

  it('sends a contact on after a day of the clock, weekend or not, and leaves what was decided', async () => {
    at('2026-06-06T15:30:00Z'); // a Saturday
    const contact = { source: '6', method: 'PHONE', hub: 'MASH', receivedAt: '2026-06-06T15:30:00.000Z' };
    await please('ReceiveContact', { children: ['C2', 'C3'], contactId: 'N1', ...contact });
    at('2026-06-07T10:00:00Z');
    const screened = { contactId: 'N1', screenedAt: '2026-06-07T09:00:00.000Z', screenedBy: 'W1' };
    await please('ScreenContact', { children: ['C2', 'C3'], ...screened });
    await please('DecideContact', {
      children: ['C3'],
      contactId: 'N1',
      outcome: 'NFA',
      decidedAt: '2026-06-07T09:30:00.000Z',
    });
    expect(await turn('2026-06-07T15:29:59Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-07T15:30:00Z')).toBe('1 escalation raised.');
    expect(await raised('C2')).toEqual([['CONTACT', 1, 'TM', 'SYS', 'SYS']]);
    expect(await raised('C3')).toEqual([]);
  });

  it('raises a step once, however many programs look at once', async () => {
    at('2026-06-04T09:00:00Z');
    for (let i = 0; i < 5; i++) await please('ReceiveReferral', referral(`C${i}`));
    at('2026-06-09T08:00:00Z');
    const standing = standingAt(stores, () => clock);
    await Promise.all(Array.from({ length: 4 }, () => escalate({}, standing, underway())));
    for (let i = 0; i < 5; i++) expect(await raised(`C${i}`)).toHaveLength(1);
  });

  it('says, when it was cut off and taken up again, that it counts the last attempt alone', async () => {
    at('2026-06-04T09:00:00Z');
    for (let i = 0; i < 3; i++) await please('ReceiveReferral', referral(`C${i}`));
    at('2026-06-09T08:00:00Z');
    const standing = standingAt(stores, () => clock);
    const first = underway();
    const cutOff = escalate({}, standing, {
      ...first,
      progress: (done, of) => {
        first.progress(done, of);
        if (done > 0) throw new Cancelled('The program is to stop.');
      },
    });
    await expect(cutOff).rejects.toThrow(Cancelled);
    for (let i = 0; i < 3; i++) expect(await raised(`C${i}`)).toHaveLength(1);
    const produced = await escalate({}, standing, underway([], 2));
    expect(produced.result).toBe(
      '0 escalations raised. This counts attempt 2 alone: what one before it had done stands too.',
    );
    expect(produced.isNothing).toBeUndefined(); // so that the job leaves its row
  });

  it('follows the policy of the authority', async () => {
    at('2026-06-01T09:00:00Z');
    const data = { key: 'escalateUnallocatedWd', value: '5', from: '2026-06-01' };
    await recordReference(stores.store, { authority: '330', type: 'PolicySet', data }, () => clock);
    await please('ReceiveReferral', { ...referral('C1'), referredOn: '2026-06-01' });
    expect(await turn('2026-06-08T22:59:00Z')).toBe('0 escalations raised.');
    expect(await turn('2026-06-08T23:00:00Z')).toBe('1 escalation raised.');
  });
});
