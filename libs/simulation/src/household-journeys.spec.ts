import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { CommandName } from '#case-flow/processes';
import type { Step } from './diary.ts';
import { HouseholdJourneys } from './household-journeys.ts';

const step = (command: CommandName, input: Step['input'], children: readonly string[] = ['C1']): Step => ({
  id: `${command} in a spec`,
  command,
  children,
  input,
  on: plainDate('2025-03-03'),
  when: plainDate('2025-03-03'),
  holdsUp: true,
  by: { workerId: 'W1', teamId: 'MASH', role: 'FDO' },
  at: instant('2025-03-03T10:00:00.000Z'),
});
const registration = { laChildId: 'SIM000001', dob: '2015-01-01', sex: 'F', ethnicity: 'WBRI', disabilities: ['NONE'] };

describe('the journeys of a household', () => {
  it('grow by what the real commands decide, recorded at the instant of the entry', () => {
    const journeys = new HouseholdJourneys('a household');
    const [events] = [...journeys.carryOut(step('RegisterChild', registration))];
    expect(events).toMatchObject([
      { type: 'ChildRegistered', childId: 'C1', recordedAt: '2025-03-03T10:00:00.000Z', recordedBy: 'W1' },
    ]);
    expect([...journeys.carryOut(step('RegisterChild', registration))]).toEqual([[]]);
  });

  it('ask a command about several children of each of them', () => {
    const contact = { source: '6', method: 'PHONE', hub: 'MASH', receivedAt: '2025-03-03T09:00:00.000Z' };
    const asked = step('ReceiveContact', contact, ['C1', 'C2']);
    const events = [...new HouseholdJourneys('a household').carryOut(asked)].flat();
    expect(events).toMatchObject([{ childId: 'C1' }, { childId: 'C2' }]);
    expect(new Set(events.map((event) => 'data' in event && event.data['contactId'])).size).toBe(1);
  });

  it('tell of a refusal with its reason, and go on', () => {
    const journeys = new HouseholdJourneys('a household');
    const refused = [...journeys.carryOut(step('CloseCase', { closedOn: '2025-03-03', reason: 'RC7' }))];
    expect(refused).toMatchObject([{ childId: 'C1', rule: 'a-case-of-this-child' }]);
    expect([...journeys.carryOut(step('RegisterChild', registration))].flat()).toHaveLength(1);
  });

  it('do not take a command for refused that was asked wrongly', () => {
    const wrong = step('CloseCase', { closedOn: 'soon' });
    expect(() => [...new HouseholdJourneys('a household').carryOut(wrong)]).toThrow('closedOn');
  });
});
