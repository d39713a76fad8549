import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { identity } from './identity.ts';

const child = { childId: 'C1' };
const restricted = happened(
  'RecordRestricted',
  { level: 'NAMED_WORKERS', allowed: ['W1', 'W2'], authorisedBy: 'M1' },
  { recorded: '2016-01-04T09:00:00Z' },
);
const lifted = happened('RestrictionLifted', { authorisedBy: 'M1' }, { recorded: '2016-02-04T09:00:00Z' });
const restriction = (...events: RecordedEvent[]) => identity(journeyOf('C1', events)).restriction;

describe('restricting a record', () => {
  const restrict = {
    ...child,
    level: 'NAMED_WORKERS',
    allowed: ['W2', 'W1'],
    authorisedBy: 'M1',
    reason: 'Known to a colleague',
  } as const;

  it('names who may open it', () => {
    given()
      .when('RestrictRecord', restrict)
      .then({
        type: 'RecordRestricted',
        data: { level: 'NAMED_WORKERS', allowed: ['W2', 'W1'], authorisedBy: 'M1' },
        personal: { reason: 'Known to a colleague' },
      });
    given()
      .when('RestrictRecord', { ...restrict, allowed: [] })
      .thenRefused('a-restriction-to-named-workers-names-them');
  });

  it('twice is harmless, and otherwise replaces the restriction', () => {
    given(restricted).when('RestrictRecord', restrict).thenNothing();
    expect(
      given(restricted)
        .when('RestrictRecord', { ...restrict, level: 'TEAM_ONLY' })
        .events(),
    ).toHaveLength(1);
  });

  it('stands until it is lifted', () => {
    expect(restriction(restricted)).toEqual({
      level: 'NAMED_WORKERS',
      allowed: ['W1', 'W2'],
      eventId: restricted.eventId,
    });
    expect(restriction(lifted, restricted)).toBeUndefined();
  });

  it('of a merged record stands in the pooled one', () =>
    expect(restriction({ ...restricted, childId: 'C2' }, lifted)?.level).toBe('NAMED_WORKERS'));
});

describe('lifting a restriction', () => {
  const lift = { ...child, authorisedBy: 'M1', reason: 'Colleague left' };

  it('is told on every stream that was restricted', () =>
    given(restricted)
      .when('LiftRestriction', lift)
      .then({
        type: 'RestrictionLifted',
        data: { authorisedBy: 'M1' },
        personal: { reason: 'Colleague left' },
        childId: 'C1',
      }));

  it('twice is harmless; of an open record it is refused', () => {
    given(restricted, lifted).when('LiftRestriction', lift).thenNothing();
    given().when('LiftRestriction', lift).thenRefused('only-a-restricted-record-is-lifted');
  });

  it('is refused for a record sealed at adoption', () =>
    given(happened('RecordRestricted', { level: 'ADOPTION_SEALED' }))
      .when('LiftRestriction', lift)
      .thenRefused('an-adoption-seal-stays'));
});

describe('opening a restricted record', () => {
  it('is an event, let through or not', () =>
    given(restricted)
      .when('RecordRestrictedAccess', { ...child, accessedBy: 'W7', granted: false })
      .then({ type: 'RestrictedRecordAccessed', data: { accessedBy: 'W7', granted: false } }));

  it('is nothing to record where the record is open', () =>
    given()
      .when('RecordRestrictedAccess', { ...child, accessedBy: 'W7', granted: true })
      .thenNothing());
});

describe('a record after adoption', () => {
  const open = { ...child, newChildId: 'C9', adoptionOrderOn: '2016-03-01', authorisedBy: 'M1' };
  const opened = happened('AdoptedRecordOpened', { newChildId: 'C9', adoptionOrderOn: '2016-03-01' });

  it('is linked on the old stream alone, which is sealed', () => {
    const events = given().when('OpenAdoptedRecord', open).events();
    expect(events.map((event) => [event.type, event.childId])).toEqual([
      ['AdoptedRecordOpened', 'C1'],
      ['RecordRestricted', 'C1'],
    ]);
    expect(events[1]?.data['level']).toBe('ADOPTION_SEALED');
  });

  it('is another record, opened once', () => {
    given()
      .when('OpenAdoptedRecord', { ...open, newChildId: 'C1' })
      .thenRefused('an-adopted-child-has-a-new-record');
    given(opened).when('OpenAdoptedRecord', open).thenNothing();
    given(opened)
      .when('OpenAdoptedRecord', { ...open, newChildId: 'C8' })
      .thenRefused('an-adopted-record-is-opened-once');
  });
});
