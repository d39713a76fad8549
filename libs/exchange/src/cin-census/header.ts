import { isPlainDate, plainDate, type PlainDate } from '#calendar/plain-date';
import type { Reason } from '../imported.ts';
import { Block } from './block.ts';
import type { Element } from './elements.ts';

/** The day a census speaks of, and what is remarkable in its header; or why the file is no CIN census. */
export function speaksOf(
  header: Element,
  today: PlainDate,
): { readonly latest: PlainDate; readonly notes: readonly Reason[] } | Reason {
  const around = new Block(header, today, ['CollectionDetails', 'Source', 'Content']);
  const [details] = around.all('CollectionDetails');
  if (!details) return { latest: today, notes: [...around.notes, undated('no collection details', today)] };
  const block = new Block(details, today, ['Collection', 'Year', 'ReferenceDate']);
  const collection = block.text('Collection');
  if (collection !== undefined && collection.toUpperCase() !== 'CIN')
    return {
      rule: 'a-census-is-the-cin-collection',
      sentence: `The header says that this is the collection ${collection.slice(0, 20)}, and CIN is wanted. Name the children in need census.`,
    };
  const dated = referenceDay(block, today);
  return { latest: dated, notes: [...around.notes, ...block.notes] };
}

/** The reference date; else the 31 March of the collection's year; else today. A day still to come is cut to today. */
function referenceDay(block: Block, today: PlainDate): PlainDate {
  const rule = { rule: 'a-census-has-a-reference-date', dfe: '100' };
  const given = block.optionalDay('ReferenceDate', rule);
  const year = block.text('Year');
  const ofYear = year !== undefined && isPlainDate(`${year}-03-31`) ? plainDate(`${year}-03-31`) : undefined;
  const day = given ?? ofYear;
  if (day === undefined) {
    block.notes.push(undated('neither reference date nor year', today));
    return today;
  }
  if (given !== undefined && !given.endsWith('-03-31')) block.note(rule, `The reference date ${given} is no 31 March.`);
  if (given !== undefined && ofYear !== undefined && given.slice(0, 4) !== year)
    block.note(rule, `The header says year ${year} and reference date ${given}: the date is believed.`);
  if (day > today)
    block.note(rule, `The file speaks of ${day}, which is still to come: nothing after today, ${today}, is read.`);
  return day < today ? day : today;
}

const undated = (what: string, today: PlainDate): Reason => ({
  rule: 'a-census-has-a-reference-date',
  dfe: '100',
  sentence: `The header has ${what}, so the file is read as speaking of today, ${today}. (DfE 100)`,
});
