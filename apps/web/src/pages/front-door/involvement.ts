import { addMonths, type PlainDate } from '#calendar/plain-date';
import { periodsOfCare } from '#case-flow/care/periods-of-care';
import { childInNeedPlans } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import { categoryOfAbuseLabels, contactOutcomeLabels, referralSourceLabels } from '#case-flow/codes';
import { contacts } from '#case-flow/contact/contacts';
import { earlyHelp } from '#case-flow/early-help/early-help-work';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, heldOn, openCase, type Case } from '#case-flow/referral/case';
import { dayInShort, dayInWords } from '../filters.ts';

/** One thing that has been before: a contact, a referral, a plan. */
export interface Earlier {
  readonly on: PlainDate;
  readonly says: string;
  readonly href?: string;
}

/** What the authority has had to do with a child, as the front door must know before it decides. */
export interface Involvement {
  /** Contacts in the 12 months before, this one left out. */
  readonly contactsInYear: number;
  readonly openCase?: { readonly referredOn: PlainDate; readonly heldBy: string };
  /** What runs now, in words: a child protection plan, being looked after. */
  readonly now: readonly string[];
  /** Everything that was, the latest first. */
  readonly earlier: readonly Earlier[];
}

/** What there has been of a child before a contact on a day; `contactId` is left out of it. */
export function involvementOf(journey: Journey, on: PlainDate, contactId?: string): Involvement {
  const others = contacts(journey).filter((one) => one.contactId !== contactId && one.receivedOn <= on);
  const since = addMonths(on, -12);
  const open = openCase(journey, on);
  return {
    contactsInYear: others.filter((one) => one.receivedOn >= since).length,
    ...(open === undefined ? {} : { openCase: { referredOn: open.referredOn, heldBy: heldBy(open, on) } }),
    now: runningNow(journey, on),
    earlier: [
      ...others.map(({ contactId: id, receivedOn, source, outcome }) => ({
        on: receivedOn,
        says: `Contact from ${label(referralSourceLabels, source ?? '10')}: ${outcome ? label(contactOutcomeLabels, outcome) : 'Not decided yet'}`,
        href: `/contacts/${encodeURIComponent(id)}`,
      })),
      ...cases(journey)
        .filter((one) => one.referredOn <= on && one !== open)
        .map(referred),
      ...childProtectionPlans(journey).flatMap(({ startedOn, endedOn, latestCategory }) =>
        endedOn === undefined || startedOn > on
          ? []
          : [
              {
                on: startedOn,
                says: `Child protection plan (${label(categoryOfAbuseLabels, latestCategory)}) until ${dayInShort(endedOn)}`,
              },
            ],
      ),
      ...periodsOfCare(journey).flatMap(({ startedOn, ceasedOn }) =>
        ceasedOn === undefined || startedOn > on
          ? []
          : [{ on: startedOn, says: `Looked after until ${dayInShort(ceasedOn)}` }],
      ),
    ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)),
  };
}

/** Who holds a case, in words. */
function heldBy(one: Case, on: PlainDate): string {
  const { team, area } = heldOn(one, on);
  return [team, area].filter((part) => part !== null).join(', ') || 'no team yet';
}

function referred(one: Case): Earlier {
  const end = endOf(one);
  const decision = one.decided?.data.decision;
  const became =
    decision === 'NFA' ? 'no further action' : end === undefined ? 'still open' : `closed on ${dayInShort(end)}`;
  return {
    on: one.referredOn,
    says: `Referral from ${label(referralSourceLabels, one.received.data.source)}: ${became}`,
  };
}

function runningNow(journey: Journey, on: PlainDate): readonly string[] {
  const runs = (from: PlainDate, to: PlainDate | undefined) => from <= on && (to === undefined || to > on);
  return [
    ...childProtectionPlans(journey).flatMap(({ startedOn, endedOn, latestCategory }) =>
      runs(startedOn, endedOn)
        ? [
            `On a child protection plan (${label(categoryOfAbuseLabels, latestCategory)}) since ${dayInWords(startedOn)}`,
          ]
        : [],
    ),
    ...periodsOfCare(journey).flatMap(({ startedOn, ceasedOn }) =>
      runs(startedOn, ceasedOn) ? [`Looked after since ${dayInWords(startedOn)}`] : [],
    ),
    ...childInNeedPlans(journey).flatMap(({ startedOn, endedOn }) =>
      runs(startedOn, endedOn) ? [`On a child in need plan since ${dayInWords(startedOn)}`] : [],
    ),
    ...earlyHelp(journey).flatMap((one) =>
      runs(one.requestedOn, one.closedOn) ? [`Early help since ${dayInWords(one.requestedOn)}`] : [],
    ),
  ];
}

const label = (labels: ReadonlyMap<string, string>, code: string): string => labels.get(code) ?? code;
