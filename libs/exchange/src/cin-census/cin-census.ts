import { basename } from 'node:path';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { fileRefused, type Reading, type Reason } from '../imported.ts';
import { notReadable } from '../not-readable.ts';
import { readingsOfChild } from './child.ts';
import { partsOf } from './elements.ts';
import { speaksOf } from './header.ts';

/**
 * Reads a children in need census file of any school year from 2016-17 on (CIN schemas 2017 to 2026), one child at a time.
 * Each of these is a record: child, death, referral (with its decision and need), closure, assessment, child in need
 * plan, section 47 enquiry, conference, child protection plan, review conference. Impossible values refuse the record
 * they stand in, and with a referral or plan what hangs on it; broken ordering rules do not. What stands after a fault of
 * the XML cannot be read. `today` stands in for the day the file speaks of where its header gives none.
 */
export async function* cinCensusReadings(
  path: string,
  options: { readonly today?: PlainDate } = {},
): AsyncGenerator<Reading> {
  const file = basename(path);
  const today = options.today ?? londonDate(instantFromEpochMilliseconds(Date.now()));
  let latest = today;
  let isHeaded = false;
  let children = 0;
  // What is to be said of the file as a whole is told with the first child.
  let notes: Reason[] = [];
  try {
    for await (const part of partsOf(path)) {
      if (part.kind === 'broken') {
        const { rule, message } = part.refused;
        yield fileRefused(file, part.line, { rule, sentence: `Line ${part.line}: ${message}` });
        return;
      }
      if (part.kind === 'unknown') {
        const { name, line } = part.element;
        notes.push({ rule: 'no-unknown-element', sentence: `<${name}> on line ${line} is not known here: left out.` });
      } else if (part.kind === 'header') {
        const spoken = speaksOf(part.element, today);
        if ('rule' in spoken) {
          yield fileRefused(file, part.element.line, spoken);
          return;
        }
        [latest, isHeaded] = [spoken.latest, true];
        notes.push(...spoken.notes);
      } else {
        if (!isHeaded && children === 0) notes.push(noHeader(today));
        children++;
        for (const reading of readingsOfChild(part.element, file, latest)) {
          if (reading.kind === 'refused' || notes.length === 0) yield reading;
          else yield { ...reading, notes: [...notes, ...(reading.notes ?? [])] };
          if (reading.kind === 'read') notes = [];
        }
      }
    }
  } catch (error) {
    const unreadable = notReadable(path, error);
    if (!unreadable) throw error;
    yield fileRefused(file, 0, unreadable);
    return;
  }
  if (children === 0)
    yield fileRefused(file, 1, {
      rule: 'a-census-has-children',
      sentence: 'There is no child in the file. Export the census again.',
    });
}

const noHeader = (today: PlainDate): Reason => ({
  rule: 'a-census-has-a-reference-date',
  dfe: '100',
  sentence: `The file has no header before its children, so it is read as speaking of today, ${today}. (DfE 100)`,
});
