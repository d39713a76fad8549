import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { identity, siblings } from './child-identity.ts';
import { childIdentityRules } from './child-identity.rules.ts';

const child = { childId: 'C1' };
const registered = happened(
  'ChildRegistered',
  { laChildId: 'LA1', dob: '2010-05-04', dobEstimated: false, sex: 'F', ethnicity: 'WBRI', disabilities: [] },
  { occurredOn: '2016-01-04' },
);
const expected = happened(
  'ChildRegistered',
  { laChildId: 'LA1', expectedDob: '2016-05-04' },
  { occurredOn: '2016-01-04' },
);
const amended = (field: string, to: string, recorded: string) =>
  happened('DemographicsAmended', { field, to }, { recorded });

const who = (...events: RecordedEvent[]) => identity(journeyOf('C1', events));
const broken = (...events: RecordedEvent[]) =>
  breaches(childIdentityRules, journeyOf('C1', events)).map((breach) => breach.rule);

describe('registering a child', () => {
  const register = { ...child, laChildId: 'LA1', dob: '2010-05-04', sex: 'F', ethnicity: 'WBRI' } as const;

  it('keeps what identifies the person apart from the data', () =>
    given()
      .when('RegisterChild', {
        ...register,
        givenName: 'Ada',
        familyName: 'Smith',
        homePostcode: 'AB1 2CD',
        homeArea: 'EAST',
      })
      .then({
        type: 'ChildRegistered',
        data: { laChildId: 'LA1', dob: '2010-05-04', sex: 'F', ethnicity: 'WBRI', disabilities: [], homeArea: 'EAST' },
        personal: { givenName: 'Ada', familyName: 'Smith', homePostcode: 'AB1 2CD' },
        childId: 'C1',
      }));

  it('before birth says nothing of sex, ethnicity or disability', () => {
    given()
      .when('RegisterChild', { ...child, laChildId: 'LA1', expectedDob: '2017-05-04' })
      .then({
        type: 'ChildRegistered',
        data: { laChildId: 'LA1', expectedDob: '2017-05-04', sex: 'U', ethnicity: 'NOBT', disabilities: [] },
      });
    given()
      .when('RegisterChild', { ...child, laChildId: 'LA1', expectedDob: '2017-05-04', sex: 'F' })
      .thenRefused('an-unborn-child-has-no-sex-ethnicity-or-disability');
  });

  it.each([{ dob: undefined }, { expectedDob: '2017-05-04' }])(
    'with neither or both of the birthdays is refused: %j',
    (more) =>
      given()
        .when('RegisterChild', { ...register, ...more })
        .thenRefused('a-child-has-a-date-of-birth-or-an-expected-one'),
  );

  it('with a date of birth in the future is refused', () =>
    given()
      .when('RegisterChild', { ...register, dob: '2017-01-01' })
      .thenRefused('a-date-of-birth-is-not-in-the-future'));

  it('with contradicting disabilities is refused', () => {
    given()
      .when('RegisterChild', { ...register, disabilities: ['NONE', 'LD'] })
      .thenRefused('no-disability-stands-alone');
    given()
      .when('RegisterChild', { ...register, disabilities: ['LD', 'LD'] })
      .thenRefused('a-disability-is-named-once');
  });

  it('twice is harmless; as somebody else it is refused', () => {
    given(registered).when('RegisterChild', register).thenNothing();
    given(registered)
      .when('RegisterChild', { ...register, laChildId: 'LA2' })
      .thenRefused('a-child-is-registered-once');
  });
});

