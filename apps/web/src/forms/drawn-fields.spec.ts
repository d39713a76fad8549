import type { AnyCommandName } from '#access/commands-by-role';
import { commandTypes } from '#case-flow/processes';
import { registerCommands } from '#case-flow/workforce/workforce';
import { drawnFields, summaryOf, type Register } from './drawn-fields.ts';
import type { Posted } from './field.ts';
import { formOf } from './form-of.ts';
import { begunWith, bodyFrom } from './posted-body.ts';

const names = Object.keys({ ...commandTypes, ...registerCommands }) as AnyCommandName[];
const drawn = (command: AnyCommandName, typed: Posted = {}, register: Register = {}) =>
  Object.fromEntries(drawnFields(formOf(command).fields, typed, [], register).map((field) => [field.name, field]));

/** Every id that a drawn form has, as the components make them. */
const idsOf = (fields: ReturnType<typeof drawnFields>): readonly unknown[] =>
  fields.flatMap(({ given, time }) => [given['id'], ...boxes(given['items']), time?.['id']]);
const boxes = (items: unknown): readonly unknown[] =>
  ((items as readonly { id?: string }[] | undefined) ?? []).map(({ id }) => id);

describe('fields as they are drawn', () => {
  it.each(names)('%s: each error of an empty form leads to an element that is there', (command) => {
    const { fields, schema, about } = formOf(command);
    const read = bodyFrom(fields, {}, schema, about('C1'));
    const errors = 'errors' in read ? read.errors : [];
    const ids = idsOf(drawnFields(fields, {}, errors));
    for (const { href } of summaryOf(fields, errors)) expect(ids).toContain(href.slice(1));
    expect(new Set(ids.filter((id) => id !== undefined)).size).toBe(ids.filter((id) => id !== undefined).length);
  });

  it('an id of ours is carried along where it is known, and otherwise not there', () => {
    expect(drawn('AuthoriseAssessment', { assessmentId: 'A1' })['assessmentId']).toMatchObject({
      draws: 'hidden',
      given: { value: 'A1' },
    });
    expect(drawn('AuthoriseAssessment')['assessmentId']).toBeUndefined();
  });

  it('up to seven answers are radios, more a list; what is optional can be left out again', () => {
    const { outcome, childSeen } = drawn('AuthoriseAssessment');
    expect([outcome?.draws, (outcome?.given['items'] as object[]).length]).toEqual(['radios', 7]);
    expect(childSeen?.given['items']).toMatchObject([
      { text: 'Yes' },
      { text: 'No' },
      { value: '', text: 'Not recorded', checked: true },
    ]);
    expect(drawn('CloseCase')['reason']?.draws).toBe('select');
  });

  it('what counts where nothing is said is chosen already, and is not called optional', () => {
    const { fields } = formOf('RegisterWorker');
    const { employment, fte } = Object.fromEntries(
      drawnFields(fields, begunWith(fields, {})).map((field) => [field.name, field]),
    );
    expect(employment?.given['items']).toMatchObject([
      { text: 'Permanent', checked: true },
      { text: 'Agency', checked: false },
    ]);
    expect(fte?.given).toMatchObject({ value: '1', label: { text: 'Full-time equivalent' } });
  });

  it('a worker is chosen from a short list, and typed with suggestions from a long one', () => {
    const known = (n: number) => Array.from({ length: n }, (_, i) => ({ value: `W${i}`, words: `Worker ${i}` }));
    expect(drawn('AllocateCase', { workerId: 'W2' }, { worker: known(3) })['workerId']).toMatchObject({
      draws: 'select',
      given: { items: [{ value: '' }, {}, {}, { value: 'W2', selected: true }] },
    });
    const long = drawn('AllocateCase', {}, { worker: known(40) })['workerId'];
    expect([long?.draws, long?.suggests?.length, long?.given['attributes']]).toEqual([
      'input',
      40,
      { list: 'workerId-known' },
    ]);
  });

  it('keeps what was typed, also where it is wrong', () => {
    const typed = { 'startedOn-day': '31', 'startedOn-month': '2', 'startedOn-year': '16', targetWd: 'ten' };
    const { startedOn, targetWd } = drawn('StartAssessment', typed);
    expect((startedOn?.given['items'] as { value: string }[]).map(({ value }) => value)).toEqual(['31', '2', '16']);
    expect(targetWd?.given['value']).toBe('ten');
  });
});
