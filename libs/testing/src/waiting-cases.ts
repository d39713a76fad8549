import { addDays, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type EventStore, type Stream } from '#event-store/event-store';
import { happened } from './given.ts';

/** A case that waits for a lead social worker: whose, since when, and where. */
export interface WaitingCase {
  readonly childId: string;
  readonly team?: string;
  readonly area?: string;
  readonly referredOn: PlainDate;
  readonly isAccepted?: boolean;
}

/** Records referrals that wait, in one append, as an import does. Answers with the position. */
export async function recordWaiting(store: EventStore, cases: readonly WaitingCase[]): Promise<number> {
  const writes = cases.map(({ childId, team = 'T-SOUTH', area = 'SOUTH', referredOn, isAccepted = true }) => {
    const said = { caseId: `K-${childId}`, referredOn, source: '2A', teamId: team, areaId: area } as const;
    const decided = { caseId: said.caseId, decidedOn: referredOn, decision: 'ACCEPT_ASSESS' } as const;
    return {
      stream: childStream(childId),
      expectedVersion: 'any' as const,
      events: [
        happened('ReferralReceived', said, { childId }),
        ...(isAccepted ? [happened('ReferralDecided', decided, { childId })] : []),
      ],
    };
  });
  return (await store.append(writes, { trustRecordedAt: true })).position;
}

/** A register of two areas with a team each: W-1 and W-2 in the south, W-ASYE newly qualified, W-HELP not qualified, W-EAST in the east. */
export async function recordRegister(store: EventStore, today: PlainDate): Promise<number> {
  const from = addDays(today, -200);
  const outside = { childId: '' };
  const team = (teamId: string, area: string) =>
    happened('TeamCreated', { teamId, type: 'ASSESSMENT', area, from }, outside);
  const worker = (workerId: string, teamId: string, more: object = {}) =>
    happened(
      'WorkerRegistered',
      {
        ...{ workerId, teamId, from, qualified: true, fte: 1, employment: 'PERMANENT', role: 'SOCIAL_WORKER' },
        ...more,
      },
      outside,
    );
  const events: readonly (readonly [Stream, RecordedEvent])[] = [
    ['team-T-SOUTH', team('T-SOUTH', 'SOUTH')],
    ['team-T-EAST', team('T-EAST', 'EAST')],
    ['worker-W-1', worker('W-1', 'T-SOUTH')],
    ['worker-W-2', worker('W-2', 'T-SOUTH', { fte: 0.5 })],
    ['worker-W-ASYE', worker('W-ASYE', 'T-SOUTH', { asyeUntil: addDays(today, 90) })],
    ['worker-W-HELP', worker('W-HELP', 'T-SOUTH', { qualified: false, role: 'FAMILY_SUPPORT' })],
    ['worker-W-EAST', worker('W-EAST', 'T-EAST')],
  ];
  const writes = events.map(([stream, event]) => ({ stream, expectedVersion: 'any' as const, events: [event] }));
  return (await store.append(writes, { trustRecordedAt: true })).position;
}
