import { addDays, earliest, latest } from '#calendar/plain-date';
import { returnInterviewInTime, type MissingEpisode } from '#case-flow/care/missing-episodes';
import { factsOf, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { daysLookedAfter, lookedAfterEvents } from '../looked-after/days-looked-after.ts';
import { heldIn } from '../stretches.ts';

/**
 * The days on which a child LAC-01 counts was missing (M) or away without authorisation (A), the day of the return among
 * them, one row for each stretch in one team and area. The row with the return tells of it and of the return interview.
 */
export const missingFromCare = projection({
  name: 'missing-from-care',
  question: 'Which looked-after children were missing, and were they offered a return interview?',
  version: 1,
  columns: {
    missingId: 'text',
    kind: 'text',
    from: 'day',
    to: 'day',
    returnedOn: 'day',
    interviewInTime: 'flag',
    interviewAccepted: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, ...lookedAfterEvents, 'MissingEpisodeStarted', 'MissingEpisodeEnded'],
  rows: (journey) =>
    daysLookedAfter(journey).flatMap((days) =>
      days.span.period.missingEpisodes.flatMap((episode) => {
        const to = earliest(episode.untilOn === undefined ? undefined : addDays(episode.untilOn, 1), days.to);
        const from = latest(episode.fromOn, days.from)!;
        const interval = { from, ...(to === undefined ? {} : { to }) };
        return heldIn(days.case, interval).map((stretch) => ({
          rowId: `${episode.started.childId}/${episode.eventId}#${stretch.from}`,
          because: factsAbout(journey, episode),
          cells: {
            missingId: episode.missingId ?? null,
            kind: episode.kind,
            from: stretch.from,
            to: stretch.to ?? null,
            ...returnOf(episode, stretch),
            team: stretch.team,
            area: stretch.area,
          },
        }));
      }),
    ),
});

/** What is told of the return, on the row that the day of the return stands on. */
function returnOf(episode: MissingEpisode, stretch: { readonly from: string; readonly to?: string }) {
  const { untilOn } = episode;
  const isHere = untilOn !== undefined && untilOn >= stretch.from && (stretch.to === undefined || untilOn < stretch.to);
  if (!isHere) return { returnedOn: null, interviewInTime: null, interviewAccepted: null };
  return {
    returnedOn: untilOn,
    interviewInTime: returnInterviewInTime(episode),
    interviewAccepted: episode.returnInterviewAccepted ?? null,
  };
}

const factsAbout = (journey: Journey, { started, until }: MissingEpisode) => [
  started,
  ...factsOf(journey, 'MissingEpisodeEnded').filter((fact) => fact.data.until === until),
];
