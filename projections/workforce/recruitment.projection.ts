import { factsOf } from '#case-flow/journey';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { projection } from '#measures/projection';

/** One row for each stage a candidate reached, on its day; a stage told twice of one day is one. */
export const recruitment = projection({
  name: 'recruitment',
  question: 'How far has recruitment come, stage by stage?',
  version: 1,
  columns: {
    candidateId: 'text',
    service: 'text',
    stage: 'text',
    reachedOn: 'day',
    isNewlyQualified: 'flag',
    isOverseas: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: ['RecruitmentStageReached'],
  rows: (journey) => {
    const service = ownIdIn(journey, 'service');
    if (service === undefined) return [];
    const facts = factsOf(journey, 'RecruitmentStageReached');
    const idOf = ({ data, on }: (typeof facts)[number]) => `service-${service}/${data.candidateId}/${data.stage}/${on}`;
    const firsts = facts.filter((fact, i) => facts.findIndex((other) => idOf(other) === idOf(fact)) === i);
    return firsts.map((fact) => ({
      rowId: idOf(fact),
      because: [fact],
      cells: {
        candidateId: fact.data.candidateId,
        service,
        stage: fact.data.stage,
        reachedOn: fact.on,
        isNewlyQualified: fact.data.newlyQualified ?? null,
        isOverseas: fact.data.overseas ?? null,
        team: null,
        area: null,
      },
    }));
  },
});
