import { isCount, type Conditions, type Count, type Measure } from './measure.ts';

/** A count in words, from what it is made of, so that the words and the counting cannot part. */
export function countWords(count: Count): string {
  return [
    `${whatIsAdded(count)} ${dayWords(count)}`,
    ...whereWords(count.where),
    ...(count.having === undefined
      ? []
      : [
          `with a row of the same child and \`${count.having.column}\` that is one of: ${countWords(count.having.count)}`,
        ]),
    ...(count.window === undefined ? [] : [windowWords(count.window)]),
  ].join('; ');
}

function whatIsAdded({ projection: { name }, sum, once, moreThan }: Count): string {
  const rows = `rows of \`${name}\``;
  if (sum !== undefined) return `the sum of \`${sum.column}\`${sum.per === 1 ? '' : `, ${sum.per} to one`}, of ${rows}`;
  if (once === undefined) return rows;
  const more = moreThan === undefined ? '' : ` that has more than ${moreThan}`;
  return `each \`${once}\` once${more}, of ${rows}`;
}

function dayWords(count: Count): string {
  if (count.kind === 'flow')
    return `whose \`${count.on}\` is in the period${count.by === undefined ? '' : ` and whose \`${count.by}\` has come`}`;
  const open = `from \`${count.from}\` until the day before \`${count.to}\``;
  return [
    count.during ? `that stand ${open} on any day of the period` : `that stand on the day asked for, ${open}`,
    ...(count.since === undefined ? [] : [`not before \`${count.since}\``]),
    ...(count.until === undefined ? [] : [`only until the day before \`${count.until}\``]),
    ...(count.begunBefore === undefined ? [] : [`begun (\`${count.begunBefore}\`) before the period`]),
  ].join(', ');
}

const whereWords = (where: Conditions = {}): readonly string[] =>
  Object.entries(where).map(([column, condition]) => {
    if (condition === 'KNOWN') return `\`${column}\` is known`;
    if (condition === 'UNKNOWN') return `\`${column}\` is not known`;
    if (typeof condition === 'boolean') return `\`${column}\` is ${condition ? 'true' : 'false'}`;
    return Array.isArray(condition)
      ? `\`${column}\` is one of ${condition.map((one) => `\`${one}\``).join(', ')}`
      : `\`${column}\` is \`${String(condition)}\``;
  });

const windowWords = ({ months, endingMonthsBefore }: NonNullable<Count['window']>): string =>
  `in the ${months} months that end ${endingMonthsBefore === 0 ? 'with the day asked for' : `${endingMonthsBefore} months before the day asked for`}`;

/** What stands below the line, in words; null where a measure is a plain count. */
export function denominatorWords({ denominator }: Measure): string | null {
  if (denominator === undefined) return null;
  if (isCount(denominator)) return countWords(denominator);
  if (denominator.kind === 'months') return 'the months of the period';
  return `people aged 0 to 17${denominator.annualised ? ', with the count taken to a whole year' : ''}`;
}

/** What a measure can be broken into. */
export function breakdownWords({ grouping }: Measure): string {
  if (grouping === undefined) return 'area, team';
  return `area, team, ${'isoWeek' in grouping ? 'week (Monday to Sunday)' : `\`${grouping.column}\``}`;
}
