import { isInstant, type Instant } from '#calendar/instant';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { z } from 'zod';

const day = z.custom<PlainDate>(isPlainDate, { error: 'must be a real day written YYYY-MM-DD' });
const moment = z.custom<Instant>(isInstant, { error: 'must be an instant' });
const dates = { asAt: day, asKnownAt: moment.nullable().default(null) };
const period = { from: day, to: day, ...dates };
const format = z.enum(['csv', 'xlsx']);
const name = z.string().min(1).max(80);

/** The rows somebody may see: of their areas and teams; and which restricted records are named to them. */
const sight = {
  areas: z.array(name).default([]),
  teams: z.array(name).default([]),
  /** Children whose restricted records this person may open: all others are markers. */
  opened: z.array(name).default([]),
};

/** What an export of a list is of: the queue of unallocated cases, or the rows behind a measure. */
const listAsked = z.discriminatedUnion('list', [
  z.object({ list: z.literal('queue'), asAt: day, team: name.optional(), area: name.optional(), format, ...sight }),
  z.object({
    list: z.literal('measure'),
    measure: name,
    team: name.optional(),
    area: name.optional(),
    ...period,
    format,
    ...sight,
  }),
]);

/** What an export of figures is of: a measure with its parts, a scorecard, a report of a day, or one that was frozen. */
const figuresAsked = z.discriminatedUnion('figures', [
  z.object({
    figures: z.literal('measure'),
    measure: name,
    by: z.enum(['area', 'team', 'group']).optional(),
    ...period,
    format,
  }),
  z.object({ figures: z.literal('scorecard'), ...dates, format }),
  z.object({ figures: z.literal('report'), report: name, isPublic: z.boolean().default(false), ...dates, format }),
  z.object({ figures: z.literal('frozen-report'), report: name, format }),
]);

/**
 * Several reports at one pair of dates: as they are, with small counts hidden, or as they were given out. What was not given
 * out yet is frozen then, under the name `<report>-<asAt>`.
 */
const packAsked = z.object({
  reports: z.array(name).min(1).max(20),
  as: z.enum(['AS_THEY_ARE', 'FOR_PUBLICATION', 'FROZEN']).default('AS_THEY_ARE'),
  ...dates,
  /** Who freezes them, as the log keeps it. */
  recordedBy: name.optional(),
});

const importAsked = z.object({
  format: z.enum(['events', 'cin-census', 'ssda903', 'comparators', 'populations', 'neighbours']),
  /** Of populations: which estimates they are, such as MYE2024. */
  vintage: name.optional(),
  /** Of neighbours: from which day on they are compared with. */
  from: day.optional(),
  dryRun: z.boolean().default(false),
});

const nothing = z.object({});

/** Every kind of job there is: what it is called, and what may be asked of it. */
export const jobKinds = {
  'export-list': { title: 'Export of a list', asked: listAsked },
  'export-figures': { title: 'Export of figures', asked: figuresAsked },
  'report-pack': { title: 'Report pack', asked: packAsked },
  'monthly-pack': { title: 'Monthly report pack', asked: nothing },
  import: { title: 'Import of a file', asked: importAsked },
  rebuild: { title: 'Rebuild of the read models', asked: z.object({ only: z.array(name).optional() }) },
  verify: { title: 'Check of the read models against the log', asked: nothing },
  'check-audit': { title: 'Check that the audit is as it was written', asked: nothing },
  escalate: { title: 'Escalation of what waits too long', asked: nothing },
  remind: { title: 'Reminders of clocks', asked: nothing },
  'clean-up': { title: 'Clean-up of what has expired', asked: nothing },
} as const;

export type JobKind = keyof typeof jobKinds;
/** What is asked of a kind, as its producer gets it. */
export type AskedOf<Kind extends JobKind> = z.output<(typeof jobKinds)[Kind]['asked']>;
/** The same as it may be written: what has a default may be left out. */
export type AskingOf<Kind extends JobKind> = z.input<(typeof jobKinds)[Kind]['asked']>;

export const isJobKind = (text: string): text is JobKind => Object.hasOwn(jobKinds, text);
