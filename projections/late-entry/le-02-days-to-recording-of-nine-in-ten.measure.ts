import { flow, measure, type Measure } from '#measures/measure';
import { lateEntry } from './late-entry.projection.ts';

export const le02 = measure({
  id: 'LE-02',
  title: 'Days from an event to its recording, 90th percentile',
  definition:
    'Of the key statutory events that happened in the period, the number of calendar days from the event to its first recording that nine in ten do not exceed. A later correction changes nothing.',
  source: 'catalogue A.0 (bitemporal rule), C.0.15, G24: late entry moves figures',
  unit: 'days',
  decimals: 0,
  polarity: 'low',
  numerator: flow(lateEntry, 'happenedOn'),
  percentile: { of: 'daysToRecording', rank: 90 },
  grouping: { column: 'event' },
});

export const le02Recorded: Measure = measure({
  ...le02,
  id: 'LE-02.recorded',
  title: 'Days from an event to its recording, 90th percentile of what was recorded in the period',
  definition: 'The same of the key statutory events that were first recorded in the period, whenever they happened.',
  numerator: flow(lateEntry, 'recordedOn'),
});
