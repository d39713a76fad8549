import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { Refused } from '#case-flow/refused';
import type { z } from 'zod';
import type { Reason } from '../imported.ts';
import { refuse, remark, type Rule } from '../remarks.ts';
import type { Element } from './elements.ts';

/**
 * One block of a census (the identifiers, an assessment, a plan, ...) and what is remarkable in it. Fields are asked for
 * by name; an empty element is one that is not there. `latest` is the day the file speaks of: nothing in it is later.
 */
export class Block {
  readonly notes: Reason[] = [];

  /** `names` are the elements the block may have; whatever else stands in it is noted. */
  constructor(
    readonly element: Element,
    readonly latest: PlainDate,
    names: readonly string[],
  ) {
    const stray = element.text.trim();
    if (stray !== '')
      this.note(
        { rule: 'no-stray-text' },
        `The text "${stray.slice(0, 40)}" in <${element.name}> is in no element: left out.`,
      );
    for (const { name, line } of element.elements)
      if (!names.includes(name))
        this.note(
          { rule: 'no-unknown-element' },
          `<${name}> on line ${line} is not known in <${element.name}>: left out.`,
        );
  }

  note(rule: Rule, sentence: string): void {
    this.notes.push(remark(rule, sentence));
  }

  /** The elements of a name, in their order. */
  all(name: string): readonly Element[] {
    return this.element.elements.filter((one) => one.name === name);
  }

  text(name: string): string | undefined {
    const found = this.all(name).filter((one) => one.text.trim() !== '');
    if (found.length > 1)
      this.note({ rule: 'no-repeated-element' }, `<${name}> stands here ${found.length} times: the first is read.`);
    return found[0]?.text.trim();
  }

  /** A day that the record cannot do without. Refuses the record if it is missing, no day, or later than the file's day. */
  compulsoryDay(name: string, missing: Rule, tooLate: Rule = missing): PlainDate {
    const found = this.day(name, missing);
    if (found === undefined) return refuse(missing, `<${name}> is missing. Give the day as YYYY-MM-DD.`);
    if (found > this.latest)
      return refuse(tooLate, `<${name}> is ${found}, after ${this.latest}, the day the file speaks of. Check the day.`);
    return found;
  }

  /**
   * The day something ended, if it has: on a day after the file's day it had not, so such a day is left out with a note.
   * Refuses the record if it is no day, for then nobody can tell whether it had.
   */
  endingDay(name: string, rule: Rule): PlainDate | undefined {
    const found = this.day(name, rule);
    if (found === undefined || found <= this.latest) return found;
    this.note(
      rule,
      `<${name}> is ${found}, after ${this.latest}, the day the file speaks of: left out, as it had not happened by then.`,
    );
    return undefined;
  }

  /** A day the record can do without: left out with a note if it is no day. */
  optionalDay(name: string, rule: Rule): PlainDate | undefined {
    try {
      return this.day(name, rule);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.note(rule, `${error.message.replace(/ \(DfE .*\)$/, '')} Left out.`);
      return undefined;
    }
  }

  compulsoryCode<Code extends string>(name: string, codes: z.ZodEnum<Record<Code, Code>>, rule: Rule): Code {
    const text = this.text(name);
    const found = codes.safeParse(text);
    if (found.success) return found.data;
    const what = text === undefined ? 'is missing' : `is "${text.slice(0, 40)}", which is no code of its set`;
    return refuse(rule, `<${name}> ${what}. Give one of ${listed(codes)}.`);
  }

  optionalCode<Code extends string>(name: string, codes: z.ZodEnum<Record<Code, Code>>, rule: Rule): Code | undefined {
    const text = this.text(name);
    const found = codes.safeParse(text);
    if (found.success) return found.data;
    if (text !== undefined)
      this.note(rule, `<${name}> is "${text.slice(0, 40)}", which is no code of its set: left out.`);
    return undefined;
  }

  /** true, 1 / false, 0; undefined where it is missing or neither. */
  truth(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === 'true' || text === '1') return true;
    return text === 'false' || text === '0' ? false : undefined;
  }

  private day(name: string, rule: Rule): PlainDate | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const day = plainDayText(text);
    if (isPlainDate(day)) return day;
    return refuse(rule, `<${name}> is "${text.slice(0, 40)}", which is no day. Write a real day as YYYY-MM-DD.`);
  }
}

const listed = (codes: z.ZodEnum): string => {
  const all = codes.options.map(String);
  return all.length > 12 ? `the ${all.length} codes from ${all[0]} to ${all.at(-1)}` : all.join(', ');
};

/** The text of an element that holds a day, as a day is written here. */
export const dayText = (element: Element | undefined): string => plainDayText(element?.text.trim() ?? '');

/** xs:date allows a zone, and exports from databases carry a midnight: neither changes the day. */
const plainDayText = (text: string): string => text.replace(/(T00:00:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?$/, '');
