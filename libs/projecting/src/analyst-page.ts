import { versionColumns } from './analyst-words.ts';
import { ANALYST, ANALYST_ROLE, analystViews, type AnalystView } from './analyst-views.ts';
import { MONTHS_BACK } from './analyst-measures.ts';
import type { ReadingModel } from './reading.ts';

/** The documentation of the analysts' views as a Markdown page, made from what the views are made of. */
export const analystPage = (model: Pick<ReadingModel, 'projections'>): string =>
  `${[
    "# Analysts' views",
    'Made by `npm run docs` from the projections; change them, not this page.',
    opening,
    '## Examples',
    ...examples,
    ...analystViews(model)
      .filter(({ name }) => !name.endsWith('_versions'))
      .flatMap(sectionOf),
  ].join('\n\n')}\n`;

const sectionOf = ({ name, words, columns }: AnalystView): readonly string[] => [
  `## ${name}`,
  words,
  ['| column | says |', '| --- | --- |', ...columns.map((one) => `| \`${one.name}\` | ${one.words} |`)].join('\n'),
];

const versions = versionColumns.map(({ name, words }) => `\`${name}\`: ${words}`).join(' ');

const opening = `The schema \`${ANALYST}\` is for Power BI, Excel and whatever else reads PostgreSQL. It is made when Waymark opens its database. The role
\`${ANALYST_ROLE}\` may read it and nothing else; it cannot sign in by itself, so give it to an account of yours:

\`\`\`sql
create role reporting login password '...' in role ${ANALYST_ROLE};
alter role reporting set search_path = ${ANALYST};
\`\`\`

The views follow the log within a moment, like the pages. Every table of rows has two: by its own name what is believed now, and
\`_versions\` with the instants each version was believed between, so that a question of the past is answered as it would have been.
${versions}
Names, addresses, free text and days of birth are in none of them. A restricted record counts like any other, and its line names
nothing that leads to the child.

A rebuild and a new version of Waymark make the schema anew, and whatever else in the database rests on its views goes with them:
keep queries of your own in your tool.

\`measure_results\` holds the last ${MONTHS_BACK} months. Ask it for the measures and months you need: each is worked out when it is asked for.`;

const examples = [
  'A measure by area, month by month:',
  `\`\`\`sql
select month, place, numerator, denominator, value from ${ANALYST}.measure_results
where measure = 'RF-05' and scope = 'area' order by month, place;
\`\`\``,
  'The children on a child protection plan on 30 September as it was known on 5 October:',
  `\`\`\`sql
select child_id, team, area from ${ANALYST}.open_child_protection_plans_versions
where known_from <= '2026-10-05 23:59:59.999 Europe/London' and (known_to is null or known_to > '2026-10-05 23:59:59.999 Europe/London')
  and "from" <= '2026-09-30' and ("to" is null or "to" > '2026-09-30');
\`\`\``,
];
