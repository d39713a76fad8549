import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { measureById, measures } from '#projections/index';
import { definitionFor, familyOf } from './definitions.ts';
import { mayBe, policyFor, policyKeys } from './policies.ts';
import type { Policy } from './reference.ts';

const day = plainDate;
const set = (key: string, value: string, from: string): Policy => ({
  key,
  value,
  from: day(from),
  recordedAt: instant('2016-01-01T00:00:00Z'),
});
const cp05 = measureById('CP-05')!;

describe('the policy in force on a day', () => {
  it('is the default of the catalogue while nobody set another (C.11)', () => {
    expect(policyFor([], 'secondPlan', day('2016-01-01'))).toBe('EVER');
    expect(policyFor([], 'averages', day('2016-01-01'))).toBe('RATIO_OF_SUMS');
    expect(policyFor([], 'nonsense', day('2016-01-01'))).toBeUndefined();
  });

  it('is the one with the latest day by then, and of one day the one recorded last', () => {
    const policies = [set('secondPlan', 'WITHIN_24_MONTHS', '2016-04-01'), set('secondPlan', 'EVER', '2017-04-01')];
    expect(policyFor(policies, 'secondPlan', day('2016-03-31'))).toBe('EVER');
    expect(policyFor(policies, 'secondPlan', day('2016-04-01'))).toBe('WITHIN_24_MONTHS');
    expect(policyFor(policies, 'secondPlan', day('2017-04-01'))).toBe('EVER');
    const sameDay = [...policies, set('secondPlan', 'WITHIN_12_MONTHS', '2016-04-01')];
    expect(policyFor(sameDay, 'secondPlan', day('2016-04-01'))).toBe('WITHIN_12_MONTHS');
  });

  it('takes only the values there are', () => {
    expect(mayBe('secondPlan', 'WITHIN_24_MONTHS')).toBe(true);
    expect(mayBe('secondPlan', 'SOMETIMES')).toBe(false);
    expect(mayBe('ragTolerancePoints', '2.5')).toBe(true);
    expect(mayBe('ragTolerancePoints', 'some')).toBe(false);
    expect(mayBe('toString', 'x')).toBe(false);
  });

  it('has a default among its values, for every key', () =>
    expect(Object.entries(policyKeys).filter(([key, one]) => !mayBe(key, one.default))).toEqual([]));
});

describe('the definition that answers for a measure', () => {
  it('is the variant a policy has put in its place, under the plain id and with the title of the variant (G8)', () => {
    const { measure, definition } = definitionFor(cp05, measures, day('2016-04-30'), [
      set('secondPlan', 'WITHIN_24_MONTHS', '2016-04-01'),
    ]);
    const variant = measureById('CP-05.24m')!;
    expect(definition).toBe('CP-05.24m');
    expect(measure).toEqual({ ...variant, id: 'CP-05' });
  });

  it('is the plain one before that day, and where the value is the default', () => {
    const later = [set('secondPlan', 'WITHIN_24_MONTHS', '2016-04-01')];
    expect(definitionFor(cp05, measures, day('2016-03-31'), later)).toEqual({ measure: cp05, definition: 'CP-05' });
    expect(definitionFor(cp05, measures, day('2016-04-30'), []).definition).toBe('CP-05');
  });

  it('is a variant itself, whatever is in force, when it is asked for by its own id', () => {
    const variant = measureById('CP-05.12m')!;
    const policies = [set('secondPlan', 'WITHIN_24_MONTHS', '2016-04-01')];
    expect(definitionFor(variant, measures, day('2016-04-30'), policies)).toEqual({
      measure: variant,
      definition: 'CP-05.12m',
    });
  });

  it('is the plain one for a measure without variants', () => {
    const rf01 = measureById('RF-01')!;
    expect(definitionFor(rf01, measures, day('2016-04-30'), [set('secondPlan', 'EVER', '2016-04-01')]).measure).toBe(
      rf01,
    );
  });
});

/** A changed definition is a new variant with a policy value of its own: so every family has one plain, default reading. */
describe('every measure with a policy', () => {
  const withPolicy = measures.filter((one) => one.policy !== undefined);

  it('names a key and a value there are', () =>
    expect(
      withPolicy.filter(({ policy }) => !mayBe(policy!.key, policy!.value)).map(({ id, policy }) => [id, policy]),
    ).toEqual([]));

  const variants = withPolicy.filter(({ policy }) => policy!.value !== policyKeys[policy!.key]?.default);

  it('has exactly one default: the plain definition its variants answer for', () => {
    const wrong = variants.filter(({ id, policy }) => {
      const plain = measureById(familyOf(id));
      const isDefault = plain?.policy?.key !== policy!.key || plain.policy.value === policyKeys[policy!.key]!.default;
      return plain === undefined || plain.id === id || !isDefault;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(variants.length).toBeGreaterThan(9);
  });

  it('stands for a value of its own: no two variants of one measure are the same reading', () => {
    const readings = variants.map(({ id, policy }) => `${familyOf(id)} ${policy!.key}=${policy!.value}`);
    expect(readings.filter((one, i) => readings.indexOf(one) !== i)).toEqual([]);
  });

  it('answers for its plain id when its value is set, and only then', () => {
    for (const { id, policy } of variants) {
      const plain = measureById(familyOf(id))!;
      const policies = [set(policy!.key, policy!.value, '2016-04-01')];
      expect(definitionFor(plain, measures, day('2016-04-30'), policies).definition).toBe(id);
      expect(definitionFor(plain, measures, day('2016-04-30'), []).definition).toBe(plain.id);
    }
  });
});
