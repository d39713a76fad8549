import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { contacts } from './contacts.projection.ts';
import { fd01, fd01Contacts, fd01New } from './fd-01-contacts.measure.ts';
import { fd02, fd02CutOff } from './fd-02-contacts-screened-the-same-working-day.measure.ts';
import { fd03 } from './fd-03-contacts-by-source.measure.ts';
import { fd04 } from './fd-04-contacts-by-outcome.measure.ts';
import { fd05 } from './fd-05-contacts-that-became-referrals.measure.ts';
import { fd06 } from './fd-06-early-help-hub-contacts.measure.ts';
import { fd07 } from './fd-07-contacts-waiting-to-be-screened.measure.ts';
import { fd08 } from './fd-08-contacts-waiting-for-a-decision.measure.ts';

const october = { from: '2015-10-01', to: '2015-10-31' };

const received = (contactId: string, receivedAt: string, more: object = {}, envelope: object = {}) =>
  happened('ContactReceived', { contactId, receivedAt, source: '6', hub: 'MASH', ...more }, envelope);
const screened = (contactId: string, screenedAt: string, qualified = true) =>
  happened('ContactScreened', { contactId, screenedAt, screenedBy: 'W1', qualified });
const decided = (contactId: string, decidedAt: string, outcome: 'NFA' | 'REFERRAL') =>
  happened('ContactDecided', { contactId, decidedAt, outcome });

describe('the contacts', () => {
  it('become one row each, with the day they came in London, the screening and the decision', () => {
    expect(
      cellsFrom(contacts, [
        happened('ChildRegistered', { dob: '2010-02-03', homeArea: 'EAST' }, { occurredOn: '2015-01-01' }),
        received('N1', '2015-10-05T23:30:00.000Z', { children: ['C1', 'C2'] }, { actingTeam: 'MASH-A' }),
        screened('N1', '2015-10-06T10:00:00.000Z'),
        decided('N1', '2015-10-07T09:00:00.000Z', 'REFERRAL'),
      ]),
    ).toEqual([
      {
        contactId: 'N1',
        receivedOn: '2015-10-06', // half past midnight, summer time
        receivedAt: '2015-10-05T23:30:00.000Z',
        source: '6',
        hub: 'MASH',
        onOpenCase: false,
        priority: null,
        firstChildOfContact: true,
        screenedOn: '2015-10-06',
        screenedInTimeOn: '2015-10-06',
        screeningSettledOn: '2015-10-06',
        screenedInTimeWithCutOffOn: '2015-10-06',
        screeningSettledWithCutOffOn: '2015-10-06',
        rating: null,
        ratedAt: null,
        screeningEndedOn: '2015-10-06',
        awaitingDecisionFrom: '2015-10-06',
        outcome: 'REFERRAL',
        decidedOn: '2015-10-07',
        team: 'MASH-A',
        area: 'EAST',
      },
    ]);
  });

  it('are counted under the hub where no team is known, and under no area where the child has no home area', () => {
    const events = [received('N1', '2015-10-06T10:00:00.000Z')];
    expect(figureOf(fd01, events, october, { team: 'MASH' }).value).toBe(1);
    expect(figureOf(fd01, events, october, { area: 'CITYWIDE' }).value).toBe(1);
  });

  it('about three siblings are three children and one contact', () => {
    const events = ['C1', 'C2', 'C3'].map((childId) =>
      received('N1', '2015-10-06T10:00:00.000Z', { children: ['C3', 'C1', 'C2'] }, { childId }),
    );
    expect(figureOf(fd01, events, october).value).toBe(3);
    expect(figureOf(fd01Contacts, events, october).value).toBe(1);
  });

  it('still count once as a contact when the first of its children turns out to be another of them', () => {
    const events = [
      ...['C1', 'C2'].map((childId) =>
        received('N1', '2015-10-06T10:00:00.000Z', { children: ['C1', 'C2'] }, { childId }),
      ),
      happened(
        'DuplicateRecordsMerged',
        { survivorId: 'C2', mergedId: 'C1' },
        { childId: 'C2', occurredOn: '2015-11-02' },
      ),
    ];
    expect(figureOf(fd01, events, october).value).toBe(1);
    expect(figureOf(fd01Contacts, events, october).value).toBe(1);
  });

  it('on open cases can be left out', () => {
    const events = [
      received('N1', '2015-10-06T10:00:00.000Z', { onOpenCase: true }),
      received('N2', '2015-10-07T10:00:00.000Z'),
    ];
    expect([fd01, fd01New].map((one) => figureOf(one, events, october).value)).toEqual([2, 1]);
  });

  it('are parted by source and by outcome, those not decided by the day asked for apart', () => {
    const events = [
      received('N1', '2015-10-06T10:00:00.000Z'),
      received('N2', '2015-10-07T10:00:00.000Z', { source: '2A' }),
      received('N3', '2015-10-08T10:00:00.000Z', { source: '2A' }),
      decided('N1', '2015-10-07T09:00:00.000Z', 'REFERRAL'),
      decided('N2', '2015-10-08T09:00:00.000Z', 'NFA'),
      decided('N3', '2015-11-03T09:00:00.000Z', 'REFERRAL'),
    ];
    expect(partsOf(fd03, events, october)).toEqual({ '2A': 2, '6': 1 });
    expect(partsOf(fd04, events, october)).toEqual({ NFA: 1, REFERRAL: 1 });
    expect(figureOf(fd04, events, october)).toEqual({ numerator: 2, denominator: 3, value: 66.7 });
    expect(figureOf(fd05, events, october)).toEqual({ numerator: 1, denominator: 3, value: 33.3 });
    expect(figureOf(fd05, events, { ...october, asAt: '2015-11-30' }).numerator).toBe(2);
  });
});

