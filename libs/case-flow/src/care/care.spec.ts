import { given, happened } from '#testing/given';

const registered = happened(
  'ChildRegistered',
  { dob: '2003-06-10', sex: 'F' },
  {
    occurredOn: '2015-01-05',
  },
);
const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-01-05', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-01-05' });
const care = (startedOn: string, type = 'U6', legalStatus = 'V2') =>
  happened('CareStarted', {
    periodId: 'L1',
    caseId: 'K1',
    startedOn,
    legalStatus,
    placement: { placementId: 'H1', type, provider: 'PR1' },
  });
const placed = (placementId: string, day: string, type: string) =>
  happened('PlacementStarted', { placementId, periodId: 'L1', on: day, type });
const ceased = (ceasedOn: string) => happened('CareCeased', { ceasedOn, reason: 'E4A' });

const open = [registered, received, accepted];
const lookedAfter = [...open, care('2015-03-02')];
const ids = { periodId: 'L1', caseId: 'K1' };

describe('starting care', () => {
  const asked = {
    childId: 'C1',
    periodId: 'L1',
    startedOn: '2015-03-02',
    legalStatus: 'V2',
    need: 'N1',
    placement: { placementId: 'H1', type: 'U6', provider: 'PR1' },
  } as const;
  const { childId: _, ...data } = asked;

  it('is accepted on an open case; the postcodes are personal', () =>
    given(...open)
      .when('StartCare', { ...asked, homePostcode: 'ZZ1 1ZZ', placementPostcode: 'ZZ2 2ZZ' })
      .then({
        type: 'CareStarted',
        data: { ...data, caseId: 'K1', rne: 'S' },
        personal: { homePostcode: 'ZZ1 1ZZ', placementPostcode: 'ZZ2 2ZZ' },
      }));

  it('ends an open child in need plan the same day', () =>
    given(...open, happened('CinPlanStarted', { cinPlanId: 'N1', startedOn: '2015-02-02' }))
      .when('StartCare', asked)
      .then(
        { type: 'CareStarted', data: { ...data, caseId: 'K1', rne: 'S' } },
        { type: 'CinPlanEnded', data: { cinPlanId: 'N1', caseId: 'K1', endedOn: '2015-03-02', reason: 'BECAME_CLA' } },
      ));

  it('leaves the child in need plan of a child on short breaks as it is', () =>
    expect(
      given(...open, happened('CinPlanStarted', { cinPlanId: 'N1', startedOn: '2015-02-02' }))
        .when('StartCare', { ...asked, legalStatus: 'V4' })
        .events(),
    ).toHaveLength(1));

  it('gives the first placement an id where none was given', () => {
    const [event] = given(...open)
      .when('StartCare', { ...asked, placement: { type: 'U6' } })
      .events();
    expect((event?.data['placement'] as { placementId?: string }).placementId).toMatch(/^[\da-f-]{36}$/);
  });

  it('asked twice is recorded once', () =>
    given(...lookedAfter)
      .when('StartCare', asked)
      .thenNothing());

  it('is accepted the day before the 18th birthday and refused on it', () => {
    const young = { ...asked, startedOn: '2021-06-09' };
    const at = '2021-12-31T12:00:00.000Z';
    expect(
      given(...open)
        .when('StartCare', young, at)
        .events(),
    ).toHaveLength(1);
    given(...open)
      .when('StartCare', { ...young, startedOn: '2021-06-10' }, at)
      .thenRefused('only-a-child-under-eighteen-starts-care');
  });

  it('is refused while the child is looked after', () =>
    given(...lookedAfter)
      .when('StartCare', { ...asked, periodId: 'L2', startedOn: '2015-06-01' })
      .thenRefused('one-period-of-care-at-a-time'));

  it('is accepted again on the day the period before ceased', () =>
    expect(
      given(...lookedAfter, ceased('2015-06-01'))
        .when('StartCare', { ...asked, periodId: 'L2', startedOn: '2015-06-01' })
        .events(),
    ).toHaveLength(1));

  it('380: is refused in a temporary placement', () =>
    given(...open)
      .when('StartCare', { ...asked, placement: { type: 'T0' } })
      .thenRefused('care-does-not-start-in-a-temporary-placement'));

  it('371: is refused in supported accommodation before 16', () =>
    given(...open)
      .when('StartCare', { ...asked, placement: { type: 'K3' } })
      .thenRefused('supported-accommodation-is-from-age-sixteen'));

  it('is refused without an accepted case', () =>
    given(received).when('StartCare', asked).thenRefused('only-an-accepted-case'));
});

