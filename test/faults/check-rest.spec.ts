import { importsWrong, raisedTwice, type ImportRun } from './check-rest.ts';

const imported = [{ runId: 'r1', eventIds: ['e1', 'e2'] }];
const log = [{ eventId: 'e1' }, { eventId: 'e2' }];
const done: ImportRun = { runId: 'r1', state: 'DONE', failure: null, reasons: 2, files: 0 };

describe('the check of jobs', () => {
  it('finds nothing where each was done once', () => expect(importsWrong([done], log, imported)).toEqual([]));

  it.each<readonly [string, readonly ImportRun[], typeof log]>([
    ['one that is on no record', [], log],
    ['one that failed', [{ ...done, state: 'FAILED', failure: 'It did not work.' }], log],
    ['one that is done and left an event out', [done], log.slice(1)],
    ['one that was done twice', [{ ...done, reasons: 4 }], log],
    ['one whose file is still kept', [{ ...done, files: 1 }], log],
  ])('finds %s', (_, runs, events) => expect(importsWrong(runs, events, imported)).toHaveLength(1));

  it('finds what was raised twice, and not what was raised again', () => {
    const raised = (position: number, step: number) => {
      const data = { queue: 'CONTACT', subjectId: 'c1', step, waitedSince: '2026-05-01' };
      return { stream: 'child-A', position, data };
    };
    expect(raisedTwice([raised(1, 1), raised(2, 2)])).toEqual([]);
    expect(raisedTwice([raised(1, 1), raised(2, 2), raised(3, 2)])).toHaveLength(1);
  });
});
