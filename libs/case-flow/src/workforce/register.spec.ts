import fc from 'fast-check';
import type { RecordedEvent } from '../event.ts';
import { emptyJourney, extend, journeyOf, type Journey } from '../journey.ts';
import { happened, on } from '#testing/given';
import { isMash, isQualified, postOn, postsOf, teamEntries, teamOn } from './register.ts';
import { ownIdIn, registerSubject } from './register-streams.ts';

const ofRegister = (...[type, data, more = {}]: Parameters<typeof happened>) =>
  happened(type, data, { childId: '', ...more });
const registered = ofRegister('WorkerRegistered', {
  workerId: 'W1',
  teamId: 'T1',
  from: '2015-01-05',
  qualified: false,
  fte: 0.8,
  employment: 'PERMANENT',
  role: 'SOCIAL_WORKER',
});
const changed = ofRegister('WorkerChanged', { workerId: 'W1', from: '2015-06-01', qualified: true });
const moved = ofRegister('WorkerMovedTeam', { workerId: 'W1', teamId: 'T2', from: '2015-09-01' });
const left = ofRegister('WorkerLeft', { workerId: 'W1', on: '2016-01-04', reason: 'MOVED' });
const created = ofRegister('TeamCreated', { teamId: 'T1', type: 'MASH', citywide: true, from: '2014-04-01' });
const became = ofRegister('TeamChanged', { teamId: 'T1', type: 'ASSESSMENT', area: 'EAST', from: '2015-04-01' });
const repair = (
  type: 'EventDateCorrected' | 'EventVoided',
  target: RecordedEvent,
  more: object = {},
): RecordedEvent => ({
  ...ofRegister(type, { targetEventId: target.eventId, ...more }, { recorded: '2016-03-01T09:00:00.000Z' }),
  stream: registerSubject(target)!,
});
const all = [registered, changed, moved, left, created, became];
const journey = (...events: readonly RecordedEvent[]) => journeyOf('C1', events);

/** Everything the register says of one worker and one team on some days. */
const told = (one: Journey) => [
  postsOf(one, 'W1'),
  teamEntries(one, 'T1'),
  ['2014-12-31', '2015-03-31', '2015-06-01', '2015-12-31', '2016-06-30'].map((day) => [
    postOn(one, 'W1', on(day)),
    teamOn(one, 'T1', on(day)),
    isMash(one, 'T1', on(day)),
  ]),
];

describe('the register of workers and teams', () => {
  it('says on any day which post a worker holds', () => {
    const one = journey(...all);
    const said = (day: string) => {
      const { team, qualified, fte, hasLeft } = postOn(one, 'W1', on(day))!;
      return [team, qualified, fte, hasLeft];
    };
    expect(said('2015-05-31')).toEqual(['T1', false, 0.8, false]);
    expect(said('2015-06-01')).toEqual(['T1', true, 0.8, false]);
    expect(said('2015-09-01')).toEqual(['T2', true, 0.8, false]);
    expect(said('2016-01-04')).toEqual(['T2', true, 0.8, true]);
  });

  it('takes the first entry for days before it: nobody is unknown, only late', () => {
    expect(isQualified(journey(...all), 'W1', on('2014-01-01'))).toBe(false);
    expect(teamOn(journey(...all), 'T1', on('2010-01-01'))).toMatchObject({ type: 'MASH', area: null });
  });

  it('counts a worker whom nobody registered as qualified, and knows a front door by name where nobody registered it', () => {
    expect(isQualified(journey(), 'W9', on('2015-01-01'))).toBe(true);
    expect(isMash(journey(), 'MASH-NORTH', on('2015-01-01'))).toBe(true);
    expect(isMash(journey(), 'T1', on('2015-01-01'))).toBe(false);
  });

  it('prefers what a team is registered as to its name', () => {
    const one = journey(
      ...all,
      ofRegister('TeamCreated', { teamId: 'MASH-2', type: 'ASSESSMENT', from: '2015-01-01' }),
    );
    expect(isMash(one, 'MASH-2', on('2015-05-01'))).toBe(false);
    expect([isMash(one, 'T1', on('2015-03-31')), isMash(one, 'T1', on('2015-04-01'))]).toEqual([true, false]);
  });

  it('follows corrections and voids', () => {
    const corrected = journey(...all, repair('EventDateCorrected', changed, { field: 'from', to: '2015-02-01' }));
    expect(isQualified(corrected, 'W1', on('2015-02-01'))).toBe(true);
    const voided = journey(...all, repair('EventVoided', left));
    expect(postOn(voided, 'W1', on('2016-06-30'))?.hasLeft).toBe(false);
  });

  it('says the same in whatever order it is told, and however often', () => {
    const events = [
      ...all,
      repair('EventDateCorrected', changed, { field: 'from', to: '2015-02-01' }),
      repair('EventVoided', left),
    ];
    const expected = told(journey(...events));
    const arrival = fc
      .shuffledSubarray(events, { minLength: events.length })
      .chain((once) => fc.tuple(fc.constant(once), fc.subarray(events)));
    fc.assert(
      fc.property(arrival, ([once, again]) => {
        const oneByOne = [...once, ...again].reduce((known, event) => extend(known, [event]), emptyJourney('C1'));
        expect(told(oneByOne)).toEqual(expected);
        expect(told(journey(...once, ...again))).toEqual(expected);
      }),
    );
  });

  it('knows a worker’s own journey from that of a child', () => {
    expect(ownIdIn(journeyOf('worker-W1', [registered]), 'worker')).toBe('W1');
    expect(ownIdIn(journeyOf('worker-W1', [registered]), 'team')).toBeUndefined();
    const child = happened(
      'ReferralReceived',
      { caseId: 'K', referredOn: '2015-01-05', source: '6' },
      { childId: 'worker-W1' },
    );
    expect(ownIdIn(journeyOf('worker-W1', [registered, child]), 'worker')).toBeUndefined();
  });
});
