import type { AnyCommandName } from '#access/commands-by-role';
import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { commandTypes } from '#case-flow/processes';
import { registerCommands } from '#case-flow/workforce/workforce';
import { bodies } from '#testing/random-bodies';
import fc from 'fast-check';
import { bodyFrom, postedFrom } from './posted-body.ts';
import { doesWhat, whatWasDone } from './command-words.ts';
import { details, formOf } from './form-of.ts';
import type { FieldError, Posted } from './field.ts';

const names = Object.keys({ ...commandTypes, ...registerCommands }) as AnyCommandName[];

/** What a form of a command makes of what was posted. */
function read(command: AnyCommandName, posted: Posted): { body?: object; errors?: readonly FieldError[] } {
  const { fields, schema, about } = formOf(command);
  return bodyFrom(fields, posted, schema, about('C1'));
}

const messages = (command: AnyCommandName, posted: Posted): readonly string[] =>
  read(command, posted).errors?.map(({ message }) => message) ?? [];

const start = { kind: 'SINGLE', 'startedOn-day': '27', 'startedOn-month': '3', 'startedOn-year': '2016' };

describe('the form of a command', () => {
  it.each(names)('%s says what it does, and every field and answer of it in words', (command) => {
    const { fields } = formOf(command);
    expect(doesWhat(command)).toMatch(/^[A-Z][a-z]+ .*[^.]$/);
    expect(whatWasDone(command)).toMatch(/^[A-Z].*\.$/);
    for (const field of fields) {
      expect(field.label).toMatch(/^[A-Z].+[^.]$/);
      if (field.hint !== undefined) expect(field.hint).toMatch(/[.]$/);
      if ('choices' in field) {
        expect(field.choices.length).toBeGreaterThan(1);
        for (const { words } of field.choices) expect(words).toMatch(/[a-z]/);
      }
    }
  });

  it.each(names)('%s: what a body looks like in the form is read back as the same body', (command) => {
    const { fields, schema, about } = formOf(command);
    fc.assert(
      fc.property(bodies(fields), (said) => {
        const body = { ...about('C1'), ...said };
        fc.pre(schema.safeParse(body).success);
        expect(bodyFrom(fields, postedFrom(fields, body), schema, about('C1'))).toEqual({ body });
      }),
      { numRuns: 60 },
    );
  });

  it.each(details)('a new %s is asked for as it was when the child was registered', (detail) => {
    const { fields } = formOf('AmendDemographics', { detail });
    const asked = fields.find(({ name }) => name === 'to');
    const registered = formOf('RegisterChild').fields.find(({ name }) => name === detail)!;
    expect(asked).toEqual({ ...registered, name: 'to', isRequired: true });
  });

  it('nothing is posted: each required field says what it wants, the optional ones say nothing', () => {
    expect(messages('StartAssessment', {})).toEqual([
      'Choose the kind of assessment',
      'Enter the day the assessment started, for example 27 3 2026',
    ]);
    expect(messages('RecordDeath', {})).toEqual([
      'Enter the day of death, for example 27 3 2026',
      'Choose yes or no: has the death certificate been seen?',
    ]);
    expect(messages('RejectAssessment', { assessmentId: 'A1' })).toEqual(['Enter what is to be done again']);
  });

  it('reads a form and leaves out what is empty', () => {
    expect(read('StartAssessment', { ...start, targetWd: ' ', basis: '' })).toEqual({
      body: { childId: 'C1', kind: 'SINGLE', startedOn: '2016-03-27' },
    });
    expect(read('StartAssessment', { ...start, 'startedOn-month': 'March' }).errors).toBeUndefined();
  });

  it.each([
    [
      { 'startedOn-day': '31', 'startedOn-month': '2' },
      '31 2 2016 is not a real day. Enter the day the assessment started, for example 27 3 2026',
    ],
    [{ 'startedOn-year': '16' }, 'The year of the day the assessment started must have four digits, for example 2026'],
    [{ 'startedOn-month': '' }, 'The day the assessment started must include a month'],
    [{ 'startedOn-month': '', 'startedOn-day': '' }, 'The day the assessment started must include a day and a month'],
    [{ 'startedOn-month': '13' }, 'The month of the day the assessment started must be a number from 1 to 12'],
    [
      { 'startedOn-day': 'x' },
      'x 3 2016 is not a real day. Enter the day the assessment started, for example 27 3 2026',
    ],
    [{ kind: 'GUESS' }, 'Choose one of the answers given to “Kind of assessment”'],
    [{ targetWd: '4.5' }, 'The working days agreed for it must be a whole number from 1 up'],
    [{ targetWd: 'ten' }, 'The working days agreed for it must be a whole number from 1 up'],
    [{ caseId: 'no id!' }, /^The case must be 1 to 80 letters/],
  ])('%j is told how to mend it', (posted, message) => {
    const found = messages('StartAssessment', { ...start, ...posted });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('an error leads to the box that is wrong', () => {
    expect(read('StartAssessment', { ...start, 'startedOn-year': '16' }).errors).toMatchObject([
      { name: 'startedOn', box: 'year' },
    ]);
  });

  it('what is too long, or too many, is told in characters', () => {
    const posted = { reason: 'x'.repeat(4001) };
    expect(messages('RejectAssessment', posted)).toEqual([
      'The answer to “What is to be done again” must be 4000 characters or fewer',
    ]);
  });

  it('a group that is optional is asked for only once something of it is there', () => {
    const care = { 'startedOn-day': '1', 'startedOn-month': '4', 'startedOn-year': '2016', legalStatus: 'C2' };
    expect(read('StartCare', care)).toEqual({ body: { childId: 'C1', startedOn: '2016-04-01', legalStatus: 'C2' } });
    expect(messages('StartCare', { ...care, 'placement.sameCarer': 'false' })).toEqual([
      'Choose the type of placement',
    ]);
    const placed = read('StartCare', { ...care, 'placement.type': 'U1', 'placement.provider': 'PR1' });
    expect(placed.body).toMatchObject({ placement: { type: 'U1', provider: 'PR1' } });
  });

  it('a code that is not in force any more is not offered', () => {
    const offered = (on?: string) =>
      formOf('AuthoriseAssessment', on === undefined ? {} : { on: plainDate(on) })
        .fields.flatMap((field) => ('choices' in field ? field.choices : []))
        .map(({ value }) => value);
    expect(offered()).toContain('18A');
    expect(offered('2016-01-01')).toContain('18A');
    expect(offered('2026-01-01')).not.toContain('18A');
    expect(offered('2026-01-01')).toContain('18B');
  });
});

describe('a moment', () => {
  const posted = (time: string, day = '27', month = '3', year = '2016') => ({
    kind: 'DISCUSSION',
    outcome: 'NFA',
    ...{ 'heldAt-day': day, 'heldAt-month': month, 'heldAt-year': year, 'heldAt-time': time },
  });
  const heldAt = (form: Posted) =>
    (read('HoldStrategyDiscussion', form).body as { heldAt?: string } | undefined)?.heldAt;

  it.each([
    ['14:30', '13:30'],
    ['2:30pm', '13:30'],
    ['2.30 PM', '13:30'],
    ['9am', '08:00'],
    ['midday', '11:00'],
    ['12am', '23:00'],
  ])('%s is a time of the day in London', (time, utc) => {
    expect(heldAt(posted(time, '28'))?.slice(11, 16)).toBe(utc);
  });

  it.each(['9', '25:00', '14:60', '13pm', '0am', 'noonish', ''])('"%s" is asked for again', (time) => {
    expect(messages('HoldStrategyDiscussion', posted(time))).toEqual([
      'Enter the time of the date and time of the strategy discussion, for example 14:30 or 2:30pm',
    ]);
  });

  it('a time that the clocks left out is none, and one that came twice is asked for again with its zone', () => {
    expect(messages('HoldStrategyDiscussion', posted('01:30'))[0]).toMatch(
      /^The clocks did not show 01:30 on that day/,
    );
    expect(messages('HoldStrategyDiscussion', posted('01:30', '30', '10'))[0]).toMatch(/twice on that day/);
    expect(heldAt(posted('01:30 BST', '30', '10'))).toBe(instant('2016-10-30T00:30:00Z'));
    expect(heldAt(posted('01:30 GMT', '30', '10'))).toBe(instant('2016-10-30T01:30:00Z'));
  });
});
