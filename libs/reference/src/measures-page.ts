import { isCount, type Measure } from '#measures/measure';
import { breakdownWords, countWords, denominatorWords } from '#measures/words';
import { familyOf, variantsOf } from './definitions.ts';
import { policyKeys } from './policies.ts';

/** The catalogue of measures as a Markdown page, made from the measures themselves. */
export const measuresPage = (measures: readonly Measure[]): string =>
  `${[
    '# Measures',
    'Made by `npm run docs` from `projections/*/*.measure.ts`; change the measure, not this page. A definition by which figures were printed is never edited: a changed one is a new variant, put in force by a policy from a day on.',
    `There are ${measures.length} measures and variants. Rows are those of the projections of the same name, columns are in \`code\`.`,
    ...measures.flatMap((one) => sectionOf(one, measures)),
  ].join('\n\n')}\n`;

const sectionOf = (one: Measure, measures: readonly Measure[]): readonly string[] => [
  `## ${one.id}: ${plain(one.title)}`,
  plain(one.definition),
  [
    `- Numerator: ${countWords(one.numerator)}`,
    ...below(one),
    ...(one.percentile === undefined
      ? []
      : [`- Value: the percentile ${one.percentile.rank} of \`${one.percentile.of}\` of those rows (nearest rank)`]),
    `- Unit: ${units[one.unit]}, ${one.decimals === 1 ? '1 decimal' : `${one.decimals} decimals`}; ${goodness[one.polarity]}`,
    `- Parts: ${breakdownWords(one)}`,
    ...policyOf(one, measures),
    `- Source: ${plain(one.source)}`,
  ].join('\n'),
];

const below = (one: Measure): readonly string[] => {
  const words = denominatorWords(one);
  if (words === null) return [];
  return [`- ${one.unit === 'net' ? 'Less' : isCount(one.denominator) ? 'Denominator' : 'Over'}: ${words}`];
};

function policyOf(one: Measure, measures: readonly Measure[]): readonly string[] {
  const others = variantsOf(one, measures);
  const { policy } = one;
  if (policy === undefined && others.length === 0) return [];
  const isDefault = policy === undefined || policyKeys[policy.key]?.default === policy.value;
  const own =
    policy === undefined
      ? 'the default'
      : `\`${policy.key}\` = \`${policy.value}\`${isDefault ? ' (the default)' : ''}`;
  const answers = isDefault ? '' : `; answers for ${familyOf(one.id)} while that is in force`;
  const instead = others.map(({ id, policy: other }) => `${id} (\`${other!.key}\` = \`${other!.value}\`)`).join(', ');
  return [`- Policy: ${own}${answers}${instead === '' ? '' : `; instead of it ${instead}`}`];
}

const units: Readonly<Record<Measure['unit'], string>> = {
  count: 'a count',
  percent: 'per cent',
  per10000: 'per 10,000 people aged 0 to 17',
  perMonth: 'a month',
  net: 'a difference of two counts',
  average: 'one count over another',
  fte: 'whole posts',
  days: 'days',
  ratio: 'the share of the first of two parts',
};

const goodness: Readonly<Record<Measure['polarity'], string>> = {
  high: 'high is good',
  low: 'low is good',
  none: 'neither high nor low is good',
};

/** Text is not to be read as Markdown. */
const plain = (text: string): string => text.replaceAll(/[\\*_<`[\]]/g, (mark) => `\\${mark}`);
