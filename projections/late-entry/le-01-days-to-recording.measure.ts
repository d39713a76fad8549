import { flow, measure, type Measure } from '#measures/measure';
import { lateEntry } from './late-entry.projection.ts';

/**
 * The period is that of the day things happened, as in the figures they belong to: the answer says how far the figures of
 * that month could be trusted, and when. Counted by the day of entry, a month in which old work was caught up on would look
 * bad; the variant does that, for whoever watches the catching up.
 */
export const le01 = measure({
  id: 'LE-01',
  title: 'Days from an event to its recording, median',
  definition:
    'Of the key statutory events that happened in the period, the number of calendar days from the event to its first recording that half of them do not exceed. A later correction changes nothing. What a statutory return told is left out.',
  source: 'catalogue A.0 (bitemporal rule), C.0.15, G24: late entry moves figures',
  unit: 'days',
  decimals: 0,
  polarity: 'low',
  numerator: flow(lateEntry, 'happenedOn'),
  percentile: { of: 'daysToRecording', rank: 50 },
  grouping: { column: 'event' },
});

export const le01Recorded: Measure = measure({
  ...le01,
  id: 'LE-01.recorded',
  title: 'Days from an event to its recording, median of what was recorded in the period',
  definition: 'The same of the key statutory events that were first recorded in the period, whenever they happened.',
  numerator: flow(lateEntry, 'recordedOn'),
});
