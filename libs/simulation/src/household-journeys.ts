import { journeysOf } from '#case-flow/child-identity/merged-children';
import { decide } from '#case-flow/decide';
import type { RecordedEvent } from '#case-flow/event';
import { emptyJourney, extend, type Journey } from '#case-flow/journey';
import { commandType } from '#case-flow/processes';
import { Refused } from '#case-flow/refused';
import type { Step } from './diary.ts';

/** A command the real commands said no to, with their reason. */
export interface Refusal {
  readonly step: Step;
  readonly childId: string;
  readonly rule: string;
  readonly sentence: string;
}

/** The records of one household's children, and what the real commands make of what is entered about them. */
export class HouseholdJourneys {
  private journeys = new Map<string, Journey>();
  private merged = false;

  constructor(private readonly correlationId: string) {}

  /** For each child of a step: the new events, none if it was already so, or the refusal. Throws what is no refusal. */
  *carryOut(step: Step): Generator<readonly RecordedEvent[] | Refusal> {
    const type = commandType(step.command)!;
    for (const childId of step.children) {
      const named = 'childId' in type.schema.shape ? { childId } : { children: step.children };
      const command = type.schema.parse({ ...named, ...step.input });
      const { workerId: recordedBy, teamId: actingTeam, role: actingRole } = step.by;
      const asked = {
        commandId: step.id,
        now: step.at,
        recordedBy,
        actingTeam,
        actingRole,
        correlationId: this.correlationId,
      };
      try {
        const decided = decide(type, this.journeyOf(childId), command, asked, (other) => this.journeyOf(other));
        const events = decided.map((event): RecordedEvent => ({ ...event, recordedAt: step.at }));
        this.keep(events);
        yield events;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        yield { step, childId, rule: error.rule, sentence: error.message };
      }
    }
  }

  /** The journey of a child; of one whose record was merged into another, that of the survivor. */
  private journeyOf(childId: string): Journey {
    return this.journeys.get(childId) ?? emptyJourney(childId);
  }

  private keep(events: readonly RecordedEvent[]): void {
    this.merged ||= events.some((event) => event.type === 'MergedInto');
    if (this.merged) return this.keepPooled(events);
    for (const childId of new Set(events.map((event) => event.childId)))
      this.journeys.set(
        childId,
        extend(
          this.journeyOf(childId),
          events.filter((event) => event.childId === childId),
        ),
      );
  }

  /** Once records were merged it is asked anew with every event whose journey each stream belongs to. */
  private keepPooled(events: readonly RecordedEvent[]): void {
    const all = [...new Set(this.journeys.values())].flatMap((journey) => journey.events);
    this.journeys = new Map();
    for (const journey of journeysOf([...all, ...events])) {
      this.journeys.set(journey.childId, journey);
      for (const event of journey.events) this.journeys.set(event.childId, journey);
    }
  }
}