describe('a birth', () => {
  it('of an expected child is recorded', () =>
    given(expected)
      .when('RecordBirth', { ...child, dob: '2016-05-10' })
      .then({ type: 'UnbornChildBorn', data: { dob: '2016-05-10' }, occurredOn: '2016-05-10' }));

  it('twice is harmless', () =>
    given(expected, happened('UnbornChildBorn', { dob: '2016-05-10' }))
      .when('RecordBirth', { ...child, dob: '2016-05-10' })
      .thenNothing());

  it('of a child that was born, or not expected any more, is refused', () => {
    const ended = happened('PregnancyEnded', { endedOn: '2016-02-01', outcome: 'MISCARRIAGE' });
    given(registered)
      .when('RecordBirth', { ...child, dob: '2016-05-10' })
      .thenRefused('only-an-unborn-child-is-born');
    given(expected, ended)
      .when('RecordBirth', { ...child, dob: '2016-05-10' })
      .thenRefused('only-an-unborn-child-is-born');
  });

  it('more than 280 days after the referral is refused', () =>
    given(expected, happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-07-01', source: '3B' }))
      .when('RecordBirth', { ...child, dob: '2016-05-10' })
      .thenRefused('a-referral-is-at-most-280-days-before-birth'));

  it('that does not come about ends the pregnancy', () => {
    const end = { ...child, endedOn: '2016-02-01', outcome: 'MISCARRIAGE' } as const;
    given(expected)
      .when('RecordPregnancyEnded', end)
      .then({ type: 'PregnancyEnded', data: { endedOn: '2016-02-01', outcome: 'MISCARRIAGE' } });
    given(expected, happened('PregnancyEnded', { endedOn: '2016-02-01', outcome: 'MISCARRIAGE' }))
      .when('RecordPregnancyEnded', end)
      .thenNothing();
    given(registered).when('RecordPregnancyEnded', end).thenRefused('only-an-expected-birth-does-not-come-about');
  });
});

describe('amending what is known of a person', () => {
  it('keeps what was there before', () =>
    given(registered)
      .when('AmendDemographics', { ...child, field: 'ethnicity', to: 'MWBC', reason: 'Told by the mother' })
      .then({
        type: 'DemographicsAmended',
        data: { field: 'ethnicity', from: 'WBRI', to: 'MWBC' },
        personal: { reason: 'Told by the mother' },
      }));

  it('puts a name into the personal part', () =>
    given(registered)
      .when('AmendDemographics', { ...child, field: 'familyName', to: 'Jones', reason: 'Married' })
      .then({
        type: 'DemographicsAmended',
        data: { field: 'familyName' },
        personal: { to: 'Jones', reason: 'Married' },
      }));

  it('to what it is already is harmless', () =>
    given(registered)
      .when('AmendDemographics', { ...child, field: 'sex', to: 'F', reason: 'Check' })
      .thenNothing());

  it.each([
    ['shoeSize', '4', 'an-amendment-names-a-field-of-the-person'],
    ['toString', 'x', 'an-amendment-names-a-field-of-the-person'],
    ['sex', 'X', 'an-amendment-fits-its-field'],
    ['dob', '2010-02-30', 'an-amendment-fits-its-field'],
    ['dob', '2030-01-01', 'a-date-of-birth-is-not-in-the-future'],
    ['disabilities', ['NONE', 'LD'], 'no-disability-stands-alone'],
  ])('of %s to %j is refused', (field, to, rule) =>
    given(registered)
      .when('AmendDemographics', { ...child, field, to, reason: 'Check' })
      .thenRefused(rule),
  );
});

describe('a death', () => {
  const died = happened('ChildDied', { diedOn: '2016-03-01', verifiedByCertificate: true });

  it('is recorded once', () => {
    given(registered)
      .when('RecordDeath', { ...child, diedOn: '2016-03-01', verifiedByCertificate: true })
      .then({
        type: 'ChildDied',
        data: { diedOn: '2016-03-01', verifiedByCertificate: true },
        occurredOn: '2016-03-01',
      });
    given(registered, died)
      .when('RecordDeath', { ...child, diedOn: '2016-03-01', verifiedByCertificate: true })
      .thenNothing();
    given(registered, died)
      .when('RecordDeath', { ...child, diedOn: '2016-03-02', verifiedByCertificate: true })
      .thenRefused('a-death-is-recorded-once');
  });

  it('before the birth is refused', () =>
    given(registered)
      .when('RecordDeath', { ...child, diedOn: '2010-05-03', verifiedByCertificate: false })
      .thenRefused('a-death-is-not-before-the-birth'));
});

describe('siblings', () => {
  const linked = happened('SiblingLinked', { otherChildId: 'C2', relation: 'HALF' });
  const back = happened('SiblingLinked', { otherChildId: 'C1', relation: 'HALF' }, { childId: 'C2' });

  it('are linked on both records', () =>
    given()
      .when('LinkSibling', { ...child, otherChildId: 'C2', relation: 'HALF' })
      .then(
        { type: 'SiblingLinked', data: { otherChildId: 'C2', relation: 'HALF' }, childId: 'C1' },
        { type: 'SiblingLinked', data: { otherChildId: 'C1', relation: 'HALF' }, childId: 'C2' },
      ));

  it('are linked where the link is not there yet', () => {
    given(linked, back)
      .when('LinkSibling', { ...child, otherChildId: 'C2', relation: 'HALF' })
      .thenNothing();
    given(linked)
      .when('LinkSibling', { ...child, otherChildId: 'C2', relation: 'HALF' })
      .then({ type: 'SiblingLinked', data: { otherChildId: 'C1', relation: 'HALF' }, childId: 'C2' });
  });

  it('are unlinked on both records', () => {
    given(linked, back)
      .when('UnlinkSibling', { ...child, otherChildId: 'C2' })
      .then(
        { type: 'SiblingUnlinked', data: { otherChildId: 'C2' }, childId: 'C1' },
        { type: 'SiblingUnlinked', data: { otherChildId: 'C1' }, childId: 'C2' },
      );
    given()
      .when('UnlinkSibling', { ...child, otherChildId: 'C2' })
      .thenNothing();
  });

  it('are other children', () =>
    given()
      .when('LinkSibling', { ...child, otherChildId: 'C1', relation: 'FULL' })
      .thenRefused('a-child-is-not-its-own-sibling'));

  it('are those linked and not unlinked since', () => {
    const unlinked = happened('SiblingUnlinked', { otherChildId: 'C2' }, { occurredOn: '2016-01-01' });
    expect([...siblings(journeyOf('C1', [linked])).keys()]).toEqual(['C2']);
    expect(siblings(journeyOf('C1', [linked, unlinked])).size).toBe(0);
  });
});

describe('motherhood', () => {
  it('is recorded, once for the same news', () => {
    const told = { ...child, isMother: true, childsDob: '2016-02-01' };
    given()
      .when('RecordMotherhood', told)
      .then({ type: 'MotherhoodRecorded', data: { isMother: true, childsDob: '2016-02-01' } });
    given(happened('MotherhoodRecorded', { isMother: true, childsDob: '2016-02-01' }))
      .when('RecordMotherhood', told)
      .thenNothing();
  });
});

describe('who a child is', () => {
  it('is what was registered, then what was amended, the latest recorded last', () => {
    const [first, second] = [
      amended('ethnicity', 'MWBC', '2016-02-01T09:00:00Z'),
      amended('ethnicity', 'MWBA', '2016-03-01T09:00:00Z'),
    ];
    expect(who(second, first, registered)).toMatchObject({
      laChildId: 'LA1',
      dob: '2010-05-04',
      sex: 'F',
      ethnicity: 'MWBA',
    });
  });

  it('an expected child, born, has a date of birth and keeps the expected one', () =>
    expect(who(expected, happened('UnbornChildBorn', { dob: '2016-05-10' }))).toMatchObject({
      dob: '2016-05-10',
      expectedDob: '2016-05-04',
    }));

  it('tells of a death and of a pregnancy that ended', () => {
    expect(who(registered, happened('ChildDied', { diedOn: '2016-03-01' })).diedOn).toBe('2016-03-01');
    expect(
      who(expected, happened('PregnancyEnded', { endedOn: '2016-02-01', outcome: 'STILLBIRTH' })).pregnancyEndedOn,
    ).toBe('2016-02-01');
  });

  it('takes nothing from a field a person does not have', () =>
    expect(who(registered, amended('childId', 'C9', '2016-02-01T09:00:00Z')).childId).toBe('C1'));

  it('is only its number where nothing is known', () => expect(who()).toEqual({ childId: 'C1' }));
});

describe('the rules of a person flag an import', () => {
  it('without a birthday, or with two', () => {
    expect(broken(happened('ChildRegistered', { sex: 'F' }))).toEqual([
      'a-child-has-a-date-of-birth-or-an-expected-one',
    ]);
    expect(broken(happened('ChildRegistered', { dob: '2016-05-04', expectedDob: '2016-05-04' }))).toEqual([
      'a-child-has-a-date-of-birth-or-an-expected-one',
    ]);
    expect(broken(registered)).toEqual([]);
  });

  it('of an unborn child that has a sex', () =>
    expect(broken(happened('ChildRegistered', { expectedDob: '2016-05-04', sex: 'M' }))).toEqual([
      'an-unborn-child-has-no-sex-ethnicity-or-disability',
    ]));

  it('with contradicting disabilities, registered or amended', () => {
    expect(broken(happened('ChildRegistered', { dob: '2010-05-04', disabilities: ['NONE', 'LD'] }))).toEqual([
      'no-disability-stands-alone',
    ]);
    expect(broken(registered, happened('DemographicsAmended', { field: 'disabilities', to: ['LD', 'LD'] }))).toEqual([
      'a-disability-is-named-once',
    ]);
  });
});
