import type { PlainDate } from '#calendar/plain-date';
import { factsOf } from '#case-flow/journey';
import { postsOf, type Post } from '#case-flow/workforce/register';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { projection } from '#measures/projection';
import { registerEvents } from '../case-events.ts';
import { stretches } from '../stretches.ts';
import { postChanges, postFacts, postHeldOn, type PostHeld } from '../worker-posts.ts';

/**
 * One row for each time somebody worked here on one kind of contract. Who comes back, or changes from an agency to a
 * permanent contract, begins another.
 */
export const spellsOfEmployment = projection({
  name: 'spells-of-employment',
  question: 'Who started, who left, and why?',
  version: 2,
  columns: {
    workerId: 'text',
    employment: 'text',
    startedOn: 'day',
    /** NEWLY_QUALIFIED while in the assessed and supported year, else QUALIFIED or NOT_QUALIFIED. */
    startedAs: 'text',
    /** The last day of the assessed and supported year, where it ended in this spell. */
    assessedYearEndedOn: 'day',
    role: 'text',
    team: 'text',
    area: 'text',
    /** The day they left the authority; a change of contract is no leaving. */
    leftOn: 'day',
    reason: 'text',
    /** What they held on their last day. */
    leavingRole: 'text',
    leavingFteHundredths: 'number',
    leavingTeam: 'text',
    leavingArea: 'text',
  },
  reads: registerEvents,
  rows: (journey) => {
    const workerId = ownIdIn(journey, 'worker');
    const first = workerId === undefined ? undefined : postsOf(journey, workerId)[0];
    if (workerId === undefined || first === undefined) return [];
    const held = (on: PlainDate): PostHeld => postHeldOn(journey, workerId, on)!;
    const changes = [...new Set(postChanges(journey, workerId))].sort();
    const spells = stretches({ from: first.from }, changes, (on) => {
      const { employment, hasLeft } = held(on);
      return { employment, hasLeft };
    });
    return spells
      .filter((spell) => !spell.hasLeft)
      .map(({ from, to, employment }) => {
        const began = held(from);
        const lastChange = changes.findLast((day) => day >= from && (to === undefined || day < to)) ?? from;
        const last = held(lastChange);
        const left = to !== undefined && held(to).hasLeft;
        const leaving = factsOf(journey, 'WorkerLeft').find((fact) => left && fact.on === to);
        return {
          rowId: `${workerId}#${from}`,
          because: postFacts(journey, workerId, began.team),
          cells: {
            workerId,
            employment,
            startedOn: from,
            startedAs: began.isAsye ? 'NEWLY_QUALIFIED' : began.isQualified ? 'QUALIFIED' : 'NOT_QUALIFIED',
            assessedYearEndedOn: assessedYearIn(postsOf(journey, workerId), from, to),
            role: began.role,
            team: began.team,
            area: began.area,
            leftOn: left ? to : null,
            reason: leaving?.data.reason ?? null,
            leavingRole: left ? last.role : null,
            leavingFteHundredths: left ? last.fteHundredths : null,
            leavingTeam: left ? last.team : null,
            leavingArea: left ? last.area : null,
          },
        };
      });
  },
});

/** The last day of an assessed year, as the register has it at the end of the spell; null if it lies outside. */
function assessedYearIn(posts: readonly Post[], from: PlainDate, to: PlainDate | undefined): PlainDate | null {
  const until = posts.findLast((post) => to === undefined || post.from < to)?.asyeUntil;
  return until !== undefined && until >= from && (to === undefined || until < to) ? until : null;
}
