import { instantFromEpochMilliseconds } from '#calendar/instant';
import { monthOf } from '#calendar/period';
import { addDays, addMonths, plainDate } from '#calendar/plain-date';
import type { StoredEvent } from '#event-store/event-store';
import { evaluate, type Known } from '#measures/evaluate';
import { isCount } from '#measures/measure';
import { measures } from '#projections/index';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { reportDefinition } from '#reporting/definitions';
import { simulate } from '#simulation/simulate';
import { ask, type Request } from '#waymark/ask';
import { catchUp } from '#waymark/catch-up';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReportNamed } from '#waymark/frozen-reports';
import { previewOf, type Preview } from '#waymark/preview';
import { restatedReport } from '#waymark/restated-report';
import { emptyStores, record, type Stores } from './authority.ts';

const asAt = plainDate('2026-09-30');
const now = () => instantFromEpochMilliseconds(Date.now());
const months = Array.from({ length: 12 }, (_, i) => monthOf(addMonths(plainDate('2025-11-01'), i)));

describe('a command before it is carried out', () => {
  let stores: Stores;
  let events: readonly StoredEvent[];

  beforeAll(async () => {
    stores = await emptyStores();
    await record(stores.store, [...simulate({ children: 30, seed: 41 })], true);
    await rebuild(stores.store, stores.database, stores.model);
    await freezeReport(
      stores,
      { definition: reportDefinition('monthly-scorecard', asAt)!, asAt, id: 'given-out' },
      now,
    );
    events = await everything();
  }, 60_000);
  afterAll(() => stores?.close());

  const everything = () => stores.store.readAll(0, 100_000);
  const rows = async () => replay(stores.model.projections, await everything(), null);

  /** Every measure's counts in every month, by `measure month`. */
  function counts(known: Known): ReadonlyMap<string, readonly number[]> {
    return new Map(
      measures.flatMap((measure) =>
        months.map(({ from, to }) => {
          const { numerator, denominator } = evaluate(measure, known, { from, to, asAt: to }, {}, null);
          return [`${measure.id} ${from.slice(0, 7)}`, [numerator, isCount(measure.denominator) ? denominator! : 0]];
        }),
      ),
    );
  }

  /** Previews the first command that no rule refuses. */
  async function previewed(requests: readonly Request[]): Promise<readonly [Request, Preview]> {
    for (const request of requests)
      try {
        const preview = await previewOf(stores, request, now());
        if (preview.measures.length > 0) return [request, preview];
      } catch (error) {
        if ((error as Error).name !== 'Refused') throw error;
      }
    throw new Error('Every one of the commands was refused or moved nothing.');
  }

  const ofType = (type: string) =>
    events.filter((event) => event.type === type && event.occurredOn > '2026-07-01').slice(-40);
  const request = (command: string, body: object, i: number): Request => ({
    command,
    body,
    commandId: `${command} ${i}`,
  });

  const kinds: readonly (readonly [string, () => readonly Request[]])[] = [
    [
      'a late entry',
      () => [
        request('ReceiveReferral', { childId: 'LATE-1', referredOn: '2026-09-07', source: '2A', areaId: 'SOUTH' }, 0),
      ],
    ],
    [
      'a date corrected',
      () =>
        ofType('AssessmentAuthorised').map(({ childId, eventId, occurredOn }, i) => {
          const to = addDays(occurredOn, 25);
          return request(
            'CorrectEventDate',
            { childId, targetEventId: eventId, field: 'authorisedOn', to, reason: 'Typing.' },
            i,
          );
        }),
    ],
    [
      'an event voided',
      () =>
        ['ReviewConferenceHeld', 'CareReviewHeld', 'AssessmentAuthorised', 'CpVisitMade'].flatMap((type) =>
          ofType(type).map(({ childId, eventId }, i) =>
            request('VoidEvent', { childId, targetEventId: eventId, reason: 'NOT_HAPPENED' }, i),
          ),
        ),
    ],
    [
      'two records merged',
      () => {
        const children = [...new Set(events.map(({ childId }) => childId))].filter((childId) => childId !== '');
        return children
          .slice(1)
          .map((mergedId, i) =>
            request('MergeDuplicateRecords', { childId: children[i]!, mergedId, reason: 'One child.' }, i),
          );
      },
    ],
  ];

  it.each(kinds)('%s: the preview stores nothing and says just what then moves', async (_, requests) => {
    const last = await stores.store.lastPosition();
    const [request, preview] = await previewed(requests());
    expect(await stores.store.lastPosition()).toBe(last);
    const before = counts(await rows());
    const restatedBefore = await restated();
    await ask(stores.store, request, now);
    await catchUp(stores);
    const after = counts(await rows());
    const told = new Map<string, readonly number[]>(
      preview.measures.flatMap(({ measure, months: all }) =>
        all.map(({ month, numerator, denominator }) => [`${measure} ${month}`, [numerator, denominator]] as const),
      ),
    );
    for (const [key, [numerator, denominator]] of after) {
      const [wasAbove, wasBelow] = before.get(key)!;
      const moved = [key, round(numerator! - wasAbove!), round(denominator! - wasBelow!)];
      expect(moved).toEqual([key, ...(told.get(key) ?? [0, 0])]);
    }
    expect(preview.rows.length).toBeGreaterThan(0);
    const cells = new Set(preview.frozenReports.flatMap((one) => one.cells.map(({ cell }) => cell)));
    for (const [cell, text] of await restated()) if (restatedBefore.get(cell) !== text) expect(cells).toContain(cell);
  });

  const round = (amount: number): number => Math.round(amount * 1e6) / 1e6;

  /** The cells of the frozen report that moved, with what they say now. */
  async function restated(): Promise<ReadonlyMap<string, string>> {
    const found = await restatedReport(stores, await frozenReportNamed(stores.store, 'given-out'), reportDefinition);
    expect(found.unaccounted).toEqual([]);
    return new Map(found.figures.flatMap(({ cells }) => cells.map(({ cell, now: text }) => [cell, text])));
  }

  it('a corrected date moves the clock that runs from it', async () => {
    const started = ofType('ReferralReceived').map(({ childId, eventId, occurredOn }, i) =>
      request(
        'CorrectEventDate',
        { childId, targetEventId: eventId, field: 'referredOn', to: addDays(occurredOn, -3), reason: 'Typing.' },
        i,
      ),
    );
    const [, { clocks }] = await previewed(started);
    expect(clocks.length).toBeGreaterThan(0);
    for (const { from, to } of clocks) expect(from).not.toBe(to);
  });

  it('what a rule refuses has no preview', async () => {
    const body = { childId: 'NOBODY', targetEventId: 'E-1', reason: 'NOT_HAPPENED' };
    await expect(previewOf(stores, request('VoidEvent', body, 0), now())).rejects.toMatchObject({
      rule: 'only-a-known-event-is-voided',
    });
  });
});
