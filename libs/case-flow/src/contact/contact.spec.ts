import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { contacts } from './contact.ts';
import { contactRules } from './contact.rules.ts';

const children = ['C1'];
const received = happened('ContactReceived', {
  contactId: 'K1',
  source: '6',
  receivedAt: '2015-10-06T09:30:00.000Z',
  hub: 'MASH',
});
const screened = happened('ContactScreened', {
  contactId: 'K1',
  screenedAt: '2015-10-06T11:00:00.000Z',
  screenedBy: 'W1',
  ragThreshold: 'A',
});
const unqualified = happened('ContactScreened', {
  screenedAt: '2015-10-06T10:00:00.000Z',
  screenedBy: 'W9',
  qualified: false,
});
const decided = happened('ContactDecided', { contactId: 'K1', outcome: 'NFA', decidedAt: '2015-10-06T12:00:00.000Z' });
const reopened = happened('ContactReopened', { contactId: 'K1' }, { recorded: '2015-10-07T09:00:00Z' });
const openCase = [
  happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-09-01', source: '6' }),
  happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-09-02' }),
];
const asked = {
  children,
  contactId: 'K1',
  source: '6',
  method: 'PHONE',
  receivedAt: '2015-10-06T09:30:00.000Z',
  hub: 'MASH',
} as const;
const of = (...events: RecordedEvent[]) => contacts(journeyOf('C1', events));
const broken = (...events: RecordedEvent[]) =>
  breaches(contactRules, journeyOf('C1', events)).map((breach) => breach.rule);

describe('receiving a contact', () => {
  it('records it for every child it is about, under one id', () => {
    const events = given()
      .when('ReceiveContact', { ...asked, contactId: undefined, children: ['C1', 'C2'] })
      .events();
    expect(events.map((event) => event.childId)).toEqual(['C1', 'C2']);
    expect(new Set(events.map((event) => event.data['contactId'])).size).toBe(1);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(2);
  });

  it('keeps what was said apart from the data', () =>
    given()
      .when('ReceiveContact', { ...asked, narrative: 'Shouting heard at night' })
      .then({
        type: 'ContactReceived',
        data: { ...asked, onOpenCase: false },
        personal: { narrative: 'Shouting heard at night' },
        occurredOn: '2015-10-06',
      }));

  it('notes where the child has an open case', () =>
    expect(
      given(...openCase)
        .when('ReceiveContact', asked)
        .events()[0]?.data['onOpenCase'],
    ).toBe(true));

  it('twice is harmless', () => given(received).when('ReceiveContact', asked).thenNothing());
});

describe('screening a contact', () => {
  const screen = { children, contactId: 'K1', screenedAt: '2015-10-06T11:00:00.000Z', screenedBy: 'W1' };

  it('follows its receipt', () =>
    given(received)
      .when('ScreenContact', { ...screen, contactId: undefined, ragThreshold: 'A' })
      .then({
        type: 'ContactScreened',
        data: { contactId: 'K1', screenedAt: screen.screenedAt, screenedBy: 'W1', ragThreshold: 'A' },
      }));

  it('twice the same is harmless', () => given(received, screened).when('ScreenContact', screen).thenNothing());

  it('a second time is refused', () =>
    given(received, screened)
      .when('ScreenContact', { ...screen, screenedAt: '2015-10-06T15:00:00.000Z' })
      .thenRefused('only-a-received-contact-is-screened'));

  it('by somebody qualified is accepted after one by somebody who was not', () =>
    expect(given(received, unqualified).when('ScreenContact', screen).events()).toHaveLength(1));

  it('is refused once the contact is decided', () =>
    given(received, decided).when('ScreenContact', screen).thenRefused('only-a-received-contact-is-screened'));

  it('of a contact nobody received is refused', () =>
    given().when('ScreenContact', screen).thenRefused('a-contact-of-this-child'));

  it('of an unnamed contact where none was received by then is refused', () =>
    given(received)
      .when('ScreenContact', { ...screen, contactId: undefined, screenedAt: '2015-10-05T11:00:00.000Z' })
      .thenRefused('a-contact-of-this-child'));

  it('before it was received is refused', () =>
    given(received)
      .when('ScreenContact', { ...screen, screenedAt: '2015-10-06T09:00:00.000Z' })
      .thenRefused('a-contact-is-screened-after-it-is-received'));
});