describe('changing the legal status', () => {
  it('is accepted while the child is looked after, and only to another one', () => {
    const asked = { childId: 'C1', on: '2015-06-01', legalStatus: 'C1', orderId: 'O1' } as const;
    given(...lookedAfter)
      .when('ChangeLegalStatus', asked)
      .then({ type: 'LegalStatusChanged', data: { ...ids, on: '2015-06-01', legalStatus: 'C1', orderId: 'O1' } });
    given(...lookedAfter, happened('LegalStatusChanged', { on: '2015-06-01', legalStatus: 'C1' }))
      .when('ChangeLegalStatus', asked)
      .thenNothing();
  });

  it('is refused when care has ceased, and the day it does', () => {
    const over = given(...lookedAfter, ceased('2015-06-01'));
    over
      .when('ChangeLegalStatus', { childId: 'C1', on: '2015-06-01', legalStatus: 'C1' })
      .thenRefused('only-a-looked-after-child');
    over
      .when('ChangeLegalStatus', { childId: 'C1', on: '2015-06-02', legalStatus: 'C1' })
      .thenRefused('only-a-looked-after-child');
    given(...open)
      .when('ChangeLegalStatus', { childId: 'C1', on: '2015-06-02', legalStatus: 'C1' })
      .thenRefused('a-period-of-care-of-this-child');
  });

  it('362: is refused where an emergency protection order would have lasted 22 days', () => {
    const underOrder = given(...open, care('2015-03-02', 'U6', 'L2'));
    expect(
      underOrder.when('ChangeLegalStatus', { childId: 'C1', on: '2015-03-23', legalStatus: 'C1' }).events(),
    ).toHaveLength(1);
    underOrder
      .when('ChangeLegalStatus', { childId: 'C1', on: '2015-03-24', legalStatus: 'C1' })
      .thenRefused('an-emergency-protection-order-lasts-21-days');
  });
});

describe('changing the placement', () => {
  const asked = {
    childId: 'C1',
    placementId: 'H2',
    on: '2015-06-01',
    type: 'K2',
    provider: 'PR4',
    changeReason: 'CARPL',
  } as const;
  const { childId: _, changeReason, ...data } = asked;

  it('ends the old placement with a reason and starts the new one the same day', () =>
    given(...lookedAfter)
      .when('ChangePlacement', { ...asked, postcode: 'ZZ3 3ZZ' })
      .then(
        { type: 'PlacementEnded', data: { ...ids, placementId: 'H1', on: '2015-06-01', changeReason } },
        { type: 'PlacementStarted', data: { ...ids, ...data }, personal: { postcode: 'ZZ3 3ZZ' } },
      ));

  it('asked twice is recorded once', () => {
    const events = given(...lookedAfter)
      .when('ChangePlacement', asked)
      .events();
    const recorded = events.map((event) => happened(event.type as 'PlacementStarted', event.data as never));
    given(...lookedAfter, ...recorded)
      .when('ChangePlacement', asked)
      .thenNothing();
  });

  it('is refused before the latest placement: that is a correction', () =>
    given(...lookedAfter, placed('H2', '2015-06-01', 'K2'))
      .when('ChangePlacement', { ...asked, placementId: 'H3', on: '2015-05-01' })
      .thenRefused('placements-change-in-order'));

  it('is refused where it would leave a gap', () =>
    given(...lookedAfter, happened('PlacementEnded', { on: '2015-05-01' }))
      .when('ChangePlacement', asked)
      .thenRefused('placements-follow-without-a-gap'));

  it('is refused when care has ceased', () =>
    given(...lookedAfter, ceased('2015-05-01'))
      .when('ChangePlacement', asked)
      .thenRefused('only-a-looked-after-child'));

  it('371: is refused into supported accommodation before 16, and accepted on the birthday', () => {
    given(...lookedAfter)
      .when('ChangePlacement', { ...asked, type: 'K3' })
      .thenRefused('supported-accommodation-is-from-age-sixteen');
    expect(
      given(...lookedAfter)
        .when('ChangePlacement', { ...asked, type: 'K3', on: '2019-06-10' }, '2019-12-31T12:00:00.000Z')
        .events(),
    ).toHaveLength(2);
  });
});