describe('a contact is screened on the same working day (FD-02)', () => {
  /** In time, late, or pending: left out of what the share is of. */
  const judged = (events: Parameters<typeof figureOf>[1], asAt: string) => {
    const { numerator, denominator } = figureOf(fd02, events, { ...october, asAt });
    return denominator === 0 ? 'pending' : numerator === 1 ? 'in' : 'late';
  };

  it('FD01: received and screened on a Tuesday is in time', () => {
    expect(
      judged([received('N1', '2015-10-06T10:00:00.000Z'), screened('N1', '2015-10-06T16:00:00.000Z')], '2015-10-31'),
    ).toBe('in');
  });

  it('FD02: received on a Saturday and screened on the Monday is in time', () => {
    expect(
      judged([received('N1', '2015-10-10T10:00:00.000Z'), screened('N1', '2015-10-12T09:00:00.000Z')], '2015-10-31'),
    ).toBe('in');
  });

  it('FD03: received on a Friday and screened on the Monday is late', () => {
    expect(
      judged([received('N1', '2015-10-09T10:00:00.000Z'), screened('N1', '2015-10-12T09:00:00.000Z')], '2015-10-31'),
    ).toBe('late');
  });

  it('FD04: received on a Saturday and not screened is pending on that day', () => {
    expect(judged([received('N1', '2015-10-31T10:00:00.000Z')], '2015-10-31')).toBe('pending');
    expect(judged([received('N1', '2015-10-31T10:00:00.000Z')], '2015-11-02')).toBe('late');
  });

  it('FD05: received on the Friday and not screened by the Saturday is late', () => {
    expect(judged([received('N1', '2015-10-30T10:00:00.000Z')], '2015-10-31')).toBe('late');
  });

  it('FD06: screening by a worker who is not qualified does not count, a later one by one who is does', () => {
    const first = [received('N1', '2015-10-06T10:00:00.000Z'), screened('N1', '2015-10-06T11:00:00.000Z', false)];
    expect(judged(first, '2015-10-31')).toBe('late');
    expect(judged([...first, screened('N1', '2015-10-06T15:00:00.000Z')], '2015-10-31')).toBe('in');
    expect(judged([...first, screened('N1', '2015-10-07T15:00:00.000Z')], '2015-10-31')).toBe('late');
  });

  it('takes from the register whether the worker was qualified that day, where the screening does not say', () => {
    const worker = (more: object) =>
      happened('WorkerRegistered', { workerId: 'W1', from: '2015-01-01', qualified: false, ...more } as never, {
        childId: '',
      });
    const unsaid = happened('ContactScreened', {
      contactId: 'N1',
      screenedAt: '2015-10-06T16:00:00.000Z',
      screenedBy: 'W1',
    });
    const events = [received('N1', '2015-10-06T10:00:00.000Z'), unsaid];
    const qualified = (from: string) =>
      happened('WorkerChanged', { workerId: 'W1', from, qualified: true }, { childId: '' });
    expect(judged(events, '2015-10-31')).toBe('in');
    expect(judged([...events, worker({})], '2015-10-31')).toBe('late');
    expect(judged([...events, worker({}), qualified('2015-10-06')], '2015-10-31')).toBe('in');
    expect(judged([...events, worker({}), qualified('2015-10-07')], '2015-10-31')).toBe('late');
  });

  it('is in time when screened on the very Saturday it came, and known to be so that day', () => {
    const events = [received('N1', '2015-10-31T10:00:00.000Z'), screened('N1', '2015-10-31T12:00:00.000Z')];
    expect(judged(events, '2015-10-31')).toBe('in');
  });
});