describe('rating a screened contact again', () => {
  const rerate = {
    children,
    contactId: 'K1',
    ratedAt: '2015-10-06T11:30:00.000Z',
    ratedBy: 'W2',
    ragThreshold: 'R',
    reason: 'A second caller saw bruises',
  } as const;
  const rerated = happened('ContactRerated', {
    contactId: 'K1',
    ratedAt: rerate.ratedAt,
    ratedBy: 'W2',
    ragThreshold: 'R',
  });

  it('keeps the reason apart from the data', () =>
    given(received, screened)
      .when('RerateContact', rerate)
      .then({
        type: 'ContactRerated',
        data: { contactId: 'K1', ratedAt: rerate.ratedAt, ratedBy: 'W2', ragThreshold: 'R' },
        personal: { reason: 'A second caller saw bruises' },
      }));

  it('leaves every earlier rating on record, and the last one counts', () =>
    expect(of(received, screened, rerated)[0]?.ratings.map(({ rag, at, by }) => [rag, at, by])).toEqual([
      ['A', '2015-10-06T11:00:00.000Z', 'W1'],
      ['R', '2015-10-06T11:30:00.000Z', 'W2'],
    ]));

  it('the same as before is harmless', () => {
    given(received, screened, rerated).when('RerateContact', rerate).thenNothing();
    given(received, screened)
      .when('RerateContact', { ...rerate, ragThreshold: 'A' })
      .thenNothing();
  });

  it('is refused before it is screened and after it is decided', () => {
    given(received).when('RerateContact', rerate).thenRefused('only-a-screened-contact');
    given(received, screened, decided).when('RerateContact', rerate).thenRefused('only-an-undecided-contact');
  });

  it('before its screening is refused', () =>
    given(received, screened)
      .when('RerateContact', { ...rerate, ratedAt: '2015-10-06T10:59:00.000Z' })
      .thenRefused('a-contact-is-rated-again-after-it-is-screened'));
});

describe('agency checks', () => {
  const request = { children, agency: 'HEALTH', at: '2015-10-06T11:30:00.000Z' };
  const requested = happened('AgencyChecksRequested', { contactId: 'K1', agency: 'HEALTH', at: request.at });

  it('are requested once the contact is screened', () =>
    given(received, screened)
      .when('RequestAgencyChecks', request)
      .then({ type: 'AgencyChecksRequested', data: { contactId: 'K1', agency: 'HEALTH', at: request.at } }));

  it('are refused before', () =>
    given(received).when('RequestAgencyChecks', request).thenRefused('only-a-screened-contact'));

  it('are refused after the decision', () =>
    given(received, screened, decided).when('RequestAgencyChecks', request).thenRefused('only-an-undecided-contact'));

  it('requested twice are requested once', () =>
    given(received, screened, requested).when('RequestAgencyChecks', request).thenNothing());

  it('come back with findings, which are personal', () =>
    given(received, screened, requested)
      .when('RecordAgencyChecks', { ...request, findings: 'Known to the clinic' })
      .then({
        type: 'AgencyChecksReturned',
        data: { contactId: 'K1', agency: 'HEALTH', at: request.at },
        personal: { findings: 'Known to the clinic' },
      }));

  it('come back only from an agency that was asked', () =>
    given(received, screened).when('RecordAgencyChecks', request).thenRefused('only-requested-checks-are-returned'));

  it('returned twice are returned once', () =>
    given(
      received,
      screened,
      requested,
      happened('AgencyChecksReturned', { contactId: 'K1', agency: 'HEALTH', at: request.at }),
    )
      .when('RecordAgencyChecks', request)
      .thenNothing());
});

