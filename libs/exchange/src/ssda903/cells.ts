import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { identifier } from '#case-flow/event-type';
import type { z } from 'zod';
import type { Reason } from '../imported.ts';
import { refuse, remark, type Rule } from '../remarks.ts';
import type { Row } from './table.ts';

/** The cells of one row, asked for by column, and what is remarkable in them. */
export class Cells {
  readonly notes: Reason[] = [];

  constructor(readonly row: Row) {}

  note(rule: Rule, sentence: string): void {
    this.notes.push(remark(rule, sentence));
  }

  text(column: string): string | undefined {
    const cell = this.row.cells[column];
    return cell === '' ? undefined : cell;
  }

  /** The child's number, which is the child's id here. */
  childId(): string {
    if (this.row.tooMany)
      refuse(
        { rule: 'a-row-has-as-many-cells-as-columns' },
        'The row has more cells than there are columns: a comma too many, or a line break lost.',
      );
    const id = this.text('CHILD');
    if (id === undefined)
      return refuse({ rule: 'a-row-names-its-child' }, 'CHILD is empty: nobody can tell whose row this is.');
    if (!/^[\w.-]{1,32}$/.test(id))
      refuse({ rule: 'a-row-names-its-child' }, `CHILD is "${id.slice(0, 40)}": it takes letters and digits.`);
    return id;
  }

  /** A day that the row cannot do without; refuses what is missing or no day. */
  day(column: string, rule: Rule): PlainDate {
    return this.dayIfAny(column, rule) ?? refuse(rule, `${column} is empty. Give the day as dd/mm/yyyy.`);
  }

  /** The day, or undefined for an empty cell; refuses what is no day. */
  dayIfAny(column: string, rule: Rule): PlainDate | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    return (
      dayOf(text) ??
      refuse(rule, `${column} is "${text.slice(0, 30)}", which is no day. Write a real day as dd/mm/yyyy.`)
    );
  }

  /** The day, or undefined with a note for what is no day. */
  dayOrNote(column: string, rule: Rule): PlainDate | undefined {
    const text = this.text(column);
    const day = text === undefined ? undefined : dayOf(text);
    if (text !== undefined && day === undefined)
      this.note(rule, `${column} is "${text.slice(0, 30)}", which is no day written dd/mm/yyyy: left out.`);
    return day;
  }

  /** The day something ended, if it has. One after `latest`, the day the return speaks of, is left out with a note. */
  endingDay(column: string, rule: Rule, latest: PlainDate): PlainDate | undefined {
    const day = this.dayIfAny(column, rule);
    if (day === undefined || day <= latest) return day;
    this.note(
      rule,
      `${column} is ${day}, after ${latest}, the day the return speaks of: left out, as it had not happened by then.`,
    );
    return undefined;
  }

  /** A code that the row cannot do without. */
  code<Code extends string>(column: string, codes: z.ZodEnum<Record<Code, Code>>, rule: Rule): Code {
    const text = this.text(column);
    const found = codes.safeParse(text?.toUpperCase());
    if (found.success) return found.data;
    return refuse(
      rule,
      text === undefined
        ? `${column} is empty. Give a code.`
        : `${column} is "${text.slice(0, 30)}", which is no code of its set.`,
    );
  }

  /** A code, or undefined with a note for what is none; an empty cell is silent. */
  codeOrNote<Code extends string>(column: string, codes: z.ZodEnum<Record<Code, Code>>, rule: Rule): Code | undefined {
    const text = this.text(column);
    const found = codes.safeParse(text?.toUpperCase());
    if (found.success) return found.data;
    if (text !== undefined)
      this.note(rule, `${column} is "${text.slice(0, 30)}", which is no code of its set: left out.`);
    return undefined;
  }

  /** 1 or 0 (spreadsheets make 1.0 of it); undefined for an empty cell, and with a note for anything else. */
  flag(column: string, rule: Rule): boolean | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    if (/^[01](\.0+)?$/.test(text)) return text.startsWith('1');
    this.note(rule, `${column} is "${text.slice(0, 30)}", which is neither 0 nor 1: left out.`);
    return undefined;
  }

  /** An id of a worker. */
  workerId(column: string, rule: Rule): string {
    const text = this.text(column);
    if (text !== undefined && identifier.safeParse(text).success) return text;
    return refuse(
      rule,
      `${column} is ${text === undefined ? 'empty' : `"${text.slice(0, 30)}"`}. Give the worker's number.`,
    );
  }
}

/** dd/mm/yyyy, with the midnight that spreadsheets add. */
function dayOf(text: string): PlainDate | undefined {
  const parts = /^(\d{2})\/(\d{2})\/(\d{4})( 00:00(:00)?)?$/.exec(text);
  const day = parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : undefined;
  return isPlainDate(day) ? day : undefined;
}
