import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { recordedBy } from '#access/person';
import { Refused } from '#case-flow/refused';
import { measureById, measures } from '#projections/index';
import { targetFor } from '#reference/in-force';
import { policyFor, policyKeys } from '#reference/policies';
import { Malformed } from '#waymark/ask';
import { recordReference } from '#waymark/record-reference';
import { readBasis, readReference } from '#waymark/reference-data';
import { oneOf, page, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { dayPosted } from './day-posted.ts';
import { readOut } from '../read-out.ts';

/** What figures are set beside and counted by: the authority, targets, policies, populations, published figures. */
export const reference = page({
  path: '/administration/reference',
  right: 'manage-reference',
  audit: 'NOTHING',
  show: (asked, service) => drawn(asked, service),
});

/** Records one fact of the authority's stream: a target, a policy, a description. */
export const recordReferenceFact = page({
  method: 'post',
  path: '/administration/reference',
  right: 'manage-reference',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const { waymark } = service;
    const what = oneOf(asked.body, 'what') ?? '';
    const made = Object.hasOwn(facts, what) ? facts[what]!(asked.body) : undefined;
    if (made === undefined) return drawn(asked, service, [{ text: 'Choose what to record', href: '#target-measure' }]);
    if ('errors' in made) return drawn(asked, service, made.errors);
    const authority = (await readBasis(waymark.store, measures)).reference.authority?.code ?? 'OWN';
    const code = made.type === 'AuthorityDescribed' ? String(made.data['code']) : authority;
    try {
      const { repeated } = await recordReference(
        waymark.store,
        { authority: code, type: made.type, data: made.data, recordedBy: recordedBy(asked.person) },
        waymark.now,
      );
      const text = repeated ? 'That is how it stood already. Nothing was changed.' : `${made.says} is recorded.`;
      return { redirect: '/administration/reference', says: { kind: repeated ? 'information' : 'success', text } };
    } catch (error) {
      if (error instanceof Refused)
        return drawn(asked, service, [{ text: readOut(error.message), href: `#${what}-from` }], 409);
      if (!(error instanceof Malformed)) throw error;
      const errors = error.fields.map(({ field, message }) => ({
        text: `${field}: ${message}`,
        href: `#${what}-${field}`,
      }));
      return drawn(asked, service, errors);
    }
  },
});

type Body = AskedPage['body'];
type Problem = { readonly text: string; readonly href: string };
type Made =
  | { readonly type: string; readonly data: Record<string, unknown>; readonly says: string }
  | { readonly errors: readonly Problem[] };

const facts: Readonly<Record<string, (body: Body) => Made>> = {
  target(body) {
    const [id, value, tolerance] = [oneOf(body, 'measure'), oneOf(body, 'value'), oneOf(body, 'tolerance')];
    const [from, until] = [dayPosted(body, 'from'), dayPosted(body, 'until')];
    const measure = id === undefined ? undefined : measureById(id.toUpperCase());
    const errors: Problem[] = [];
    if (!measure) errors.push({ text: 'Enter the id of a measure, such as RF-05', href: '#target-measure' });
    if (value === undefined || !/^-?\d+(\.\d+)?$/.test(value))
      errors.push({ text: 'Enter the target as a number', href: '#target-value' });
    if (tolerance !== undefined && !/^\d+(\.\d+)?$/.test(tolerance))
      errors.push({ text: 'Enter the tolerance as a number, or leave it out', href: '#target-tolerance' });
    if (!isDay(from))
      errors.push({ text: 'Enter the day from which the target holds, for example 1 4 2026', href: '#target-from' });
    if (until !== undefined && !isDay(until))
      errors.push({
        text: 'Enter the last day of the target, for example 31 3 2027, or leave it out',
        href: '#target-until',
      });
    if (errors.length > 0) return { errors };
    const more = {
      ...(tolerance === undefined ? {} : { tolerance: Number(tolerance) }),
      ...(until === undefined ? {} : { until }),
    };
    return {
      type: 'TargetSet',
      data: { measure: measure!.id, value: Number(value), from, ...more },
      says: `The target of ${measure!.id}`,
    };
  },
  policy(body) {
    const [key, value, from] = [oneOf(body, 'key'), oneOf(body, 'value'), dayPosted(body, 'from')];
    const errors: Problem[] = [];
    if (key === undefined || !Object.hasOwn(policyKeys, key))
      errors.push({ text: 'Choose a policy', href: '#policy-key' });
    if (value === undefined) errors.push({ text: 'Enter the reading that is to hold', href: '#policy-value' });
    if (!isDay(from))
      errors.push({ text: 'Enter the day from which it holds, for example 1 4 2026', href: '#policy-from' });
    return errors.length > 0
      ? { errors }
      : { type: 'PolicySet', data: { key, value, from }, says: `The policy ${key}` };
  },
  authority(body) {
    const [code, name, region] = [oneOf(body, 'code'), oneOf(body, 'name'), oneOf(body, 'region')];
    const errors: Problem[] = [];
    if (code === undefined || !/^\d{3}$/.test(code))
      errors.push({ text: 'Enter the three-digit code of the authority, such as 330', href: '#authority-code' });
    if (name === undefined) errors.push({ text: 'Enter the name of the authority', href: '#authority-name' });
    return errors.length > 0
      ? { errors }
      : {
          type: 'AuthorityDescribed',
          data: { code, name, ...(region === undefined ? {} : { region }) },
          says: 'The authority',
        };
  },
};

const isDay = (text: string | undefined): text is PlainDate => text !== undefined && isPlainDate(text);

async function drawn(
  { body }: AskedPage,
  { waymark }: Service,
  errors: readonly Problem[] = [],
  status = 400,
): Promise<View> {
  const today = waymark.today();
  const found = await readReference(waymark.store);
  const targets = measures.flatMap(({ id, title }) => {
    const target = targetFor(found, id, today);
    return target === null ? [] : [{ id, title, ...target }];
  });
  const policies = Object.entries(policyKeys).map(([key, one]) => ({
    ...one,
    key,
    inForce: policyFor(found.policies, key, today),
  }));
  const loaded = [
    ['Population estimates', found.populations.length],
    ['Published figures', found.comparators.length],
    ['Sets of statistical neighbours', found.neighbours.length],
    ['Comments', found.commentaries.length],
    ['Ratings shown otherwise than counted', found.overrides.length],
  ];
  const back = { href: '/administration', text: 'Administration' };
  const model = { authority: found.authority, targets, policies, loaded, body, errors, back };
  return {
    view: 'administration/reference.njk',
    title: 'Targets, policies and published figures',
    model,
    ...(errors.length > 0 ? { status } : {}),
  };
}
