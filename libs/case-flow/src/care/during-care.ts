import { londonDate } from '#calendar/instant';
import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { Refused } from '../refused.ts';
import { careEvents } from './care.events.ts';
import { aLookedAfterChild, aPeriodOfCare } from './care.rules.ts';
import { missingEpisodes } from './missing-episodes.ts';
import type { PeriodOfCare } from './periods-of-care.ts';

const child = z.object({ childId: identifier });
const reviewed = child.extend(careEvents.CareReviewHeld.payload.shape);
const minuted = child.extend(careEvents.ReviewMinutesCompleted.payload.shape);
const visited = child.extend(careEvents.CareVisitMade.payload.shape).extend({ note: text.optional() });
const missing = child.extend(careEvents.MissingEpisodeStarted.payload.shape);
const found = child.extend(careEvents.MissingEpisodeEnded.payload.shape);

/** What happens while a child is looked after: reviews, visits, missing episodes (catalogue A.9, A.14). */
export const duringCareCommands = {
  HoldCareReview: command(reviewed, (journey, { childId: _, ...asked }, { newId }) => {
    const period = aLookedAfterChild(journey, asked.periodId, asked.heldOn);
    if (period.reviews.some((one) => one.heldOn === asked.heldOn)) return [];
    return [{ type: 'CareReviewHeld', data: { ...asked, ...idsOf(period), reviewId: asked.reviewId ?? newId() } }];
  }),

  CompleteReviewMinutes: command(minuted, (journey, { childId: _, ...asked }) => {
    const { reviewId, completedOn } = asked;
    const period = aPeriodOfCare(journey, asked.periodId, completedOn);
    const review = period.reviews.findLast((one) =>
      reviewId === undefined ? one.heldOn <= completedOn : one.ids.has(reviewId),
    );
    if (!review || completedOn < review.heldOn)
      throw new Refused(
        'minutes-follow-a-review',
        `No review that was held by ${completedOn} fits these minutes. Record the review first, or check the day.`,
      );
    if (review.minutesCompletedOn === completedOn) return [];
    if (review.minutesCompletedOn !== undefined)
      throw new Refused(
        'minutes-are-completed-once',
        `The minutes of this review were completed on ${review.minutesCompletedOn}. Correct that day if it is wrong.`,
      );
    const data = { ...asked, ...idsOf(period), reviewId: reviewId ?? review.eventId };
    return [{ type: 'ReviewMinutesCompleted', data }];
  }),

  RecordCareVisit: command(visited, (journey, { childId: _, note, ...asked }) => {
    const period = aLookedAfterChild(journey, asked.periodId, asked.visitedOn);
    const personal = note === undefined ? {} : { personal: { note } };
    return unlessKnown(journey, { type: 'CareVisitMade', data: { ...asked, ...idsOf(period) }, ...personal });
  }),

  StartMissingEpisode: command(missing, (journey, { childId: _, ...asked }, { newId }) => {
    const period = aLookedAfterChild(journey, asked.periodId, londonDate(asked.from));
    if (missingEpisodes(journey).some((one) => one.from === asked.from && one.kind === asked.kind)) return [];
    const open = missingEpisodes(journey).find(
      (one) => one.from <= asked.from && (one.until === undefined || one.until > asked.from),
    );
    if (open)
      throw new Refused(
        'one-missing-episode-at-a-time',
        `This child has been missing or away since ${open.fromOn}. Record the return before another episode starts.`,
      );
    const data = { ...asked, ...idsOf(period), missingId: asked.missingId ?? newId() };
    return [{ type: 'MissingEpisodeStarted', data }];
  }),

  /** Asked again with the answer about the return interview, it records that too. */
  EndMissingEpisode: command(found, (journey, { childId: _, ...asked }) => {
    const { until, missingId } = asked;
    const episode = missingEpisodes(journey).findLast((one) =>
      missingId === undefined ? one.from <= until : one.missingId === missingId,
    );
    if (!episode || until < episode.from || (episode.until !== undefined && episode.until !== until))
      throw new Refused(
        'only-a-missing-child-returns',
        `This child was not missing at that time. Check the child and the day (${londonDate(until)}).`,
      );
    const period = aPeriodOfCare(journey, asked.periodId, episode.fromOn);
    const id = episode.missingId === undefined ? {} : { missingId: episode.missingId };
    return unlessKnown(journey, { type: 'MissingEpisodeEnded', data: { ...asked, ...idsOf(period), ...id } });
  }),
};

/** The ids a follow-up fact is given, so that it never depends on dates alone. */
const idsOf = ({ periodId, caseId }: PeriodOfCare) => ({
  periodId,
  ...(caseId === undefined ? {} : { caseId }),
});
