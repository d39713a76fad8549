import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { homeEvents, placeOfFact } from './early-help-place.ts';

type Heard = Fact<'SupportGroupCaseHeard'>;

/** One row a case heard at a multi-agency support group; one told twice, of one group and day, is one. */
export const supportGroupCases = projection({
  name: 'support-group-cases',
  question: 'Which cases were heard at multi-agency support groups?',
  version: 1,
  columns: {
    groupId: 'text',
    heardOn: 'day',
    /** What was heard stays heard: the count since inception is a stock that nothing leaves. */
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...homeEvents, 'SupportGroupCaseHeard'],
  rows: (journey) =>
    heard(journey).map((fact) => ({
      rowId: `${fact.childId}/${fact.eventId}`,
      because: [fact],
      cells: { groupId: fact.data.groupId, heardOn: fact.on, to: null, ...placeOfFact(journey, fact) },
    })),
});

/** One row a case and issue that it was heard about, so that the issues can be counted. */
export const supportGroupIssues = projection({
  name: 'support-group-issues',
  question: 'What were the cases heard at multi-agency support groups about?',
  version: 1,
  columns: { groupId: 'text', issue: 'text', heardOn: 'day', to: 'day', team: 'text', area: 'text' },
  reads: [...homeEvents, 'SupportGroupCaseHeard'],
  rows: (journey) =>
    heard(journey).flatMap((fact) =>
      [...new Set(fact.data.issueCodes ?? [])].map((issue) => ({
        rowId: `${fact.childId}/${fact.eventId}/${issue}`,
        because: [fact],
        cells: { groupId: fact.data.groupId, issue, heardOn: fact.on, to: null, ...placeOfFact(journey, fact) },
      })),
    ),
});

function heard(journey: Journey): readonly Heard[] {
  const facts = factsOf(journey, 'SupportGroupCaseHeard');
  const isSame = (a: Heard, b: Heard) => a.on === b.on && a.data.groupId === b.data.groupId;
  return facts.filter((fact, i) => facts.findIndex((other) => isSame(other, fact)) === i);
}
