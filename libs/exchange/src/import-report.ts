import type { NewEvent } from '#case-flow/event';
import type { Reading, Reason, Where } from './imported.ts';

/** How often each thing was met, by its name. */
export type Counts = Readonly<Record<string, number>>;

/**
 * What became of an input. The records add up: those of `recordsIn` are imported, here already, or refused. A record is
 * imported when it brought at least one new event, here already when it brought none. Rules carry the number of the
 * Department's own rule where there is one.
 */
export interface ImportReport {
  readonly dryRun: boolean;
  /** By kind of record. */
  readonly recordsIn: Counts;
  readonly recordsImported: number;
  readonly recordsAlreadyHere: number;
  /** By rule. */
  readonly recordsRefused: Counts;
  /** New events by type: stored, or with `dryRun` to be stored. */
  readonly eventsOut: Counts;
  /** By rule: parts of records that were left out, and what else was noticed in reading. The records were let in. */
  readonly noted: Counts;
  /** By ordering rule: new events that were let in although they break it. */
  readonly flagged: Counts;
}

/** One reason, and the record it is about. */
export interface ToldReason extends Where, Reason {
  readonly what: 'refused' | 'noted' | 'flagged';
}

/** The report while it grows; every reason is told as it is found. */
export class Tally {
  private readonly recordsIn: Record<string, number> = {};
  private readonly recordsRefused: Record<string, number> = {};
  private readonly eventsOut: Record<string, number> = {};
  private readonly noted: Record<string, number> = {};
  private readonly flagged: Record<string, number> = {};
  private imported = 0;
  private alreadyHere = 0;
  records = 0;
  events = 0;

  constructor(private readonly tell: (told: ToldReason) => void) {}

  /** A record was read. Its reasons are told now, its events counted when they are stored. */
  read(reading: Reading): void {
    this.records++;
    raise(this.recordsIn, reading.where.record);
    if (reading.kind === 'refused') return this.refused(reading.where, reading);
    for (const note of reading.notes ?? []) {
      raise(this.noted, nameOf(note));
      this.tell({ what: 'noted', ...reading.where, ...note });
    }
  }

  refused(where: Where, { rule, dfe, sentence }: Reason): void {
    const reason = { rule, ...(dfe === undefined ? {} : { dfe }), sentence };
    raise(this.recordsRefused, nameOf(reason));
    this.tell({ what: 'refused', ...where, ...reason });
  }

  /** A record that was read has been stored: these of its events were new. */
  stored(events: readonly NewEvent[]): void {
    if (events.length === 0) this.alreadyHere++;
    else this.imported++;
    this.events += events.length;
    for (const { type } of events) raise(this.eventsOut, type);
  }

  breached(where: Where, reason: Reason): void {
    raise(this.flagged, nameOf(reason));
    this.tell({ what: 'flagged', ...where, ...reason });
  }

  report(dryRun: boolean): ImportReport {
    const { recordsIn, recordsRefused, eventsOut, noted, flagged } = this;
    return {
      dryRun,
      recordsIn,
      recordsImported: this.imported,
      recordsAlreadyHere: this.alreadyHere,
      recordsRefused,
      eventsOut,
      noted,
      flagged,
    };
  }
}

/** A rule's name as reports print it, with the Department's number. */
const nameOf = ({ rule, dfe }: Reason): string => (dfe === undefined ? rule : `${rule} (DfE ${dfe})`);

function raise(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