describe('deciding a contact', () => {
  const decide = { children, contactId: 'K1', decidedAt: '2015-10-06T12:00:00.000Z' };

  it('ends it', () =>
    given(received, screened)
      .when('DecideContact', { ...decide, outcome: 'NFA', rationale: 'No concern' })
      .then({
        type: 'ContactDecided',
        data: { contactId: 'K1', outcome: 'NFA', decidedAt: decide.decidedAt },
        personal: { rationale: 'No concern' },
      }));

  it('before it is screened is refused', () =>
    given(received)
      .when('DecideContact', { ...decide, outcome: 'NFA' })
      .thenRefused('only-a-screened-contact'));

  it('twice the same is harmless, otherwise refused', () => {
    given(received, screened, decided)
      .when('DecideContact', { ...decide, outcome: 'NFA' })
      .thenNothing();
    given(received, screened, decided)
      .when('DecideContact', { ...decide, outcome: 'EARLY_HELP' })
      .thenRefused('only-an-undecided-contact');
  });

  it('as a referral begins a case with the contact’s source, on the day in London', () => {
    const events = given(received, screened)
      .when('DecideContact', { ...decide, decidedAt: '2015-10-06T23:30:00.000Z', outcome: 'REFERRAL', teamId: 'MASH' })
      .events();
    expect(events.map((event) => event.type)).toEqual(['ContactDecided', 'ReferralReceived']);
    expect(events[1]?.data).toMatchObject({ referredOn: '2015-10-07', source: '6', contactId: 'K1', teamId: 'MASH' });
  });

  it('as a referral gives each child of the contact a case of its own', () => {
    const both = [received, screened].flatMap((event) => [
      event,
      { ...event, childId: 'C2', eventId: `${event.eventId}-2` },
    ]);
    const events = given(...both)
      .when('DecideContact', { ...decide, children: ['C1', 'C2'], outcome: 'REFERRAL' })
      .events();
    const referrals = events.filter((event) => event.type === 'ReferralReceived');
    expect(referrals.map((event) => event.childId)).toEqual(['C1', 'C2']);
    expect(new Set(referrals.map((event) => event.data['caseId'])).size).toBe(2);
  });

  it('as a referral is refused for a child with an open case', () =>
    given(...openCase, received, screened)
      .when('DecideContact', { ...decide, outcome: 'REFERRAL' })
      .thenRefused('no-referral-on-an-open-case'));

  it('as a second referral of the day joins the first', () =>
    expect(
      given(received, screened, happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-10-06', source: '2A' }))
        .when('DecideContact', { ...decide, outcome: 'REFERRAL' })
        .events()
        .map((event) => event.type),
    ).toEqual(['ContactDecided']));

  it('as new information records it on the open case', () =>
    given(...openCase, received, screened)
      .when('DecideContact', { ...decide, outcome: 'LINKED_TO_OPEN_CASE' })
      .then(
        {
          type: 'ContactDecided',
          data: { contactId: 'K1', outcome: 'LINKED_TO_OPEN_CASE', decidedAt: decide.decidedAt },
        },
        { type: 'NewInformationRecorded', data: { caseId: 'R1', contactId: 'K1' }, occurredOn: '2015-10-06' },
      ));

  it('as new information is refused without an open case', () =>
    given(received, screened)
      .when('DecideContact', { ...decide, outcome: 'LINKED_TO_OPEN_CASE' })
      .thenRefused('a-case-of-this-child'));

  it('before it was received is refused', () =>
    given(received, unqualified)
      .when('DecideContact', { ...decide, decidedAt: '2015-10-06T09:00:00.000Z', outcome: 'NFA' })
      .thenRefused('a-contact-is-decided-after-it-is-received'));
});

describe('reopening a contact', () => {
  it('takes its decision back', () =>
    given(received, screened, decided)
      .when('ReopenContact', { children, contactId: 'K1', reopenedOn: '2015-10-07', reason: 'More was learned' })
      .then({
        type: 'ContactReopened',
        data: { contactId: 'K1' },
        personal: { reason: 'More was learned' },
        occurredOn: '2015-10-07',
      }));

  it('is refused where nobody has decided', () =>
    given(received, screened)
      .when('ReopenContact', { children, contactId: 'K1', reason: 'More was learned' })
      .thenRefused('only-a-decided-contact-is-reopened'));

  it('twice is harmless', () =>
    given(received, screened, decided, reopened)
      .when('ReopenContact', { children, contactId: 'K1', reopenedOn: '2015-10-07', reason: 'More was learned' })
      .thenNothing());

  it('lets it be decided again', () =>
    expect(
      given(received, screened, decided, reopened)
        .when('DecideContact', {
          children,
          contactId: 'K1',
          outcome: 'EARLY_HELP',
          decidedAt: '2015-10-08T12:00:00.000Z',
        })
        .events(),
    ).toHaveLength(1));
});

describe('contacts', () => {
  it('tell how far each has come', () => {
    expect(of(received)[0]?.status).toBe('RECEIVED');
    expect(of(received, screened)[0]?.status).toBe('SCREENED');
    expect(of(received, screened, decided)[0]).toMatchObject({
      status: 'DECIDED',
      outcome: 'NFA',
      decidedOn: '2015-10-06',
    });
    expect(of(received, screened, decided, reopened)[0]).toMatchObject({
      status: 'SCREENED',
      reopenedOn: '2015-10-07',
    });
  });

  it('count as screened by the first qualified worker alone', () => {
    expect(of(received, unqualified)[0]?.screened).toBeUndefined();
    expect(of(received, unqualified, screened)[0]?.screened?.data.screenedBy).toBe('W1');
  });

  it('about one child on one day stay two', () => {
    const second = happened('ContactReceived', {
      contactId: 'K2',
      source: '2A',
      receivedAt: '2015-10-06T09:30:00.000Z',
    });
    expect(
      of(received, second)
        .map((one) => one.contactId)
        .sort(),
    ).toEqual(['K1', 'K2']);
  });

  it('recorded twice under one id are one', () =>
    expect(of(received, { ...received, eventId: 'again' })).toHaveLength(1));

  it('are known from a later event where the receipt is missing', () =>
    expect(of(decided)[0]).toMatchObject({
      contactId: 'K1',
      receivedOn: '2015-10-06',
      status: 'DECIDED',
      onOpenCase: false,
    }));

  it('are flagged where nobody qualified screened them', () => {
    expect(broken(received, unqualified)).toEqual(['a-contact-is-screened-by-a-qualified-worker']);
    expect(broken(received, unqualified, screened)).toEqual([]);
  });
});
