import type { NewEvent } from '#case-flow/event';
import { Refused } from '#case-flow/refused';
import type { NotRead, Reading, Reason, Where } from '../imported.ts';
import type { Block } from './block.ts';

/** The reading of one record: its events with the block's notes, or the refusal that `read` threw. */
export function attempt(where: Where, block: Block, read: (block: Block) => readonly NewEvent[]): Reading {
  try {
    const events = read(block);
    return { kind: 'read', where, events, ...(block.notes.length === 0 ? {} : { notes: block.notes }) };
  } catch (error) {
    if (error instanceof Refused) return refusedWith(where, error);
    throw error;
  }
}

export const refusedWith = (where: Where, { rule, dfe, message }: Refused): NotRead => ({
  kind: 'refused',
  where,
  rule,
  ...(dfe === undefined ? {} : { dfe }),
  sentence: message,
});

export const refusedAs = (where: Where, reason: Reason): NotRead => ({ kind: 'refused', where, ...reason });
