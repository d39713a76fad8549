import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, startsOf, told } from '../succession.ts';
import type { LateReason } from './initial-conferences.ts';

/** A conference that was asked for: the day it is booked for, and whether it was cancelled or held. */
export interface RequestedConference {
  /** Absent where an imported request gave none. */
  readonly conferenceId?: string;
  readonly caseId?: string;
  readonly requestedOn: PlainDate;
  readonly plannedOn?: PlainDate;
  readonly lateReason?: LateReason;
  readonly cancelledOn?: PlainDate;
  readonly heldOn?: PlainDate;
}

/** The conferences that were asked for, in the order of the requests. */
export const requestedConferences = perJourney((journey): readonly RequestedConference[] => {
  const requests = startsOf(factsOf(journey, 'ConferenceRequested'), (data) => data.conferenceId);
  const bookings = told(requests, factsOf(journey, 'ConferenceScheduled'), (data) => data.conferenceId);
  const cancelled = endsOf(requests, factsOf(journey, 'ConferenceCancelled'), (data) => data.conferenceId);
  const held = factsOf(journey, 'InitialConferenceHeld');
  return requests.map((request) => {
    const { conferenceId } = request.started.data;
    const caseId = caseOf(journey, request.started)?.caseId;
    const { plannedOn, lateReason } = bookings.get(request)?.at(-1)?.data ?? {};
    const cancelledOn = cancelled.get(request)?.on;
    const isHeld = ({ on, data }: Fact<'InitialConferenceHeld'>) =>
      request.ids.size === 0 ? on >= request.startedOn : request.ids.has(data.conferenceId);
    const heldOn = held.find(isHeld)?.on;
    return {
      ...(conferenceId === undefined ? {} : { conferenceId }),
      ...(caseId === undefined ? {} : { caseId }),
      requestedOn: request.startedOn,
      ...(plannedOn === undefined ? {} : { plannedOn }),
      ...(lateReason === undefined ? {} : { lateReason }),
      ...(cancelledOn === undefined ? {} : { cancelledOn }),
      ...(heldOn === undefined ? {} : { heldOn }),
    };
  });
});

/** The request that still stands in a case: neither cancelled nor held. With an id, the one of that id. */
export const standingRequest = (
  journey: Journey,
  caseId: string | undefined,
  conferenceId?: string,
): RequestedConference | undefined =>
  requestedConferences(journey).findLast(
    (one) =>
      one.caseId === caseId &&
      one.cancelledOn === undefined &&
      one.heldOn === undefined &&
      (conferenceId === undefined || one.conferenceId === conferenceId),
  );
