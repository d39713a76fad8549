import { z } from 'zod';
import { identifier } from '#case-flow/event-type';
import { formatNames } from '#reporting/formats';
import { Malformed } from '#waymark/ask';

const dayText = (description: string) => z.string().optional().meta({ format: 'date', description });

/** May stand behind every question: see `ReadYourWrites`. */
const afterPosition = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position, as a command answered it')
  .transform(Number)
  .optional()
  .meta({
    description: 'Waits up to two seconds until the read model has taken in this position; 503 if it has not by then.',
  });
const asAt = dayText('What had happened by the end of this day (London).');
const asKnownAt = z.string().optional().meta({
  description: 'What had been recorded by this instant, or by the end of this day. All that is known when left out.',
});
const team = identifier.optional().meta({ description: 'Only this team.' });
const area = identifier
  .optional()
  .meta({ description: 'Only this area; CITYWIDE for teams that serve the whole authority.' });

export const positionParameters = z.strictObject({ afterPosition });
export const queueParameters = z.strictObject({ area, team, asAt, afterPosition });
const named = (description: string) => z.string().trim().min(1).max(100).optional().meta({ description });
export const findParameters = z.strictObject({
  givenName: named('First and middle names: a beginning is enough, and what sounds like it is found too.'),
  familyName: named('Family name: in any of the ways it was ever recorded, or with the given name exchanged.'),
  dob: dayText('Birth date; dates near it (day and month exchanged, a digit or a year off, two days) are found too.'),
  age: z
    .string()
    .regex(/^\d{1,2}$/, 'must be a whole number of years')
    .transform(Number)
    .optional()
    .meta({ description: 'Years of age today, where no birth date is known.' }),
  postcode: named('Whole, or the outward half alone.'),
  identifier: named("The child's id, the authority's own number or the unique pupil number."),
  limit: z
    .string()
    .regex(/^[1-9]\d?$|^100$/, 'must be a whole number from 1 to 100')
    .default('50')
    .transform(Number)
    .meta({ description: 'How many at most.' }),
  afterPosition,
});
export const chronologyParameters = z.strictObject({
  asKnownAt,
  order: z
    .enum(['oldest', 'newest'])
    .default('oldest')
    .meta({ description: 'Which end of the chronology comes first.' }),
  afterPosition,
});
export const forecastParameters = z.strictObject({
  asAt: dayText(
    'The day looked at, today when left out. Of a day to come: as things would stand if nothing more were done.',
  ),
  asKnownAt,
  area,
  team,
  worker: identifier.optional().meta({ description: 'Only this worker; NOBODY for what nobody holds.' }),
  by: z.enum(['team', 'worker']).optional().meta({ description: 'Breaks the forecast down.' }),
  list: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether what is breached or due within ten working days is listed.' }),
  afterPosition,
});
export const scorecardParameters = z.strictObject({ asAt, asKnownAt, afterPosition });
export const reportParameters = z.strictObject({
  asAt,
  asKnownAt,
  format: z.enum(formatNames).default('json').meta({ description: 'How the report is written down.' }),
  public: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'For publication: counts of 1 to 5 are hidden, and what would give them away.' }),
  afterPosition,
});

const figure = {
  from: dayText('First day of the period, together with to. Without both: the month up to asAt.'),
  to: dayText('Last day of the period.'),
  asAt,
  asKnownAt,
  area,
  team,
};
export const measureParameters = z.strictObject({
  ...figure,
  by: z.enum(['area', 'team', 'group']).optional().meta({
    description:
      "Breaks the figure down; group is the measure's own (source, outcome, event). Not together with area or team.",
  }),
  list: z.enum(['true', 'false']).optional().meta({ description: 'Whether the rows behind the figure are listed.' }),
  afterPosition,
});
export const explainParameters = z.strictObject({
  ...figure,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 9999')
    .default('100')
    .transform(Number)
    .meta({ description: 'How many rows are opened down to their events.' }),
  afterPosition,
});

/** The parameters as their schema has them. Refuses (Malformed, naming each) those that are wrong, or that there are not. */
export function parameters<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  throw new Malformed(
    result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((field) => ({ field, message: 'there is no such parameter' }))
        : [{ field: issue.path.join('.'), message: issue.message }],
    ),
  );
}
