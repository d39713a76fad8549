import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventTypes } from '#case-flow/event-catalogue';
import { eventsByProcess, eventsPage } from '#exchange/events-page';
import { analystPage } from '#projecting/analyst-page';
import { measures, projections } from '#projections/index';
import { measuresPage } from '#reference/measures-page';

const root = resolve(import.meta.dirname, '../..');

describe('pages that are made from the program', () => {
  it('docs/measures.md says what the measures say', () => {
    const isFresh = readFileSync(join(root, 'docs/measures.md'), 'utf8') === measuresPage(measures);
    expect(isFresh ? 'fresh' : 'docs/measures.md is stale: run npm run docs').toBe('fresh');
  });

  it('docs/events.md says what the events say', () => {
    const isFresh = readFileSync(join(root, 'docs/events.md'), 'utf8') === eventsPage();
    expect(isFresh ? 'fresh' : 'docs/events.md is stale: run npm run docs').toBe('fresh');
  });

  it('docs/analyst-views.md says what the views say', () => {
    const isFresh = readFileSync(join(root, 'docs/analyst-views.md'), 'utf8') === analystPage({ projections });
    expect(isFresh ? 'fresh' : 'docs/analyst-views.md is stale: run npm run docs').toBe('fresh');
  });

  it('docs/events.md leaves out no event', () => {
    const { authority, report, ...processes } = eventsByProcess;
    expect(Object.values(processes).flatMap((events) => Object.keys(events))).toEqual(Object.keys(eventTypes));
    expect([Object.keys(authority!).length, Object.keys(report!).length]).not.toContain(0);
  });
});
