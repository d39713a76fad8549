import type { RecordedEvent } from '#case-flow/event';
import { identity } from '#case-flow/child-identity/identity';
import { factsOf, journeyOf } from '#case-flow/journey';
import { happened } from '#testing/given';
import { partedBy } from './unmerge.page.ts';

const merge = (survivorId: string, mergedId: string, recorded: string) =>
  happened('DuplicateRecordsMerged', { survivorId, mergedId }, { childId: survivorId, recorded });
const visit = (childId: string, visitedOn: string) => happened('CinVisitMade', { visitedOn, seen: true }, { childId });

const partedIn = (events: readonly RecordedEvent[], nth: number) => {
  const journey = journeyOf('C1', events);
  const stored = events.map((event, i) => ({
    ...event,
    stream: `child-${event.childId}`,
    position: i + 1,
    version: 1,
  }));
  const child = { childId: 'C1', version: 1, journey, identity: identity(journey), events: stored };
  const { back, since, stays } = partedBy(child, factsOf(journey, 'DuplicateRecordsMerged')[nth]!);
  return { back: back.map((event) => event.occurredOn), since: since.map((event) => event.occurredOn), stays };
};

describe('what goes back where when a merge is undone', () => {
  it('gives back what stands on the merged record and on those merged into it before, and keeps the rest', () => {
    const events = [
      visit('C1', '2016-04-01'),
      visit('C2', '2016-04-02'),
      visit('C3', '2016-04-03'),
      merge('C2', 'C3', '2016-04-10T12:00:00.000Z'),
      merge('C1', 'C2', '2016-04-11T12:00:00.000Z'),
      visit('C1', '2016-04-12'),
    ];
    expect(partedIn(events, 1)).toEqual({ back: ['2016-04-02', '2016-04-03'], since: ['2016-04-12'], stays: 2 });
  });

  it('counts from the merge that stands where an earlier one of the same two was undone', () => {
    const first = merge('C1', 'C2', '2016-04-10T12:00:00.000Z');
    const events = [
      visit('C2', '2016-04-02'),
      first,
      happened(
        'MergeReversed',
        { mergeEventId: first.eventId },
        { childId: 'C1', recorded: '2016-04-11T12:00:00.000Z' },
      ),
      visit('C1', '2016-04-12'),
      merge('C1', 'C2', '2016-04-20T12:00:00.000Z'),
    ];
    expect(partedIn(events, 1)).toEqual({ back: ['2016-04-02'], since: [], stays: 1 });
  });
});
