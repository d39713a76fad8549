import type { PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, heldOn, type Case, type Lead } from '#case-flow/referral/case';
import { isQualified, teamOn } from '#case-flow/workforce/register';
import { projection } from '#measures/projection';
import { leadEvents } from '../case-events.ts';
import { changesOf, holdingFacts, stretches } from '../stretches.ts';
import { postChanges, postFacts, postHeldOn } from '../worker-posts.ts';

/**
 * The days a lead social worker held an open case, one row for each stretch of them in one post and team. A worker whom
 * nobody registered counts as qualified and as one whole post, in the team that holds the case.
 */
export const caseloads = projection({
  name: 'caseloads',
  question: 'Who leads how many open cases, in which kind of team and for how much of a post?',
  version: 1,
  columns: {
    caseId: 'text',
    workerId: 'text',
    isQualified: 'flag',
    isAsye: 'flag',
    fteHundredths: 'number',
    /** Any part of a post: nobody is divided by who has left and still leads a case. */
    holdsPost: 'flag',
    teamType: 'text',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, 'ReferralDecided'],
  rows: (journey) => cases(journey).flatMap((one) => one.leads.flatMap((lead) => rows(journey, one, lead))),
});

function rows(journey: Journey, one: Case, lead: Lead) {
  const { caseId } = one;
  const { workerId } = lead;
  const endedOn = endOf(one);
  const to = lead.to === undefined || (endedOn !== undefined && endedOn < lead.to) ? endedOn : lead.to;
  const from = lead.from < one.referredOn ? one.referredOn : lead.from;
  const held = stretches(
    { from, ...(to === undefined ? {} : { to }) },
    [...changesOf(one), ...postChanges(journey, workerId)],
    (on) => said(journey, one, workerId, on),
  );
  return held.map((stretch) => ({
    rowId: `${one.received.childId}/${caseId}/${workerId}#${stretch.from}`,
    because: [one.received, ...holdingFacts(journey, one), ...postFacts(journey, workerId, stretch.team)],
    cells: { caseId, workerId, ...stretch, to: stretch.to ?? null },
  }));
}

function said(journey: Journey, one: Case, workerId: string, on: PlainDate) {
  const post = postHeldOn(journey, workerId, on);
  const place = post?.team == null ? heldOn(one, on) : { team: post.team, area: post.area };
  const fteHundredths = post?.fteHundredths ?? 100;
  return {
    isQualified: isQualified(journey, workerId, on),
    isAsye: post?.isAsye ?? false,
    fteHundredths,
    holdsPost: fteHundredths > 0,
    teamType: teamOn(journey, place.team, on)?.type ?? null,
    team: place.team,
    area: place.area,
  };
}
