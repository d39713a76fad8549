import { instantFromEpochMilliseconds } from '#calendar/instant';
import { measureById, measures } from '#projections/index';
import { comparatorFor } from '#reference/comparators';
import { commentaryFor, overrideFor, targetFor } from '#reference/in-force';
import { policyFor, policyKeys } from '#reference/policies';
import type { Reference } from '#reference/reference';
import type { PlainDate } from '#calendar/plain-date';
import type { Opened } from '#waymark/open';
import { publish, recordReference } from '#waymark/record-reference';
import { readBasis, readReference } from '#waymark/reference-data';
import { withWaymark } from './figures.ts';
import { askedBy, measuresNamed } from './asked.ts';
import type { Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { WrongUsage } from './usage.ts';

/** `reference`: loads, sets and shows what figures are set beside. Everything but `show` is an event, with who and when. */
export async function reference(
  what: string | undefined,
  first: string | undefined,
  second: string | undefined,
  options: Options,
): Promise<void> {
  if (what === 'show') return show(options);
  if (what === 'publish') return publishFigures(options);
  const made = what !== undefined && Object.hasOwn(facts, what) ? facts[what]! : undefined;
  if (made === undefined)
    throw new WrongUsage(`reference takes ${['publish', 'show', ...Object.keys(facts)].join(', ')}.`);
  const [type, data] = made(first, second, options);
  const { position, repeated, stream } = await withWaymark(async (opened) => {
    const authority = options.authority ?? (await ownCode(opened));
    const fact = { authority, type, data: stripped(data), recordedBy: options.who };
    const answer = await recordReference(opened.store, fact, () => instantFromEpochMilliseconds(Date.now()));
    return { ...answer, stream: `authority-${authority}` };
  });
  if (options.json) sayJson({ type, data: stripped(data), stream, position, repeated });
  else
    say(
      repeated
        ? `That is what was last said already, at position ${position}.`
        : `${type} stands at position ${position}, on ${stream}.`,
    );
}

/** The authority described last; a store that nobody described is its own. */
const ownCode = async ({ store }: Opened): Promise<string> =>
  (await readBasis(store, measures)).reference.authority?.code ?? 'OWN';

type Fact = (
  first: string | undefined,
  second: string | undefined,
  options: Options,
) => readonly [type: string, data: Record<string, unknown>];

const facts: Readonly<Record<string, Fact>> = {
  'set-target': (id, value, { tolerance, from, until }) => [
    'TargetSet',
    {
      measure: measureNamed(id),
      value: numeric(value, 'a value'),
      tolerance: optional(tolerance, '--tolerance'),
      from: needed(from, '--from D'),
      until,
    },
  ],
  'set-policy': (key, value, { from }) => [
    'PolicySet',
    {
      key: needed(key, `a policy: ${Object.keys(policyKeys).join(', ')}`),
      value: needed(value, 'the value of the policy'),
      from: needed(from, '--from D'),
    },
  ],
  comment: (id, text, options) => [
    'CommentaryAdded',
    { measure: measureNamed(id), asAt: needed(options['as-at'], '--as-at D'), text: needed(text, 'the comment') },
  ],
  'override-rating': (id, shown, options) => overridden('rating', id, shown, options),
  'override-trend': (id, shown, options) => overridden('trend', id, shown, options),
  describe: (code, name, { region }) => [
    'AuthorityDescribed',
    {
      code: needed(code, 'the code of the authority, such as 330'),
      name: needed(name, 'the name of the authority after its code'),
      region,
    },
  ],
  void: (targetEventId, _, { reason }) => [
    'EventVoided',
    { targetEventId: needed(targetEventId, 'the id of the event'), reason },
  ],
};

const overridden = (what: 'rating' | 'trend', id: string | undefined, shown: string | undefined, options: Options) =>
  [
    'RatingOverridden',
    {
      measure: measureNamed(id),
      asAt: needed(options['as-at'], '--as-at D'),
      what,
      computed: options.computed?.toUpperCase(),
      shown: needed(shown, 'a colour: GREEN, AMBER or RED').toUpperCase(),
      reason: needed(options.reason, '--reason TEXT'),
    },
  ] as const;

/** A word or option that cannot be left out. Refuses (WrongUsage) an empty one, with what to give. */
function needed(value: string | undefined, what: string): string {
  if (value === undefined || value.trim() === '') throw new WrongUsage(`Give ${what}.`);
  return value;
}

const measureNamed = (id: string | undefined): string => measuresNamed(id)[0]!.id;

function numeric(text: string | undefined, what: string): number {
  if (text === undefined || !/^-?\d{1,9}(\.\d{1,4})?$/.test(text)) throw new WrongUsage(`Give ${what} as a number.`);
  return Number(text);
}

const optional = (text: string | undefined, what: string) => (text === undefined ? undefined : numeric(text, what));

const stripped = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

async function publishFigures(options: Options): Promise<void> {
  const events = await withWaymark(({ store }) => publish(store));
  if (options.json) sayJson({ events });
  else
    say(
      events === 0
        ? 'The published figures of England and its regions are here already.'
        : `${events.toLocaleString('en-GB')} published figures of England and its regions are stored. Source: Department for Education and Office for National Statistics, Open Government Licence v3.0.`,
    );
}

/** What is in force on a day: policies, and for each measure its target, England's figure, and what was written or overridden. */
async function show(options: Options): Promise<void> {
  const { asAt, asKnownAt } = askedBy(options);
  const found = await withWaymark(({ store }) => readReference(store, asKnownAt));
  const policies = Object.keys(policyKeys).map((key) => ({
    key,
    value: policyFor(found.policies, key, asAt)!,
    default: policyKeys[key]!.default,
  }));
  const lines = measures.map(({ id }) => lineOf(found, id, asAt)).filter(isSaid);
  const loaded = Object.fromEntries(
    Object.entries(found).flatMap(([list, all]) => (Array.isArray(all) ? [[list, all.length]] : [])),
  );
  if (options.json) return sayJson({ asAt, asKnownAt, authority: found.authority, loaded, policies, measures: lines });
  const { authority } = found;
  say(
    authority
      ? `${authority.name} (${authority.code})\n`
      : 'No authority is described: `waymark reference describe`.\n',
  );
  say(table(['Loaded', 'Count'], Object.entries(loaded)));
  say(
    `\n${table(
      ['Policy', 'In force', 'Default'],
      policies.map((one) => [one.key, one.value, one.default]),
    )}\n`,
  );
  say(
    table(
      ['Measure', 'Target', 'England', 'Year ending', 'Written or overridden'],
      lines.map(({ measure: id, target, england, overrides, commentary }) => [
        id,
        target?.value ?? '-',
        england ? england.value.toFixed(measureById(id)!.decimals) : '-',
        england?.yearEnding ?? '-',
        [...overrides.map(({ what, shown, reason }) => `${what} ${shown}: ${reason}`), commentary?.text ?? '']
          .join(' ')
          .trim(),
      ]),
    ),
  );
}

const lineOf = (found: Reference, measure: string, asAt: PlainDate) => ({
  measure,
  target: targetFor(found, measure, asAt),
  england: comparatorFor(found, measure, 'England', asAt),
  overrides: (['rating', 'trend'] as const).flatMap((what) => overrideFor(found, measure, asAt, what) ?? []),
  commentary: commentaryFor(found, measure, asAt),
});

const isSaid = ({ target, england, overrides, commentary }: ReturnType<typeof lineOf>): boolean =>
  target !== null || england !== null || overrides.length > 0 || commentary !== null;
