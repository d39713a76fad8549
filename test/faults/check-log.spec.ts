import { uuidOf } from '#case-flow/decide';
import { checkLog, type LogEvent } from './check-log.ts';
import { planOf } from './plan.ts';
import type { Outcome, Sent } from './sent.ts';

/** A contact about two children, a referral, and one whose answer was lost: sent one after the other, all of them stored. */
const contact = sent('contact', ['A', 'B'], 0);
const referral = sent('referral', ['A'], 10);
const unheard = sent('unheard', ['B', 'A'], 20, { kind: 'unknown' });
const log: readonly LogEvent[] = [
  stored(1, 'child-A', 1, 'contact/A/0'),
  stored(2, 'child-B', 1, 'contact/B/0'),
  stored(3, 'child-A', 2, 'referral/A/0'),
  stored(4, 'child-B', 2, 'unheard/B/0'),
  stored(5, 'child-A', 3, 'unheard/A/0'),
];
const all = [acknowledged(contact, log.slice(0, 2), 1), acknowledged(referral, log.slice(2, 3), 2), unheard];

function sent(
  commandId: string,
  subjects: readonly string[],
  at: number,
  outcome: Outcome = { kind: 'unknown' },
): Sent {
  const times = { firstSentAt: at, endedAt: at + 5, again: [] };
  return { commandId, command: 'ReceiveContact', subjects, least: subjects.length, ...times, outcome };
}

function stored(position: number, stream: string, version: number, made: string): LogEvent {
  const event = { type: 'ContactReceived', recordedAt: 1_000_000, data: { contactId: made } };
  return { position, stream, version, eventId: uuidOf(made), ...event };
}

function acknowledged(one: Sent, events: readonly LogEvent[], version: number): Sent {
  const answer = { position: events.at(-1)!.position, version, repeated: false, events };
  return { ...one, outcome: { kind: 'acknowledged', answer } };
}

const kindsFound = (events: readonly LogEvent[], commands: readonly Sent[] = all) =>
  new Set(checkLog(events, commands, new Set()).map(({ kind }) => kind));
/** The same events with their places given anew, so that nothing else is wrong with the log. */
const replaced = (events: readonly LogEvent[]): readonly LogEvent[] => {
  const versions = new Map<string, number>();
  return events.map((event, i) => {
    const version = (versions.get(event.stream) ?? 0) + 1;
    versions.set(event.stream, version);
    return { ...event, position: i + 1, version };
  });
};
const without = (position: number) => log.filter((event) => event.position !== position);

describe('the check of a log', () => {
  it('finds nothing in one that holds what was told', () => expect([...kindsFound(log)]).toEqual([]));

  it('finds an acknowledged event that is not there', () =>
    expect([...kindsFound(replaced(without(3)))]).toContain('lost'));

  it('finds an event that is there twice', () =>
    expect([...kindsFound(replaced([...log, log[2]!]))]).toContain('duplicated'));

  it('finds an unacknowledged command of which only a part is there', () =>
    expect([...kindsFound(replaced(without(5)))]).toEqual(['half']));

  it('finds a command whose events stand apart, or were not recorded at once', () => {
    const apart = [0, 1, 3, 2, 4].map((i) => log[i]!);
    expect([...kindsFound(replaced(apart), [all[0]!, sent('referral', ['A'], 10), unheard])]).toEqual(['half']);
    const late = log.map((event) => (event.position === 5 ? { ...event, recordedAt: 2_000_000 } : event));
    expect([...kindsFound(late)]).toEqual(['half']);
  });

  it('finds what stands in front of something that was acknowledged before it was sent', () => {
    const reordered = replaced([2, 0, 1, 3, 4].map((i) => log[i]!));
    const told = [
      acknowledged(contact, reordered.slice(1, 3), 2),
      acknowledged(referral, reordered.slice(0, 1), 1),
      unheard,
    ];
    expect([...kindsFound(reordered, told)]).toEqual(['order']);
  });

  it('finds a position or a version other than was told', () => {
    const [, { outcome, ...one }] = [0, all[1]!];
    const answer = outcome.kind === 'acknowledged' ? outcome.answer : undefined;
    const telling = (more: object): Sent => ({
      ...one,
      outcome: { kind: 'acknowledged', answer: { ...answer!, ...more } },
    });
    expect([...kindsFound(log, [all[0]!, telling({ position: 4 }), unheard])]).toEqual(['order']);
    expect([...kindsFound(log, [all[0]!, telling({ version: 3 }), unheard])]).toEqual(['version']);
    expect([...kindsFound(log, [all[0]!, telling({ version: 9, repeated: true }), unheard])]).toEqual([]);
    const other = [{ ...log[2]!, data: { contactId: 'another' } }];
    expect([...kindsFound(log, [all[0]!, telling({ events: other }), unheard])]).toEqual(['changed']);
  });

  it('finds gaps in positions and versions, and times that go back', () => {
    const from4 = (by: object) => log.map((event) => (event.position === 4 ? { ...event, ...by } : event));
    expect([...kindsFound(from4({ version: 3 }))]).toEqual(['version']);
    expect([
      ...kindsFound(log.map((event) => ({ ...event, position: event.position + (event.position > 3 ? 1 : 0) }))),
    ]).toEqual(['gap']);
    const back = log.map((event) => ({ ...event, recordedAt: event.position > 3 ? 999_999 : 1_000_000 }));
    expect([...kindsFound(back)]).toEqual(['recordedAt']);
  });

  it('finds an event that nobody sent, and one that was refused', () => {
    expect([...kindsFound([...log, stored(6, 'child-C', 1, 'nobody/C/0')])]).toEqual(['stranger']);
    const refused: Sent = { ...unheard, outcome: { kind: 'refused', status: 409, why: 'a-rule' } };
    expect([...kindsFound(log, [all[0]!, all[1]!, refused])]).toEqual(['refused']);
    // An earlier sending of the same, whose answer was lost, may have come to its end after the refusal.
    expect([...kindsFound(log, [all[0]!, all[1]!, { ...refused, again: ['no answer in time'] }])]).toEqual([]);
  });
});

describe('the plan of a client', () => {
  const planned = (seed: number, client: number) => {
    const plan = planOf(seed, client, '2026-06-01' as Parameters<typeof planOf>[2]);
    return Array.from({ length: 200 }, () => plan.next().value!);
  };

  it('is the same for the same seed, and another for another client', () => {
    expect(planned(7, 1)).toEqual(planned(7, 1));
    expect(planned(7, 1).map(({ body }) => body)).not.toEqual(planned(7, 2).map(({ body }) => body));
  });

  it('names children whom other clients name too', () => {
    const [one, other] = [1, 2].map((client) => new Set(planned(7, client).flatMap(({ subjects }) => subjects)));
    expect([...one!].filter((subject) => other!.has(subject)).length).toBeGreaterThan(one!.size / 2);
  });
});
