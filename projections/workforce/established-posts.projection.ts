import type { PlainDate } from '#calendar/plain-date';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { projection } from '#measures/projection';
import { registerEvents } from '../case-events.ts';
import { stretches } from '../stretches.ts';
import { ownPosts, postFacts } from '../worker-posts.ts';
import { rolesInScope } from './roles-in-scope.ts';

/**
 * What a service is funded for and who fills it, one row for each stretch of an establishment, of a permanent worker in
 * post and of an agency worker who covers a vacancy. Managers and everyone else outside the scope are left out.
 */
export const establishedPosts = projection({
  name: 'established-posts',
  question: 'How many posts are established, and how many of them are filled or covered?',
  version: 1,
  columns: {
    service: 'text',
    /** ESTABLISHED, IN_POST or COVERING. */
    kind: 'text',
    workerId: 'text',
    fteHundredths: 'number',
    /** What it adds to the vacancies: an establishment its posts, a permanent worker as much less, a covering one nothing. */
    vacantHundredths: 'number',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...registerEvents, 'EstablishmentSet'],
  rows: (journey) => [...established(journey), ...filled(journey)],
});

function established(journey: Journey) {
  const service = ownIdIn(journey, 'service');
  if (service === undefined) return [];
  const facts = factsOf(journey, 'EstablishmentSet');
  const areas = new Set(facts.map(({ data }) => data.area ?? null));
  return [...areas].flatMap((area) => {
    const own = facts.filter(({ data }) => (data.area ?? null) === area);
    return stretches(
      { from: own[0]!.on },
      own.map((fact) => fact.on),
      (on) => setOn(own, on),
    ).map(({ from, to, fteHundredths }) => ({
      rowId: `service-${service}/${area ?? ''}#${from}`,
      because: own.filter((fact) => fact.on <= from),
      cells: {
        service,
        kind: 'ESTABLISHED',
        workerId: null,
        fteHundredths,
        vacantHundredths: fteHundredths,
        from,
        to: to ?? null,
        team: null,
        area,
      },
    }));
  });
}

const setOn = (own: readonly Fact<'EstablishmentSet'>[], on: PlainDate) => ({
  fteHundredths: Math.round(own.findLast((fact) => fact.on <= on)!.data.fte * 100),
});

/** The posts in scope of the worker whose journey this is, seen from the establishment. */
function filled(journey: Journey) {
  return ownPosts(journey).flatMap((post) => {
    const { workerId, role, employment, agencyCovers, service, fteHundredths, from, to, team, area } = post;
    const isInPost = employment === 'PERMANENT';
    if (!rolesInScope.some((one) => one === role) || (!isInPost && agencyCovers !== 'VACANCY')) return [];
    const kind = isInPost ? 'IN_POST' : 'COVERING';
    const vacantHundredths = isInPost ? 0 - fteHundredths : 0;
    const what = { service, kind, workerId, fteHundredths, vacantHundredths };
    return [
      {
        rowId: `worker-${workerId}#${from}`,
        because: postFacts(journey, workerId, team),
        cells: { ...what, from, to: to ?? null, team, area },
      },
    ];
  });
}
