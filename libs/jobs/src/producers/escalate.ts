import { addDays, type PlainDate } from '#calendar/plain-date';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import { stepsOf } from '#case-flow/escalation/escalation';
import { waitOn, type Wait } from '#case-flow/escalation/waits';
import { journeyOf, type Journey } from '#case-flow/journey';
import { Refused } from '#case-flow/refused';
import { childStream } from '#event-store/event-store';
import { conditionSql, tableOf } from '#measures/sql';
import { READING } from '#projecting/reading-schema';
import { ask } from '#waymark/ask';
import { readReference } from '#waymark/reference-data';
import { escalationPolicy, firstDueAt, nextStep, type EscalationPolicy } from '../escalation-times.ts';
import type { AskedOf } from '../job-kinds.ts';
import { breathe, countedBy, type Produced, type Standing, type Underway } from '../producer.ts';

const CHILDREN_A_LOOK = 100;
/** What is left is found at the next turn, minutes later. */
const MOST_AT_ONCE = 500;

/** Something the read models say waits. */
interface Candidate {
  readonly queue: Wait['queue'];
  readonly childId: string;
  readonly subjectId: string;
  /** No earlier than this: the referral, or the receipt. */
  readonly since: PlainDate;
}

/**
 * Finds what has waited longer than the policy allows and sends it to the next senior, each as an event on the child's stream.
 * The read models say where to look, and the log itself whether it is so. Every step has a key of its own, so that two
 * programs, or one that was killed half-way, raise it once.
 */
export async function escalate(
  _: AskedOf<'escalate'>,
  standing: Standing,
  { progress, attempt }: Underway,
): Promise<Produced> {
  const { store, now, today } = standing;
  const { policies } = await readReference(store);
  const policy = escalationPolicy(policies, today());
  const candidates = await waiting(standing, policy);
  let raised = 0;
  for (let at = 0; at < candidates.length && raised < MOST_AT_ONCE; at += CHILDREN_A_LOOK) {
    progress(at, candidates.length);
    await breathe();
    const some = candidates.slice(at, at + CHILDREN_A_LOOK);
    const events = await store.readStreams([...new Set(some.map(({ childId }) => childId))].map(childStream));
    const pooled = new Map(journeysOf(events).map((journey) => [journey.childId, journey]));
    for (const one of some)
      raised += await raise(standing, one, pooled.get(one.childId) ?? journeyOf(one.childId, []), policy, now());
  }
  progress(candidates.length, candidates.length);
  return {
    result: countedBy(attempt, raised === 1 ? '1 escalation raised.' : `${raised} escalations raised.`),
    ...(raised === 0 && attempt === 1 ? { isNothing: true as const } : {}),
  };
}

async function raise(
  { store, now, today }: Standing,
  { queue, childId, subjectId }: Candidate,
  journey: Journey,
  policy: EscalationPolicy,
  at: ReturnType<Standing['now']>,
): Promise<number> {
  const wait = waitOn(journey, queue, subjectId, today());
  const next = wait && nextStep(wait, stepsOf(journey, wait), at, policy);
  if (wait === undefined || next === undefined) return 0;
  const body = { childId, queue, subjectId, waitedSince: wait.since, ...next };
  const commandId = `escalate/${queue}/${childId}/${subjectId}/${wait.since}/${next.step}`;
  try {
    const answer = await ask(
      store,
      { command: 'EscalateQueue', body, commandId, recordedBy: 'SYS', actingRole: 'SYS' },
      now,
    );
    return answer.repeated ? 0 : 1;
  } catch (error) {
    if (error instanceof Refused) return 0; // somebody took it up between looking and writing, or the record was merged
    throw error;
  }
}

/** What waits by the read models and may be due: the longest wait first, without what stands with the last senior already. */
async function waiting(
  { database, model, now, today }: Standing,
  policy: EscalationPolicy,
): Promise<readonly Candidate[]> {
  const queued = model.measures.find(({ id }) => id === 'UN-Q')!.numerator;
  const standsOpen = (queue: Wait['queue'], subject: string) =>
    `exists (select 1 from ${READING}.escalations e where e.known_to is null and e.child_id = t.child_id and e.queue = '${queue}'
       and e.subject_id = ${subject} and e.to_role = 'SM' and e."to" is null)`;
  const cases = await database.query<Omit<Candidate, 'queue'>>(
    `select distinct t.child_id as "childId", t.case_id as "subjectId", t.referred_on::text as since
     from ${READING}.${tableOf(queued.projection)} t
     where ${conditionSql(queued, READING)} and $1::date is not null and $2::date is not null and not ${standsOpen('UNALLOCATED', 't.case_id')}`,
    [today(), today(), today(), null],
  );
  const contacts = await database.query<Omit<Candidate, 'queue'>>(
    `select t.child_id as "childId", t.contact_id as "subjectId", t.received_on::text as since from ${READING}.contacts t
     where t.known_to is null and t.decided_on is null and t.received_on <= $1 and not ${standsOpen('CONTACT', 't.contact_id')}`,
    [today()],
  );
  const all: Candidate[] = [
    ...cases.map((one) => ({ queue: 'UNALLOCATED' as const, ...one })),
    ...contacts.map((one) => ({ queue: 'CONTACT' as const, ...one })),
  ];
  return all
    .filter((one) => mayBeDue(one, now(), policy))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** A look at the log is saved where even the earliest beginning is too late; the clock of a contact is its minute. */
function mayBeDue(
  { queue, subjectId, since }: Candidate,
  now: ReturnType<Standing['now']>,
  policy: EscalationPolicy,
): boolean {
  if (queue === 'CONTACT')
    return since <= addDays(now.slice(0, 10) as PlainDate, 1 - Math.floor(policy.contactHours / 24));
  return firstDueAt({ queue, subjectId, since, sinceAt: now }, policy) <= now;
}
