import { instant } from '#calendar/instant';
import { eventExamples } from './event-examples.ts';
import { eventOfLine } from './event-line.ts';
import { eventsListed, eventsPage } from './events-page.ts';

describe('the page of events', () => {
  it.each(Object.entries(eventExamples))('shows a line for a %s that is read without a note', (_what, example) => {
    const { event, stream, notes } = eventOfLine(JSON.stringify(example), 'page:1', instant('2020-01-01T00:00:00Z'));
    expect(notes).toEqual([]);
    expect(event.type).toBe(example.type);
    expect(stream).toMatch(/^(child-C1001|worker-W7|authority-330)$/);
    expect(eventsPage()).toContain(JSON.stringify(example));
  });

  it('tells of an event its day, its fields with their codes, and what is personal', () => {
    const section = /### ReferralReceived\n\n((?:- .*\n)+)/.exec(eventsPage())?.[1];
    expect(section?.trim().split('\n')).toEqual([
      '- Day: `referredOn`',
      '- `caseId`: identifier',
      '- `referredOn`: day',
      '- `source`: code: [referral source](#codes-referral-source)',
      '- `contactId` (optional): identifier',
      '- `primaryReason` (optional): text of at most 80 characters',
      '- `teamId` (optional): identifier',
      '- `areaId` (optional): identifier',
      '- `transferInFrom` (optional): text of at most 40 characters',
      '- Personal, all optional: `reason` (text of at most 4,000 characters)',
    ]);
    expect(eventsPage()).toContain('- `suitable` (optional): `1`, `2`\n');
  });

  it('has every field of every event in words', () => {
    expect(eventsPage()).not.toMatch(/undefined|\[object|: *\n- /);
    expect(eventsListed()).toContain('  ReferralReceived: caseId, referredOn, source, [contactId]');
  });
});
