import { endOfLondonDay, londonDate } from '#calendar/instant';
import { plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { Agenda } from './agenda.ts';
import { arrivalsOf } from './arrivals.ts';
import { simulatedAuthority } from './authority.ts';
import type { Step } from './diary.ts';
import { householdOf, type Arrival } from './household.ts';
import { HouseholdJourneys, type Refusal } from './household-journeys.ts';
import { staffOf, type World } from './setting.ts';
import { storyOf } from './story.ts';

export interface Simulation {
  /** How many children the authority comes to know. */
  readonly children?: number;
  readonly seed?: number;
  /** The simulated time: full activity from the first day to the last. What is still worked on at `from` began before it. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

/** What was asked of the real commands, and what they refused. */
export interface Simulated {
  readonly commands: number;
  /** Commands that found it was already so: nothing followed from them. */
  readonly withoutEffect: number;
  readonly refusals: readonly Refusal[];
}

/**
 * A synthetic authority at work: the events of so many children in the order of their recording, decided by the real
 * commands on the journeys as they stood at that instant. The same seed gives the same events to the last character.
 * Returns, when it is done, how many commands were asked and which were refused. Everyone in it is invented.
 */
export function* simulate(options: Simulation = {}): Generator<RecordedEvent, Simulated> {
  const { children = 1500, seed = 1, to = plainDate('2026-10-31'), from = plainDate('2024-11-01') } = options;
  const world: World = { seed, from, to, staff: staffOf(simulatedAuthority(children).workers) };
  const arrivals = arrivalsOf(children, world);
  const working = new Agenda();
  const end = endOfLondonDay(to);
  const done = { commands: 0, withoutEffect: 0, refusals: [] as Refusal[] };

  for (let opened = 0; ;) {
    // A household opens its diary on the day it arrives, so only those at work are held in memory.
    while (opened < arrivals.length && isDue(arrivals[opened]!, working.next())) {
      const household = householdOf(arrivals[opened++]!, world);
      const steps = storyOf(household, world).filter(({ at }) => at <= end);
      working.add(steps, new HouseholdJourneys(household.correlationId));
    }
    const taken = working.take();
    if (taken === undefined) return done;
    const { step, journeys } = taken;
    for (const result of journeys.carryOut(step)) {
      done.commands++;
      if ('rule' in result) done.refusals.push(result);
      else if (result.length === 0) done.withoutEffect++;
      else yield* result;
    }
  }
}

/** Whether a household arrives by the day of the next entry, or nothing else is left to do. */
const isDue = (arrival: Arrival, next: Step | undefined): boolean =>
  next === undefined || arrival.on <= londonDate(next.at);
