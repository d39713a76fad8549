import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf, type Case } from '../referral/case.ts';
import {
  conferenceDueOn,
  enquiriesOf,
  enquiryById,
  type Section47Enquiry,
} from '../section-47-enquiry/section-47-enquiries.ts';
import { startsOf } from '../succession.ts';

type Held = Fact<'InitialConferenceHeld'>;
export type LateReason = NonNullable<Held['data']['lateReason']>;

/** An initial child protection conference that was held about the child. */
export interface InitialConference {
  readonly conferenceId: string;
  readonly caseId?: string;
  readonly held: Held;
  readonly heldOn: PlainDate;
  /** A receiving conference for a child who moved here with a plan: it follows no enquiry of ours (G38). */
  readonly transferIn: boolean;
  readonly outcome?: NonNullable<Held['data']['outcome']>;
  readonly enquiry?: Section47Enquiry;
  /** The day of the strategy discussion, or of the notification of the transfer. It may be later than the conference. */
  readonly clockStartedOn?: PlainDate;
  /** 15 working days after the clock started (CIN guide 4.8, 4.12.2). */
  readonly dueOn?: PlainDate;
  readonly lateReason?: LateReason;
}

/** The child's initial conferences in the order they were held; one child has at most one on a day. */
export const initialConferences = perJourney((journey): readonly InitialConference[] =>
  startsOf(factsOf(journey, 'InitialConferenceHeld'), (data) => data.conferenceId).map(({ started: held }) => {
    const { conferenceId, outcome } = held.data;
    const ofCase = caseOf(journey, held);
    const transferIn = held.data.transferIn === true;
    const enquiry = transferIn ? undefined : enquiryBehind(journey, held, ofCase);
    const clockStartedOn = transferIn ? notifiedOn(journey, held, ofCase) : enquiry?.startedOn;
    const lateReason = held.data.lateReason ?? reasonWhenBooked(journey, held, ofCase);
    return {
      conferenceId,
      ...(ofCase === undefined ? {} : { caseId: ofCase.caseId }),
      held,
      heldOn: held.on,
      transferIn,
      ...(outcome === undefined ? {} : { outcome }),
      ...(enquiry === undefined ? {} : { enquiry }),
      ...(clockStartedOn === undefined ? {} : { clockStartedOn, dueOn: conferenceDueOn(clockStartedOn) }),
      ...(lateReason === undefined ? {} : { lateReason }),
    };
  }),
);

/** The enquiry the conference names; else the latest of its case that had started when it was held. */
function enquiryBehind(journey: Journey, held: Held, ofCase: Case | undefined): Section47Enquiry | undefined {
  const named = held.data.s47Id === undefined ? undefined : enquiryById(journey, held.data.s47Id);
  return named ?? enquiriesOf(journey, ofCase?.caseId).findLast((one) => one.startedOn <= held.on);
}

/** A transfer in is notified on the day of its referral; imports that give no notification give the referral (guide 4.1.1). */
function notifiedOn(journey: Journey, held: Held, ofCase: Case | undefined): PlainDate | undefined {
  const notified = factsOf(journey, 'TransferInNotified').findLast(
    (fact) => fact.on <= held.on && caseOf(journey, fact) === ofCase,
  );
  return notified?.on ?? ofCase?.referredOn;
}

/** Why the day was late, as told when it was booked: by the booking of that conference, else by one of its case for its day. */
function reasonWhenBooked(journey: Journey, held: Held, ofCase: Case | undefined): LateReason | undefined {
  const isBookingOf = (fact: Fact<'ConferenceScheduled'>) =>
    fact.data.conferenceId === undefined
      ? fact.data.plannedOn === held.on && caseOf(journey, fact) === ofCase
      : fact.data.conferenceId === held.data.conferenceId;
  return factsOf(journey, 'ConferenceScheduled').findLast(isBookingOf)?.data.lateReason;
}
