import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '#calendar/plain-date';
import { evaluate } from '#measures/evaluate';
import { replay } from '#projecting/replay';
import { measureById, projections } from '#projections/index';
import { eventsOfFile } from './event-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = [
  {
    type: 'ReferralReceived',
    childId: 'C1',
    data: { caseId: 'K1', referredOn: '2016-03-01', source: '6', teamId: 'T1' },
  },
  { type: 'CaseAllocated', childId: 'C1', data: { workerId: 'W1', teamId: 'T1', role: 'LEAD_SW', from: '2016-03-02' } },
  { type: 'TeamCreated', data: { teamId: 'T1', type: 'SAFEGUARDING', area: 'EAST', from: '2015-01-01' } },
  {
    type: 'WorkerRegistered',
    eventId: 'w1',
    data: { workerId: 'W1', teamId: 'T1', from: '2015-01-01', qualified: true },
  },
  { type: 'WorkerRegistered', data: { workerId: 'W2', from: '2015-01-01', qualified: true, employment: 'AGENCY' } },
  { type: 'WorkerRegistered', eventId: 'w3', data: { workerId: 'W3', from: '2015-01-01', qualified: true } },
  { type: 'EventVoided', stream: 'worker-W3', occurredOn: '2015-02-01', data: { targetEventId: 'w3' } },
  { type: 'WorkerChanged', eventId: 'half', data: { workerId: 'W1', from: '2016-05-01', fte: 0.5 } },
  {
    type: 'EventDateCorrected',
    stream: 'worker-W1',
    occurredOn: '2016-05-02',
    data: { targetEventId: 'half', field: 'from', to: '2016-04-01' },
  },
  { type: 'EstablishmentSet', stream: 'authority-330', data: { service: 'SAFEGUARDING', fte: 3, from: '2015-04-01' } },
];

describe('measures of an event file alone', () => {
  it('count workers, teams and establishment, corrected and voided as the file says', async () => {
    const path = join(folder, 'events.ndjson');
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const known = replay(projections, await eventsOfFile(path), null);
    const day = plainDate('2016-04-30');
    const of = (id: string, place = {}) =>
      evaluate(measureById(id)!, known, { from: day, to: day, asAt: day }, place, null);
    expect(of('WF-01')).toEqual({ numerator: 0.5, denominator: 1.5, value: 33 });
    expect(of('WF-02')).toEqual({ numerator: 3, denominator: 0.5, value: 2.5 });
    expect(of('WF-05', { area: 'EAST' })).toEqual({ numerator: 1, denominator: 0.5, value: 2 });
  });
});
