import fc from 'fast-check';
import { isTheirs, opening, type RecordPlace } from './opening.ts';
import type { Person } from './person.ts';
import { rightsOfRole } from './rights.ts';
import { roles, type Role } from './roles.ts';

const person = (role: Role, more: Partial<Person> = {}): Person => ({
  accountId: 'A',
  username: 'somebody',
  displayName: 'Somebody',
  role,
  areas: [],
  teams: [],
  ...more,
});
const place = (more: Partial<RecordPlace> = {}): RecordPlace => ({
  childId: 'C1',
  isOpen: true,
  team: 'ASSESSMENT-SOUTH',
  area: 'SOUTH',
  workers: ['W1'],
  ...more,
});
const restricted = (level: 'TEAM_ONLY' | 'NAMED_WORKERS' | 'ADOPTION_SEALED', allowed: string[] = []) =>
  place({ restriction: { level, allowed, eventId: 'E' } });

describe('whose record opens', () => {
  it('of another area: only with a reason', () => {
    const east = person('SW', { areas: ['EAST'] });
    expect(opening(east, place(), false)).toBe('ELSEWHERE');
    expect(opening(east, place(), true)).toBe('OPEN');
  });

  it('of one’s own area, team or cases: at once', () => {
    expect(opening(person('SW', { areas: ['SOUTH'] }), place(), false)).toBe('OPEN');
    expect(opening(person('SW', { areas: ['EAST'], teams: ['ASSESSMENT-SOUTH'] }), place(), false)).toBe('OPEN');
    expect(opening(person('SW', { areas: ['EAST'], workerId: 'W1' }), place(), false)).toBe('OPEN');
  });

  it('at the front door: whoever holds the case, unless the account is confined to areas', () => {
    for (const role of ['FDO', 'QP'] as const) {
      expect(opening(person(role, { teams: ['MASH'] }), place(), false)).toBe('OPEN');
      expect(opening(person(role, { teams: ['MASH'] }), restricted('TEAM_ONLY'), false)).toBe('RESTRICTED');
      expect(opening(person(role, { areas: ['EAST'] }), place(), false)).toBe('ELSEWHERE');
    }
    expect(opening(person('SW', { teams: ['MASH'] }), place(), false)).toBe('ELSEWHERE');
  });

  it('of a child without an open case: for everyone who opens records', () => {
    expect(opening(person('SW', { areas: ['EAST'] }), place({ isOpen: false }), false)).toBe('OPEN');
  });

  it('restricted to named workers: for them alone', () => {
    const record = restricted('NAMED_WORKERS', ['W7']);
    expect(opening(person('SW', { workerId: 'W7' }), record, false)).toBe('OPEN');
    expect(opening(person('TM', { areas: ['SOUTH'], teams: ['ASSESSMENT-SOUTH'] }), record, false)).toBe('RESTRICTED');
  });

  it('restricted to its team: for the team and whoever is allocated', () => {
    const record = restricted('TEAM_ONLY');
    expect(opening(person('TM', { teams: ['ASSESSMENT-SOUTH'] }), record, false)).toBe('OPEN');
    expect(opening(person('SW', { workerId: 'W1' }), record, false)).toBe('OPEN');
    expect(opening(person('TM', { teams: ['ASSESSMENT-EAST'] }), record, false)).toBe('RESTRICTED');
    expect(opening(person('RM'), record, false)).toBe('RESTRICTED');
  });

  it('sealed at adoption: for nobody, whatever the reason', () => {
    for (const role of Object.keys(roles) as Role[])
      expect(opening(person(role, { workerId: 'W1' }), restricted('ADOPTION_SEALED', ['W1']), true)).not.toBe('OPEN');
  });

  it('never for a role without the right to open records', () => {
    const without = (Object.keys(roles) as Role[]).filter((role) => !rightsOfRole[role].includes('open-records'));
    expect(without).toEqual(expect.arrayContaining(['PERF', 'WFM', 'ADMIN']));
    for (const role of without) expect(opening(person(role), place({ isOpen: false }), true)).toBe('NO_RIGHT');
  });

  it('a wider account never sees less', () => {
    const areas = fc.subarray(['EAST', 'SOUTH', 'NWC']);
    fc.assert(
      fc.property(areas, areas, fc.constantFrom('EAST', 'SOUTH', 'NWC', undefined), (own, more, area) => {
        const record: RecordPlace = {
          childId: 'C',
          isOpen: true,
          workers: [],
          ...(area === undefined ? {} : { area }),
        };
        const narrow = person('SW', { areas: own.length === 0 ? ['NONE'] : own });
        const wide = person('SW', { areas: [...narrow.areas, ...more] });
        return !isTheirs(narrow, record) || isTheirs(wide, record);
      }),
    );
  });
});
