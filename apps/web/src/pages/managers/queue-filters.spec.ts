import type { Person } from '#access/person';
import { isNarrowed, partOf, queryOf, queueFilters, saysFilters } from './queue-filters.ts';

const person = { role: 'TM', areas: ['SOUTH'], teams: ['ASSESSMENT-SOUTH'] } as unknown as Person;

describe('the filters of the queue', () => {
  it('begin with my areas, what is due first on top', () => {
    const usual = queueFilters({});
    expect(usual).toEqual({ area: 'mine', isOverdue: false, sort: 'due', order: 'ascending' });
    expect(partOf(usual, person)).toEqual({ areas: ['SOUTH'], teams: ['ASSESSMENT-SOUTH'] });
    expect(isNarrowed(usual, person)).toBe(false);
  });

  it('come back from their own query string', () => {
    const chosen = {
      area: 'EAST',
      team: 'T1',
      overdue: 'yes',
      accepted: 'no',
      days: '7',
      sort: 'team',
      order: 'descending',
    };
    const filters = queueFilters(chosen);
    expect(Object.fromEntries(new URLSearchParams(queryOf(filters)))).toEqual(chosen);
    expect(partOf(filters, person)).toEqual({ areas: ['EAST'], teams: [] });
    expect(isNarrowed(filters, person)).toBe(true);
  });

  it('leave aside what nobody can have chosen', () => {
    expect(queueFilters({ sort: 'name; drop table', days: '-1', accepted: 'maybe', order: 'sideways' })).toEqual(
      queueFilters({}),
    );
    expect([saysFilters({ page: '2' }), saysFilters({ sort: 'team' })]).toEqual([false, true]);
  });

  it('of all areas narrow nothing for whoever works in all of them', () => {
    const all = queueFilters({ area: 'all' });
    expect(isNarrowed(all, { ...person, areas: [], teams: [] })).toBe(false);
    expect(isNarrowed(all, person)).toBe(true);
  });
});
