import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf, partsOf } from '#testing/measured';
import { lateEntry } from './late-entry.projection.ts';
import { le01, le01Recorded } from './le-01-days-to-recording.measure.ts';
import { le02 } from './le-02-days-to-recording-of-nine-in-ten.measure.ts';

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2016-05-02',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const visit = (visitedOn: string, recorded: string) =>
  happened('CareVisitMade', { visitedOn, seen: true }, { recorded: `${recorded}T09:00:00.000Z` });
const may = { from: '2016-05-01', to: '2016-05-31' };
const days = (events: readonly RecordedEvent[]) =>
  cellsFrom(lateEntry, events).map((row) => [row.event, row.daysToRecording]);

describe('late entry', () => {
  it('is the number of calendar days from the day of an event to the day in London on which it was recorded', () => {
    expect(days([referred, visit('2016-05-04', '2016-05-13')])).toEqual([
      ['ReferralReceived', 0],
      ['CareVisitMade', 9],
    ]);
    const atMidnight = happened(
      'CareVisitMade',
      { visitedOn: '2016-05-04', seen: true },
      { recorded: '2016-05-04T23:30:00.000Z' }, // 00:30 on the 5th in London
    );
    expect(days([atMidnight])).toEqual([['CareVisitMade', 1]]);
  });

  it('is not begun again by a correction, however late that is', () => {
    const late = visit('2016-05-10', '2016-05-11');
    const correct = (to: string) =>
      happened(
        'EventDateCorrected',
        { targetEventId: late.eventId, field: 'visitedOn', to },
        { recorded: '2016-09-01T09:00:00.000Z' },
      );
    expect(days([late, correct('2016-05-08')])).toEqual([['CareVisitMade', 3]]);
    expect(days([late, correct('2016-05-20')])).toEqual([['CareVisitMade', 0]]);
  });

  it('is none of what was voided, and none of what a statutory return told', () => {
    const one = visit('2016-05-10', '2016-05-11');
    expect(days([one, happened('EventVoided', { targetEventId: one.eventId, reason: 'NOT_HAPPENED' })])).toEqual([]);
    const told = (importRef: string): RecordedEvent => ({ ...one, source: 'IMPORT', importRef });
    expect(days([told('census-2016.xml:40')])).toEqual([]);
    expect(days([told('episodes.csv:40')])).toEqual([]);
    expect(days([told('events.jsonl:40')])).toEqual([['CareVisitMade', 1]]);
  });

  it('LE-01 and LE-02 are the median and the 90th percentile of the period in which things happened', () => {
    const waits = [0, 0, 0, 1, 1, 2, 3, 5, 9, 30];
    const events = waits.map((wait, i) =>
      visit(
        `2016-05-${String(i + 1).padStart(2, '0')}`,
        new Date(Date.UTC(2016, 4, i + 1 + wait)).toISOString().slice(0, 10),
      ),
    );
    expect(figureOf(le01, events, may)).toEqual({ numerator: 10, denominator: null, value: 1 });
    expect(figureOf(le02, events, may).value).toBe(9);
    expect(figureOf(le02, events, { from: '2016-06-01', to: '2016-06-30' })).toEqual({
      numerator: 0,
      denominator: null,
      value: null,
    });
    expect(figureOf(le01Recorded, events, { from: '2016-06-01', to: '2016-06-30' })).toMatchObject({
      numerator: 1,
      value: 30,
    });
  });

  it('breaks down by event and by the team responsible on the day, and opens into its rows', () => {
    const moved = happened('CaseTransferredBetweenTeams', {
      caseId: 'K1',
      toTeam: 'T2',
      area: 'WEST',
      effectiveOn: '2016-05-20',
    });
    const events = [referred, moved, visit('2016-05-04', '2016-05-13'), visit('2016-05-21', '2016-05-22')];
    expect(partsOf(le01, events, may)).toEqual({ CareVisitMade: 2, ReferralReceived: 1 });
    expect(figureOf(le01, events, may, { group: 'CareVisitMade' })).toMatchObject({ numerator: 2, value: 1 });
    expect(figureOf(le02, events, may, { team: 'T1' })).toMatchObject({ numerator: 2, value: 9 });
    expect(figureOf(le02, events, may, { area: 'WEST' })).toMatchObject({ numerator: 1, value: 1 });
    expect(listOf(le01, events, may)).toHaveLength(3);
  });

  it('puts a contact down to the team that took it', () => {
    const contact = happened(
      'ContactReceived',
      { contactId: 'N1', children: ['C1'], source: '6', hub: 'MASH', receivedAt: '2016-05-02T10:00:00.000Z' },
      { actingTeam: 'MASH-1' },
    );
    expect(cellsFrom(lateEntry, [contact])).toMatchObject([{ event: 'ContactReceived', team: 'MASH-1' }]);
  });
});
