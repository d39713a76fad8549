import { earliest, type PlainDate } from '#calendar/plain-date';
import { factsOf, type Journey } from '../journey.ts';
import { notBeforeReferral, oneAtATime, type Running } from '../ordering.ts';
import { caseOf } from '../referral/case.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import {
  decidedOnAnEnquiry,
  strategyDiscussions,
  type StrategyDiscussion,
} from '../strategy-discussion/strategy-discussion.ts';
import { enquiriesOf, enquiryById, section47Enquiries, type Section47Enquiry } from './section-47-enquiries.ts';

/** The strategy discussion an enquiry follows from: the one named, else the last of that day that decided on one (A.14). */
export function aStrategyDiscussionThatDecidedOnAnEnquiry(
  journey: Journey,
  caseId: string,
  strategyId: string | undefined,
  startedOn: PlainDate,
): StrategyDiscussion {
  const discussions = strategyDiscussions(journey).filter((one) => one.caseId === caseId);
  const named =
    strategyId === undefined
      ? discussions.findLast((one) => decidedOnAnEnquiry(one) && one.heldOn <= startedOn)
      : discussions.find((one) => one.strategyId === strategyId);
  if (!named || !decidedOnAnEnquiry(named))
    throw new Refused(
      'an-enquiry-follows-a-strategy-discussion-that-decided-on-it',
      'No strategy discussion of this case decided on a section 47 enquiry. Record the discussion and its outcome first.',
    );
  if (named.heldOn !== startedOn)
    throw new Refused(
      'an-enquiry-starts-on-the-day-of-its-strategy-discussion',
      `The strategy discussion that decided on the enquiry was held on ${named.heldOn}: the enquiry starts that day (CIN guide 4.12.1).`,
    );
  return named;
}

/** One enquiry at a time in a case (DfE 8890). */
export function noOpenEnquiry(journey: Journey, caseId: string): void {
  const open = enquiriesOf(journey, caseId).find((one) => overOn(journey, one) === undefined);
  if (open)
    throw new Refused(
      'one-section-47-enquiry-at-a-time',
      `The section 47 enquiry of ${open.startedOn} has not been concluded. Conclude it before another one starts.`,
      '8890',
    );
}

/** The enquiry a command speaks of: by id, else the latest started on or before the day. */
export function anEnquiryOfThisChild(
  journey: Journey,
  section47Id: string | undefined,
  on: PlainDate,
): Section47Enquiry {
  const found =
    section47Id === undefined
      ? section47Enquiries(journey).findLast((one) => one.startedOn <= on)
      : enquiryById(journey, section47Id);
  if (found) return found;
  throw new Refused(
    'an-enquiry-of-this-child',
    section47Id === undefined
      ? `No section 47 enquiry about this child had started by ${on}. Start one first.`
      : `This child has no section 47 enquiry ${section47Id}. Check the child and the enquiry.`,
  );
}

/** An enquiry is over when it is concluded, or when its conference is held: the census knows only the conference. */
function overOn(journey: Journey, enquiry: Section47Enquiry): PlainDate | undefined {
  return earliest(enquiry.concludedOn, conferenceOf(journey, enquiry)?.on);
}

const conferenceOf = (journey: Journey, enquiry: Section47Enquiry) =>
  factsOf(journey, 'InitialConferenceHeld').find((fact) => enquiry.ids.has(fact.data.s47Id ?? ''));

const running = (journey: Journey): readonly Running[] =>
  section47Enquiries(journey).map((one) => {
    const endedOn = overOn(journey, one);
    return {
      eventId: one.started.eventId,
      startedOn: one.startedOn,
      within: one.caseId ?? '',
      ...(endedOn === undefined ? {} : { endedOn }),
    };
  });

/** Ordering rules of section 47 enquiries (catalogue A.12, A.6). How long an open one has lasted is a measure, not a rule. */
export const section47EnquiryRules: readonly OrderingRule[] = [
  notBeforeReferral(
    { name: 'a-section-47-enquiry-is-not-before-its-referral', dfe: '2889' },
    'Section47Started',
    'The section 47 enquiry',
  ),
  {
    name: 'a-section-47-enquiry-is-not-concluded-before-its-start',
    level: 'error',
    broken: (journey) =>
      section47Enquiries(journey).flatMap(({ concluded, startedOn }) =>
        concluded && concluded.on < startedOn
          ? [
              {
                eventId: concluded.eventId,
                sentence: `The enquiry is concluded on ${concluded.on}, before it started on ${startedOn}.`,
              },
            ]
          : [],
      ),
  },
  {
    name: 'a-section-47-enquiry-is-not-after-its-conference',
    dfe: '8615',
    level: 'error',
    broken: (journey) =>
      section47Enquiries(journey).flatMap((one) => {
        const held = conferenceOf(journey, one);
        return held && held.on < one.startedOn
          ? [
              {
                eventId: held.eventId,
                sentence: `The conference of ${held.on} is before its section 47 enquiry, which started on ${one.startedOn}.`,
              },
            ]
          : [];
      }),
  },
  ...oneAtATime(
    { name: 'one-open-section-47-enquiry-in-a-case', dfe: '8839' },
    { name: 'section-47-enquiries-of-a-case-do-not-overlap', dfe: '8890' },
    running,
    'The section 47 enquiry',
  ),
  {
    name: 'a-case-with-a-section-47-enquiry-has-an-assessment',
    dfe: '2991Q',
    level: 'query',
    broken: (journey) => {
      const assessed = new Set(factsOf(journey, 'AssessmentStarted').map((fact) => caseOf(journey, fact)?.caseId));
      return section47Enquiries(journey)
        .filter((one) => one.caseId !== undefined && !assessed.has(one.caseId))
        .map((one) => ({
          eventId: one.started.eventId,
          sentence: `The case has a section 47 enquiry of ${one.startedOn} and no assessment. Please check.`,
        }));
    },
  },
];