describe('a contact screened on the same working day, with a cut-off at 17:00 (FD-02.17)', () => {
  const judged = (receivedAt: string, screenedAt: string) => {
    const events = [received('N1', receivedAt), screened('N1', screenedAt)];
    return [fd02, fd02CutOff].map((one) => figureOf(one, events, october).numerator);
  };

  it('has until the end of the next working day if it came in at 17:00 or later by the clock in London', () => {
    expect(judged('2015-10-06T16:00:00.000Z', '2015-10-07T16:00:00.000Z')).toEqual([0, 1]);
    expect(judged('2015-10-06T15:59:00.000Z', '2015-10-07T08:00:00.000Z')).toEqual([0, 0]);
    expect(judged('2015-10-06T16:00:00.000Z', '2015-10-08T08:00:00.000Z')).toEqual([0, 0]);
    expect(judged('2015-10-09T17:30:00.000Z', '2015-10-12T10:00:00.000Z')).toEqual([0, 1]);
  });

  it('has no longer than any other if it came in on a Saturday evening', () => {
    expect(judged('2015-10-10T19:00:00.000Z', '2015-10-12T10:00:00.000Z')).toEqual([1, 1]);
    expect(judged('2015-10-10T19:00:00.000Z', '2015-10-13T10:00:00.000Z')).toEqual([0, 0]);
  });
});

describe('the contacts of the early help hub (FD-06)', () => {
  it('are those that came to it, child by child', () => {
    const at = '2015-10-06T10:00:00.000Z';
    const hub = { hub: 'EARLY_HELP_HUB', children: ['C1', 'C2'] };
    const events = [
      received('N1', at, hub),
      received('N1', at, hub, { childId: 'C2' }),
      received('N2', at),
      received('N3', '2015-11-01T10:00:00.000Z', hub),
    ];
    expect(figureOf(fd06, events, october)).toEqual({ numerator: 2, denominator: null, value: 2 });
  });
});

describe('the list of the front door (FD-07, FD-08)', () => {
  const at = '2015-10-06T10:00:00.000Z';
  const of = (contactId: string, childId: string) => received(contactId, at, {}, { childId });
  const waiting = (events: Parameters<typeof figureOf>[1], asAt: string) =>
    [fd07, fd08].map((one) => figureOf(one, events, { from: '2015-10-01', to: asAt, asAt }).value);

  it('has a contact waiting to be screened, then for a decision, then no more', () => {
    const events = [
      of('N1', 'C1'),
      screened('N1', '2015-10-07T10:00:00.000Z'),
      decided('N1', '2015-10-09T09:00:00.000Z', 'NFA'),
    ];
    const on = ['2015-10-05', '2015-10-06', '2015-10-07', '2015-10-08', '2015-10-09'].map((day) =>
      waiting(events, day),
    );
    expect(on).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('counts a contact about three siblings once, and as long as one of them waits', () => {
    const siblings = ['C1', 'C2', 'C3'].map((childId) => of('N1', childId));
    expect(waiting(siblings, '2015-10-06')).toEqual([1, 0]);
    const one = happened(
      'ContactScreened',
      { contactId: 'N1', screenedAt: '2015-10-06T16:00:00.000Z', screenedBy: 'W1', qualified: true },
      { childId: 'C1' },
    );
    expect(waiting([...siblings, one], '2015-10-06')).toEqual([1, 1]);
  });

  it('keeps a contact that somebody not qualified has screened', () =>
    expect(waiting([of('N1', 'C1'), screened('N1', '2015-10-06T16:00:00.000Z', false)], '2015-10-06')).toEqual([1, 0]));

  it('takes up again a contact that was reopened, from that day on', () => {
    const events = [
      of('N1', 'C1'),
      screened('N1', '2015-10-06T16:00:00.000Z'),
      decided('N1', '2015-10-07T09:00:00.000Z', 'NFA'),
      happened('ContactReopened', { contactId: 'N1' }, { occurredOn: '2015-10-12' }),
    ];
    expect(waiting(events, '2015-10-11')).toEqual([0, 0]);
    expect(waiting(events, '2015-10-12')).toEqual([0, 1]);
  });

  it('knows what goes before others, and the rating that counts now', () => {
    const [first, second] = [
      received('N1', at, { reasonCodes: ['POLICE_HIGH', 'IMMEDIATE_DANGER'] }),
      received('N2', at, { reasonCodes: ['POLICE_MEDIUM'] }),
    ];
    const rated = (ragThreshold: 'A' | 'R', hour: number) => ({
      amber: happened('ContactScreened', {
        contactId: 'N2',
        screenedAt: `2015-10-06T${hour}:00:00.000Z` as never,
        screenedBy: 'W1',
        ragThreshold,
      }),
      red: happened('ContactRerated', {
        contactId: 'N2',
        ratedAt: `2015-10-06T${hour}:00:00.000Z` as never,
        ratedBy: 'W1',
        ragThreshold,
      }),
    });
    const cells = cellsFrom(contacts, [first, second, rated('A', 12).amber, rated('R', 13).red]);
    expect(new Set(cells.map(({ contactId, priority, rating }) => [contactId, priority, rating].join(' ')))).toEqual(
      new Set(['N1 IMMEDIATE_DANGER ', 'N2 POLICE_MEDIUM R']),
    );
  });
});
