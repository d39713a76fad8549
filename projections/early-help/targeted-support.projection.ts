import type { PlainDate } from '#calendar/plain-date';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import { targetedSupport as supportOf, type TargetedSupport } from '#case-flow/early-help/early-help';
import { perJourney, type Journey } from '#case-flow/journey';
import { cases, endOf } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { acceptanceEvents } from '../case-events.ts';
import { spansOfCare } from '../looked-after/spans-of-care.ts';
import { stretches, type Interval } from '../stretches.ts';
import { homeEvents, placeOfFact } from './early-help-place.ts';

/**
 * The days a child's family was registered for targeted support, one row for each stretch of them with and without an open
 * case, plan or care. A family is counted once by its id, whichever of its children the registration stands with.
 */
export const targetedSupport = projection({
  name: 'targeted-support',
  question: 'Which families are in targeted support, and which of them does the statutory service know?',
  version: 1,
  columns: {
    familyId: 'text',
    centre: 'text',
    registeredOn: 'day',
    /** On a child protection plan (CPP), else looked after (CLA), else a child in need (CIN), else none of these. */
    knownAs: 'text',
    from: 'day',
    to: 'day',
    /** Of those who registered the family. */
    team: 'text',
    area: 'text',
  },
  reads: [
    ...homeEvents,
    ...acceptanceEvents,
    'TargetedSupportRegistered',
    'TargetedSupportEnded',
    'ReferralReceived',
    'CaseClosed',
    'CaseReopenedInError',
    'CpPlanEnded',
    'LegalStatusChanged',
    'CareCeased',
  ],
  rows: (journey) => supportOf(journey).flatMap((one) => rows(journey, one)),
});

type Known = Interval & { readonly as: 'CPP' | 'CLA' | 'CIN' };

/** When the statutory service knew the child, the narrowest reason first. Short breaks are no care (policy cla). */
const knownIn = perJourney((journey): readonly Known[] => [
  ...childProtectionPlans(journey).map((plan) => known('CPP', plan.startedOn, plan.endedOn)),
  ...spansOfCare(journey).map(({ from, to }) => known('CLA', from, to)),
  ...cases(journey).flatMap((one) => (one.acceptedOn === undefined ? [] : [known('CIN', one.acceptedOn, endOf(one))])),
]);

const known = (as: Known['as'], from: PlainDate, to: PlainDate | undefined): Known =>
  to === undefined ? { as, from } : { as, from, to };

function rows(journey: Journey, one: TargetedSupport) {
  const { registered, familyId, startedOn, endedOn } = one;
  const spans = knownIn(journey);
  const said = (on: PlainDate) => ({
    knownAs: spans.find(({ from, to }) => from <= on && (to === undefined || to > on))?.as ?? null,
  });
  const days = { from: startedOn, ...(endedOn === undefined ? {} : { to: endedOn }) };
  const changes = spans.flatMap(({ from, to }) => [from, to]);
  return stretches(days, changes, said).map(({ from, to, knownAs }) => ({
    rowId: `${registered.childId}/${registered.eventId}#${from}`,
    because: [registered],
    cells: {
      familyId,
      centre: registered.data.centre ?? null,
      registeredOn: startedOn,
      knownAs,
      from,
      to: to ?? null,
      ...placeOfFact(journey, registered),
    },
  }));
}
