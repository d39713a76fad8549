import { isPlainDate } from '#calendar/plain-date';
import { within } from '../forms/field.ts';
import { wordsOfValue } from '../forms/value-words.ts';
import { dayInWords } from './filters.ts';

/** A rule's sentence as people write it: 2016-03-27 is 27 March 2016, and ACCEPT_ASSESS "accept for an assessment". */
export const readOut = (sentence: string): string =>
  sentence
    .replace(/\d{4}-\d{2}-\d{2}(?!T)/g, (day) => (isPlainDate(day) ? dayInWords(day) : day))
    .replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, (code) => within(wordsOfValue('', code) ?? code));
