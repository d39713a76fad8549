import { identity } from '#case-flow/child-identity/identity';
import type { EventName } from '#case-flow/event-catalogue';
import { factsOf } from '#case-flow/journey';
import { projection } from '#measures/projection';

/** The events that say something of a person; a child none of them is known of has no row. */
const reads = [
  'ChildRegistered',
  'UnbornChildBorn',
  'DemographicsAmended',
  'ChildDied',
  'RecordRestricted',
  'RestrictionLifted',
] as const satisfies readonly EventName[];

/** One row a child, for the markers beside it on every list: unborn, died, restricted. Names stand in no row. */
export const children = projection({
  name: 'children',
  question: 'Who are the children: age, sex, home area, and whether the record is restricted?',
  version: 1,
  columns: {
    dob: 'day',
    expectedDob: 'day',
    diedOn: 'day',
    sex: 'text',
    isRestricted: 'flag',
    restriction: 'text',
    team: 'text',
    /** The area the child lives in. */
    area: 'text',
  },
  reads,
  rows: (journey) => {
    const because = factsOf(journey, ...reads);
    if (because.length === 0) return [];
    const { dob, expectedDob, diedOn, sex, restriction, homeArea } = identity(journey);
    return [
      {
        rowId: journey.childId,
        because,
        cells: {
          dob: dob ?? null,
          expectedDob: expectedDob ?? null,
          diedOn: diedOn ?? null,
          sex: sex ?? null,
          isRestricted: restriction !== undefined,
          restriction: restriction?.level ?? null,
          team: null,
          area: homeArea ?? null,
        },
      },
    ];
  },
});
