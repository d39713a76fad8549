import type { NewEvent } from '#case-flow/event';
import { Refused } from '#case-flow/refused';
import type { NotRead, Reading, Reason, Where } from './imported.ts';

/** A rule as a refusal or a note names it: a sentence in kebab case, and the Department's number where it has one. */
export interface Rule {
  readonly rule: string;
  readonly dfe?: string;
}

/** A reason; its sentence ends in the Department's number. */
export const remark = ({ rule, dfe }: Rule, sentence: string): Reason => ({
  rule,
  ...(dfe === undefined ? {} : { dfe }),
  sentence: dfe === undefined ? sentence : `${sentence} (DfE ${dfe})`,
});

/** Refuses the record that is being read. */
export function refuse(rule: Rule, sentence: string): never {
  throw new Refused(rule.rule, remark(rule, sentence).sentence, rule.dfe);
}

/** What became of one record: its events with what was noted meanwhile, or the refusal that `read` threw. */
export function attempt<About extends { readonly notes: readonly Reason[] }>(
  where: Where,
  about: About,
  read: (about: About) => readonly NewEvent[],
): Reading {
  try {
    const events = read(about);
    return { kind: 'read', where, events, ...(about.notes.length === 0 ? {} : { notes: about.notes }) };
  } catch (error) {
    if (error instanceof Refused) return refusedWith(where, error);
    throw error;
  }
}

/** The refusal of one record. */
export const refusedWith = (where: Where, { rule, dfe, message }: Refused): NotRead => ({
  kind: 'refused',
  where,
  rule,
  ...(dfe === undefined ? {} : { dfe }),
  sentence: message,
});

/** The refusal of a record for a reason found before. */
export const refusedAs = (where: Where, reason: Reason): NotRead => ({ kind: 'refused', where, ...reason });
