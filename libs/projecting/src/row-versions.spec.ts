import { instantFromEpochMilliseconds } from '#calendar/instant';
import { addDays, plainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { cases } from '#case-flow/referral/case';
import { projection, type Projection } from '#measures/projection';
import { happened } from '#testing/given';
import fc from 'fast-check';
import { changeOf } from './change.ts';
import { groupsOf } from './replay.ts';
import { rowVersions, type Positioned, type RowVersion } from './row-versions.ts';

const referred = projection({
  name: 'referred',
  question: 'Which referrals are there?',
  version: 1,
  columns: { referredOn: 'day', decision: 'text' },
  reads: ['ReferralReceived', 'ReferralDecided'],
  rows: (journey) =>
    cases(journey).map((one) => ({
      rowId: `${one.received.childId}/${one.caseId}`,
      because: [one.received],
      cells: { referredOn: one.referredOn, decision: one.decided?.data.decision ?? null },
    })),
}) as unknown as Projection;

const told = (version: RowVersion) => [
  version.rowId,
  version.childId,
  version.cells['referredOn'],
  version.cells['decision'],
  version.knownFrom,
  version.knownTo,
];

describe('row versions', () => {
  const received = happened(
    'ReferralReceived',
    { caseId: 'R1', referredOn: '2015-06-10', source: '6' },
    { recorded: '2015-06-10T09:00:00.000Z' },
  );
  const decided = happened(
    'ReferralDecided',
    { caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-11' },
    { recorded: '2015-06-12T09:00:00.000Z' },
  );
  const corrected = happened(
    'EventDateCorrected',
    {
      targetEventId: received.eventId,
      field: 'referredOn',
      from: '2015-06-10',
      to: '2015-06-09',
    },
    { recorded: '2015-07-01T09:00:00.000Z' },
  );

  it('begin and end when the events that changed the row were recorded', () => {
    expect(rowVersions([referred], [received, decided, corrected]).map(told)).toEqual([
      ['C1/R1', 'C1', '2015-06-10', null, received.recordedAt, decided.recordedAt],
      ['C1/R1', 'C1', '2015-06-10', 'NFA', decided.recordedAt, corrected.recordedAt],
      ['C1/R1', 'C1', '2015-06-09', 'NFA', corrected.recordedAt, null],
    ]);
  });

  it("were brought about by the child's own events, whatever the register says in the same instant of a worker named later", () => {
    const at = received.recordedAt;
    const worker = { ...happened('TeamCreated', { teamId: 'T1' } as never, { recorded: at }), childId: '' };
    const allocated = happened(
      'CaseAllocated',
      { caseId: 'R1', workerId: 'W1', teamId: 'T1', role: 'LEAD_SW', allocatedOn: '2015-06-11' } as never,
      { recorded: '2015-06-11T09:00:00.000Z' },
    );
    const placed = (event: Positioned, position: number): Positioned => ({ ...event, position });
    const events = [placed(received, 1), placed(worker, 2), placed(allocated, 3)];
    const since = (told: readonly Positioned[]) => rowVersions([referred], told).map((one) => one.fromPosition);
    expect(since(events)).toEqual([1]);
    expect(since(events.slice(0, 1))).toEqual([1]);
  });

  it('move to the surviving child when two records are merged, and back when that is reversed', () => {
    const merged = happened(
      'DuplicateRecordsMerged',
      { survivorId: 'C0', mergedId: 'C1' },
      { childId: 'C0', recorded: '2015-08-01T09:00:00.000Z' },
    );
    const reversed = happened(
      'MergeReversed',
      { mergeEventId: merged.eventId },
      { childId: 'C0', recorded: '2015-09-01T09:00:00.000Z' },
    );
    expect(rowVersions([referred], [received, merged, reversed]).map(told)).toEqual([
      ['C1/R1', 'C1', '2015-06-10', null, received.recordedAt, merged.recordedAt],
      ['C1/R1', 'C0', '2015-06-10', null, merged.recordedAt, reversed.recordedAt],
      ['C1/R1', 'C1', '2015-06-10', null, reversed.recordedAt, null],
    ]);
  });

  it('written as differences, batch by batch in any order of arrival, come to the same history as all at once', () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 14 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 14 }),
        (steps, sizes) => {
          const log = logOf(steps);
          const table = new Map<string, RowVersion>();
          for (let at = 0, turn = 0; at < log.length; turn++) {
            const next = Math.min(log.length, at + 1 + sizes[turn % sizes.length]!);
            for (const group of groupsOf(log.slice(0, next))) write(table, group, at);
            at = next;
          }
          const replayed = groupsOf(log).flatMap((group) => rowVersions([referred], group));
          const whole = (version: RowVersion) =>
            JSON.stringify([told(version), version.fromPosition, version.toPosition]);
          expect([...table.values()].map(whole).sort()).toEqual(replayed.map(whole).sort());
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** What the database does with a difference, on a map: the independent twin of write-difference.ts. */
function write(table: Map<string, RowVersion>, group: readonly Positioned[], from: number): void {
  if (!group.some((event) => event.position! > from)) return;
  const { since, ...change } = changeOf([referred], group, from);
  const stored = ({ rowId, knownFrom }: RowVersion) =>
    [...table].find(
      ([, one]) =>
        one.rowId === rowId &&
        (knownFrom === null
          ? one.knownFrom! < since && (one.knownTo === null || one.knownTo >= since)
          : one.knownFrom === knownFrom),
    )![0];
  for (const version of change.removed) table.delete(stored(version));
  for (const version of change.ended) {
    const key = stored(version);
    table.set(key, { ...table.get(key)!, knownTo: version.knownTo, toPosition: version.toPosition });
  }
  for (const version of change.added) table.set(`${version.rowId} ${version.knownFrom}`, version);
}

const anyStep = fc.record({
  what: fc.constantFrom('referral', 'decision', 'correction', 'void', 'merge', 'unmerge'),
  child: fc.constantFrom('C0', 'C1', 'C2'),
  day: fc.nat(20),
  recorded: fc.nat(12),
  target: fc.nat(13),
});

/** Events in the order they arrive; the instants of recording are not in that order, as in an import of old records. */
function logOf(
  steps: readonly { what: string; child: string; day: number; recorded: number; target: number }[],
): Positioned[] {
  const log: Positioned[] = [];
  steps.forEach(({ what, child, day, recorded, target }, i) => {
    const on = addDays(plainDate('2015-06-01'), day);
    const envelope = {
      childId: child,
      recorded: instantFromEpochMilliseconds(1_433_150_000_000 + recorded * 86_400_000),
      eventId: uuidOf(`event ${i}`),
    };
    const aimed = log[target % Math.max(1, log.length)]?.eventId ?? uuidOf('nothing');
    const other = child === 'C0' ? 'C1' : 'C0';
    const event =
      what === 'referral'
        ? happened('ReferralReceived', { caseId: `R${i}`, referredOn: on, source: '6' }, envelope)
        : what === 'decision'
          ? happened('ReferralDecided', { decision: 'NFA', decidedOn: on }, envelope)
          : what === 'correction'
            ? happened('EventDateCorrected', { targetEventId: aimed, field: 'referredOn', from: on, to: on }, envelope)
            : what === 'void'
              ? happened('EventVoided', { targetEventId: aimed, reason: 'NOT_HAPPENED' }, envelope)
              : what === 'merge'
                ? happened('DuplicateRecordsMerged', { survivorId: child, mergedId: other }, envelope)
                : happened('MergeReversed', { mergeEventId: aimed }, envelope);
    log.push({ ...event, position: log.length + 1 });
  });
  return log;
}