describe('ceasing care', () => {
  const asked = { childId: 'C1', ceasedOn: '2015-09-01', reason: 'E4A' } as const;

  it('is accepted while the child is looked after', () =>
    given(...lookedAfter)
      .when('CeaseCare', asked)
      .then({ type: 'CareCeased', data: { ...ids, ceasedOn: '2015-09-01', reason: 'E4A' } }));

  it('asked twice is recorded once, and is refused with another answer', () => {
    given(...lookedAfter, ceased('2015-09-01'))
      .when('CeaseCare', asked)
      .thenNothing();
    given(...lookedAfter, ceased('2015-09-01'))
      .when('CeaseCare', { ...asked, reason: 'E4B' })
      .thenRefused('only-a-looked-after-child-ceases-care');
  });

  it('381: is refused from a temporary placement', () =>
    given(...lookedAfter, placed('H2', '2015-08-28', 'T4'))
      .when('CeaseCare', asked)
      .thenRefused('care-does-not-cease-in-a-temporary-placement'));

  it('is refused with X1, which only says that the next episode began', () =>
    given(...lookedAfter)
      .when('CeaseCare', { ...asked, reason: 'X1' })
      .thenRefused('care-does-not-cease-with-the-next-episode'));

  it('is refused before it started, and for a child not looked after', () => {
    given(...lookedAfter)
      .when('CeaseCare', { ...asked, periodId: 'L1', ceasedOn: '2015-03-01' })
      .thenRefused('care-ceases-on-or-after-its-start');
    given(...open)
      .when('CeaseCare', asked)
      .thenRefused('a-period-of-care-of-this-child');
  });

  it('by adoption is on the day of the order', () => {
    const adopted = given(...lookedAfter, happened('AdoptionOrderMade', { on: '2015-08-31' }));
    adopted.when('CeaseCare', { ...asked, reason: 'E11' }).thenRefused('adoption-ends-care-on-the-day-of-the-order');
    expect(adopted.when('CeaseCare', { ...asked, reason: 'E12', ceasedOn: '2015-08-31' }).events()).toHaveLength(1);
  });

  it('by death is on the day of death', () => {
    const dead = given(...lookedAfter, happened('ChildDied', { diedOn: '2015-08-31' }));
    dead.when('CeaseCare', { ...asked, reason: 'E2' }).thenRefused('death-ends-care-on-the-day-of-death');
    expect(dead.when('CeaseCare', { ...asked, reason: 'E2', ceasedOn: '2015-08-31' }).events()).toHaveLength(1);
  });
});

describe('respite stays', () => {
  const asked = { childId: 'C1', stayId: 'B1', from: '2015-07-01', until: '2015-07-18', legalStatus: 'V4' } as const;
  const { childId: _, ...data } = asked;

  it('are recorded on an open case, each once', () => {
    given(...open)
      .when('RecordRespiteStay', asked)
      .then({ type: 'RespiteStayRecorded', data: { ...data, caseId: 'K1' } });
    given(...open, happened('RespiteStayRecorded', data))
      .when('RecordRespiteStay', asked)
      .thenNothing();
  });

  it('365: are refused when longer than 17 days', () =>
    given(...open)
      .when('RecordRespiteStay', { ...asked, until: '2015-07-19' })
      .thenRefused('a-respite-stay-lasts-17-days'));

  it('are refused when they end before they start', () =>
    given(...open)
      .when('RecordRespiteStay', { ...asked, until: '2015-06-30' })
      .thenRefused('a-respite-stay-ends-on-or-after-its-start'));
});
