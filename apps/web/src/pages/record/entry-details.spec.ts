import { eventTypes, type EventName } from '#case-flow/event-catalogue';
import { z } from 'zod';
import { detailsOf, type Names } from './entry-details.ts';
import { processNames, processOf, titleOf } from './entry-titles.ts';

const names: Names = {
  worker: (id) => `worker ${id}`,
  child: (id) => `child ${id}`,
  entry: (id) => `entry ${id}`,
};
const childEvents = (Object.keys(eventTypes) as EventName[]).filter((type) => processOf(type) !== 'workforce');

/** Every code that a field of an event may hold. */
function codesIn(schema: z.core.$ZodType): readonly (string | number)[] {
  if (schema instanceof z.ZodOptional) return codesIn(schema.unwrap());
  if (schema instanceof z.ZodArray) return codesIn(schema.element);
  return schema instanceof z.ZodEnum ? schema.options : [];
}

describe('the details of an entry', () => {
  it('say every code of every event in words', () => {
    const untold = childEvents.flatMap((type) =>
      Object.entries(eventTypes[type].payload.shape as Record<string, z.core.$ZodType>).flatMap(([field, schema]) =>
        codesIn(schema)
          .filter((code) =>
            detailsOf(type, { [field]: code }, names).some(({ words }) => words === code && !/^[a-z]/.test(words)),
          )
          .map((code) => `${type}.${field} ${code}`),
      ),
    );
    expect(untold).toEqual([]);
  });

  it('leave out the ids that only the program reads, and read out those of people and children', () => {
    const data = { caseId: 'K1', workerId: 'W7', teamId: 'T1', areaId: 'EAST', role: 'LEAD_SW', from: '2016-04-04' };
    expect(detailsOf('CaseAllocated', data, names)).toEqual([
      { label: 'Worker', words: 'worker W7' },
      { label: 'Team', words: 'T1' },
      { label: 'Area', words: 'EAST' },
      { label: 'Role', words: 'Lead social worker' },
    ]);
    expect(detailsOf('SiblingLinked', { otherChildId: 'C2', relation: 'HALF' }, names)).toEqual([
      { label: 'Other child', words: 'child C2' },
      { label: 'Relation', words: 'Half siblings' },
    ]);
  });

  it('say what a correction and an amendment changed, from what to what', () => {
    expect(
      detailsOf(
        'EventDateCorrected',
        { targetEventId: 'E1', field: 'startedOn', from: '2016-04-05', to: '2016-04-04' },
        names,
      ),
    ).toEqual([
      { label: 'Entry', words: 'entry E1' },
      { label: 'Started', words: '4 April 2016, before 5 April 2016' },
    ]);
    expect(detailsOf('DemographicsAmended', { field: 'sex', from: 'U', to: 'F' }, names)).toEqual([
      { label: 'Detail', words: 'Sex: Female, before Unknown or unborn' },
    ]);
    expect(detailsOf('DemographicsAmended', { field: 'familyName' }, names)).toEqual([
      { label: 'Detail', words: 'Family name' },
    ]);
  });

  it('tell of a placement within the start of care', () => {
    const data = {
      periodId: 'P1',
      startedOn: '2016-04-04',
      legalStatus: 'V2',
      placement: { placementId: 'X1', type: 'U1', sameCarer: false },
    };
    const words = detailsOf('CareStarted', data, names).map(({ label, words: said }) => `${label}: ${said}`);
    expect(words).toContain('Legal status: Accommodated under section 20');
    expect(words).toContain('Same carer: No');
    expect(words.join()).not.toContain('X1');
  });

  it('every entry has a title in words and a process to filter by', () => {
    const odd = childEvents.filter(
      (type) => /[A-Z].*[A-Z]/.test(titleOf(type).replace('Early', '')) || processNames[processOf(type)] === undefined,
    );
    expect(odd).toEqual([]);
  });
});
