import { londonDate } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { workingDaysBetween } from '#calendar/working-days';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import { eventType } from '#case-flow/event-catalogue';
import { orderingRules } from '#case-flow/processes';
import { breaches } from '#case-flow/rule';
import { simulatedAuthority } from './authority.ts';
import { simulate, type Simulated, type Simulation } from './simulate.ts';

/** Everything a simulation tells, and what it says of itself when it is done. */
function told(simulation: Simulation): { readonly events: readonly RecordedEvent[]; readonly done: Simulated } {
  const run = simulate(simulation);
  const events: RecordedEvent[] = [];
  for (;;) {
    const next = run.next();
    if (next.done) return { events, done: next.value };
    events.push(next.value);
  }
}

const children = 300;
const { events, done } = told({ children, seed: 4 });
const journeys = journeysOf(events);
const of = (type: string) => events.filter((event) => event.type === type);

describe('a simulated authority', () => {
  it('tells the same events for the same seed, to the last character', () => {
    const again = told({ children: 25, seed: 9 }).events;
    expect(JSON.stringify(told({ children: 25, seed: 9 }).events)).toBe(JSON.stringify(again));
    expect(JSON.stringify(told({ children: 25, seed: 10 }).events)).not.toBe(JSON.stringify(again));
  });

  it('knows as many children as it was told to, beside second records of some of them', () => {
    const registered = new Set(of('ChildRegistered').map((event) => event.childId));
    const known = [...registered].filter((childId) => !childId.endsWith('D'));
    expect(known.length).toBeGreaterThanOrEqual(children - 2); // some are entered only after the last day
    expect(known.length).toBeLessThanOrEqual(children);
  });

  it('tells 30 to 60 events a child', () => {
    expect(events.length / children).toBeGreaterThan(30);
    expect(events.length / children).toBeLessThan(60);
  });

  it('tells events in the order of their recording, each once, none before it happened or after the last day', () => {
    const recorded = events.map((event) => event.recordedAt);
    expect(recorded).toEqual(recorded.toSorted());
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    expect(events.filter((event) => londonDate(event.recordedAt) < event.occurredOn)).toEqual([]);
    expect(londonDate(recorded.at(-1)!) <= '2026-10-31').toBe(true);
  });

  it('keeps to another time when told to', () => {
    const some = told({ children: 30, from: plainDate('2015-06-01'), to: plainDate('2016-05-31') });
    const inTime = some.events.filter((event) => event.recordedAt >= '2015-06-01');
    expect(inTime.length).toBeGreaterThan(some.events.length / 2);
    expect(londonDate(some.events.at(-1)!.recordedAt) <= '2016-05-31').toBe(true);
    expect(some.done.refusals).toEqual([]);
  });

  it('tells nothing its catalogue would not know: every payload and personal part fits its event', () => {
    const misfits = events.filter(({ type, data, personal }) => {
      const known = eventType(type);
      if (!known?.payload.strict().safeParse(data).success) return true;
      return personal != null && !known.personal?.strict().safeParse(personal).success;
    });
    expect(misfits.slice(0, 3)).toEqual([]);
  });

  it('says who recorded what, for which team, and keeps a household together by one correlation', () => {
    const { workers } = simulatedAuthority(children);
    const teams = new Map(workers.map((worker) => [worker.id, worker.teamId]));
    expect(events.filter((event) => teams.get(event.recordedBy ?? '') !== event.actingTeam).slice(0, 3)).toEqual([]);
    const correlations = new Map<string, Set<string>>();
    for (const { childId, correlationId } of events)
      correlations.set(childId, (correlations.get(childId) ?? new Set()).add(correlationId!));
    expect([...correlations.values()].every((ids) => ids.size === 1)).toBe(true);
  });

  it('is refused by the real commands less than once in a hundred, and hardly asks what is already so', () => {
    expect(done.commands).toBeGreaterThan(children * 25);
    expect(done.refusals.length / done.commands).toBeLessThan(0.01);
    expect(done.refusals.every(({ rule, sentence }) => rule !== '' && sentence !== '')).toBe(true);
    expect(done.withoutEffect / done.commands).toBeLessThan(0.01);
  });

  it('breaks no ordering rule of level error', () => {
    const broken = journeys
      .flatMap((journey) => breaches(orderingRules, journey))
      .filter(({ level }) => level === 'error');
    expect(broken.slice(0, 3)).toEqual([]);
  });
});

describe('what staff do late, wrong and again', () => {
  const delay = (event: RecordedEvent) => workingDaysBetween(event.occurredOn, londonDate(event.recordedAt));

  it('is recorded the same day for the most part, some days or weeks later, and a few months later', () => {
    const share = (from: number, to: number) =>
      events.filter((event) => delay(event) >= from && delay(event) <= to).length / events.length;
    expect(share(0, 0)).toBeGreaterThan(0.6);
    expect(share(1, 5)).toBeGreaterThan(0.1);
    expect(share(6, 25)).toBeGreaterThan(0.01);
    expect(share(41, 999)).toBeGreaterThan(0);
    expect(share(41, 999)).toBeLessThan(0.01);
  });

  it('is corrected and voided: an event that is there, from another day to the real one', () => {
    const byId = new Map(events.map((event) => [event.eventId, event]));
    const corrected = of('EventDateCorrected');
    expect(corrected.length).toBeGreaterThan(10);
    for (const { data } of corrected) {
      const target = byId.get(data['targetEventId'] as string)!;
      expect(target.data[data['field'] as string]).toBe(data['from']);
      expect(data['to']).not.toBe(data['from']);
    }
    expect(of('EventVoided').length).toBeGreaterThan(3);
    expect(of('EventVoided').every(({ data }) => byId.has(data['targetEventId'] as string))).toBe(true);
  });

  it('is entered under a second record of a known child, which is merged into the first', () => {
    const merged = of('MergedInto');
    expect(merged.length).toBeGreaterThan(0);
    for (const { childId, data } of merged) expect(childId).toBe(`${data['survivorId'] as string}D`);
  });
});
