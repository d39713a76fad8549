import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '#calendar/instant';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { readEventFile, writeEventFile } from './event-file.ts';
import { importInto } from './import-into.ts';
import type { NotRead, Read, Reading } from './imported.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function fileWith(content: string | Buffer): string {
  const path = join(folder, `events-${++files}.ndjson`);
  writeFileSync(path, content);
  return path;
}

async function readings(content: string | Buffer | readonly object[]): Promise<readonly Reading[]> {
  const text = Array.isArray(content)
    ? content.map((one) => `${JSON.stringify(one)}\n`).join('')
    : (content as string | Buffer);
  const found: Reading[] = [];
  for await (const one of readEventFile(fileWith(text), { now: instant('2020-01-01T00:00:00Z') })) found.push(one);
  return found;
}

const one = async (line: object) => (await readings([line]))[0]!;
const read = async (line: object) => {
  const found = await one(line);
  if (found.kind === 'refused') throw new Error(found.sentence);
  return { ...found, event: found.events[0]! };
};
const refused = async (line: object) => (await one(line)) as NotRead;

const referral = {
  type: 'ReferralReceived',
  childId: 'C1',
  occurredOn: '2015-06-10',
  recordedAt: '2015-06-10T09:00:00Z',
  data: { caseId: 'K1', referredOn: '2015-06-10', source: '1A' },
};

describe('an event file', () => {
  it('is read line by line, one event each', async () => {
    const { where, event } = await read(referral);
    expect(where).toEqual({ file: expect.stringMatching(/\.ndjson$/), line: 1, record: 'event' });
    expect(event).toMatchObject({ ...referral, recordedAt: '2015-06-10T09:00:00.000Z', source: 'IMPORT' });
    expect(event.eventId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('with a broken line in the middle loses that line, and says which and why', async () => {
    const line = JSON.stringify(referral);
    const found = await readings(`${line}\n{"type": "ReferralReceived", "childId"\n${line.replace('K1', 'K2')}\n`);
    expect(found.map(({ kind, where }) => [kind, where.line])).toEqual([
      ['read', 1],
      ['refused', 2],
      ['read', 3],
    ]);
    expect(found[1]).toMatchObject({ rule: 'a-line-is-one-json-object', sentence: expect.stringContaining('Line 2') });
  });

  it('may begin with a byte-order mark, end its lines with CRLF, and hold blank lines', async () => {
    const line = JSON.stringify(referral);
    const found = await readings(`\uFEFF${line}\r\n\r\n   \n${line.replace('K1', 'K2')}`);
    expect(found.map(({ kind, where }) => [kind, where.line])).toEqual([
      ['read', 1],
      ['read', 4],
    ]);
  });

  it('may hold the line separators of Unicode inside a text', async () => {
    const found = await readings([{ ...referral, personal: { reason: 'first\u2028second\u2029third' } }]);
    expect(found).toHaveLength(1);
    expect((found[0] as Read).events[0]!.personal).toEqual({ reason: 'first\u2028second\u2029third' });
  });

  it('that is not UTF-8 is refused line by line', async () => {
    const utf16 = await readings(Buffer.from(`${JSON.stringify(referral)}\n`, 'utf16le'));
    expect(utf16[0]).toMatchObject({ kind: 'refused', rule: 'an-event-file-is-utf-8' });
    const latin1 = await readings(
      Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xe9]), Buffer.from('"}\n{}\n')]),
    );
    expect(latin1.map((found) => (found as NotRead).rule)).toEqual([
      'an-event-file-is-utf-8',
      'an-event-is-as-its-catalogue-says',
    ]);
  });

  it('with a line longer than a megabyte loses that line alone', async () => {
    const found = await readings(`${'x'.repeat(3_000_000)}\n${JSON.stringify(referral)}\n`);
    expect(found.map(({ kind, where }) => [kind, where.line])).toEqual([
      ['refused', 1],
      ['read', 2],
    ]);
  });

  it('with a line nested a hundred thousand deep loses that line alone', async () => {
    const deep = `{"type":"DemographicsAmended","childId":"C1","occurredOn":"2015-06-10","data":{"field":"sex","to":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const found = await readings(`${deep}\n${JSON.stringify(referral)}\n`);
    expect(found.map(({ kind }) => kind)).toEqual(['refused', 'read']);
  });

  it('that does not exist is one refusal', async () => {
    const found: Reading[] = [];
    for await (const reading of readEventFile(join(folder, 'nowhere.ndjson'))) found.push(reading);
    expect(found).toEqual([
      {
        kind: 'refused',
        where: { file: 'nowhere.ndjson', line: 0, record: 'file' },
        rule: 'a-file-can-be-read',
        sentence: expect.stringContaining('There is no such file'),
      },
    ]);
  });

  it('that is empty holds no record', async () => {
    expect(await readings('')).toEqual([]);
  });
});

describe('an event of a file', () => {
  it('of an unknown name is refused, and the nearest name suggested', async () => {
    expect(await refused({ ...referral, type: 'ReferalRecieved' })).toMatchObject({
      rule: 'an-event-has-a-known-type',
      sentence:
        'Line 1: There is no event ReferalRecieved. Did you mean ReferralReceived? `waymark events` lists them.',
    });
    expect((await refused({ ...referral, type: 'Quux' })).sentence).toBe(
      'Line 1: There is no event Quux. `waymark events` lists them.',
    );
    expect((await refused({ ...referral, type: 'constructor' })).rule).toBe('an-event-has-a-known-type');
  });

  it('is refused by the name of the field that is wrong', async () => {
    const wrong = await refused({ ...referral, data: { ...referral.data, source: 'ZZ' } });
    expect(wrong.rule).toBe('an-event-is-as-its-catalogue-says');
    expect(wrong.sentence).toContain('data.source is "ZZ"');
    expect((await refused({ ...referral, data: { referredOn: '2015-06-10', source: '1A' } })).sentence).toContain(
      'data.caseId is missing',
    );
    expect((await refused({ ...referral, occurredOn: '2015-02-30' })).sentence).toContain(
      'occurredOn is "2015-02-30": must be a real day',
    );
    expect((await refused({ ...referral, childId: 'a b' })).sentence).toContain('childId is "a b"');
    expect((await refused({ ...referral, recordedAt: 'yesterday' })).sentence).toContain('recordedAt is "yesterday"');
    expect((await refused({ ...referral, data: 'K1' })).sentence).toContain('data is "K1"');
  });

  it('with a number written as text is told which numbers there are', async () => {
    const data = { on: '2015-06-10', code: 'B', suitable: '1' };
    expect((await refused({ type: 'AccommodationRecorded', childId: 'C1', data })).sentence).toBe(
      'Line 1: data.suitable is "1": must be the number 1 or 2.',
    );
  });

  it('takes its day from the envelope where the payload has none, and the other way round', async () => {
    const { referredOn, ...data } = referral.data;
    expect((await read({ ...referral, data })).event.data).toMatchObject({ referredOn });
    const { occurredOn, ...undated } = referral;
    expect((await read(undated)).event.occurredOn).toBe(occurredOn);
  });

  it('whose two days differ is of the day in the payload, with a note', async () => {
    const { event, notes } = await read({ ...referral, occurredOn: '2015-06-12' });
    expect(event.occurredOn).toBe('2015-06-10');
    expect(notes).toMatchObject([{ rule: 'the-day-in-the-payload-is-the-fact' }]);
  });

  it('without any day is refused', async () => {
    const { occurredOn: _, ...undated } = { ...referral, type: 'PrimaryNeedRecorded', data: { code: 'N1' } };
    expect(await refused(undated)).toMatchObject({ rule: 'an-event-has-a-day' });
    expect((await read({ ...undated, occurredAt: '2015-06-10T23:30:00Z' })).event.occurredOn).toBe('2015-06-11');
  });

  it('keeps when it was recorded, in one spelling; may leave it out; and cannot be recorded later than now', async () => {
    expect((await read({ ...referral, recordedAt: '2015-06-10T10:00:00+01:00' })).event.recordedAt).toBe(
      '2015-06-10T09:00:00.000Z',
    );
    const { recordedAt: _, ...unrecorded } = referral;
    expect((await read(unrecorded)).event).not.toHaveProperty('recordedAt');
    expect(await refused({ ...referral, recordedAt: '2020-01-01T00:00:01Z' })).toMatchObject({
      rule: 'nothing-is-recorded-after-now',
    });
  });

  it('may spell the instants of its payload in any way of ISO 8601', async () => {
    const contact = { contactId: 'X1', source: '1A', method: 'PHONE', receivedAt: '2015-06-10T09:00:00Z', hub: 'MASH' };
    const { event } = await read({ type: 'ContactReceived', childId: 'C1', data: contact });
    expect(event.data['receivedAt']).toBe('2015-06-10T09:00:00.000Z');
    expect(event.occurredOn).toBe('2015-06-10');
  });

  it('whose instant is known by its day alone happened when that day began, and that is noted', async () => {
    const held = { strategyId: 'S1', kind: 'MEETING', outcome: 'S47_JOINT' };
    const spelt = { type: 'StrategyDiscussionHeld', childId: 'C1', data: { ...held, heldAt: '2015-06-10' } };
    const dated = { type: 'StrategyDiscussionHeld', childId: 'C1', occurredOn: '2015-06-10', data: held };
    for (const line of [spelt, dated]) {
      const { event, notes } = await read(line);
      expect(event).toMatchObject({ occurredOn: '2015-06-10', data: { heldAt: '2015-06-09T23:00:00.000Z' } });
      expect(notes).toMatchObject([{ rule: 'an-instant-known-by-its-day-is-its-first' }]);
    }
  });

  it('dated after today is let in with a note', async () => {
    const { notes } = await read({
      ...referral,
      recordedAt: undefined,
      occurredOn: '2030-01-01',
      data: { ...referral.data, referredOn: '2030-01-01' },
    });
    expect(notes).toMatchObject([{ rule: 'nothing-happens-after-today' }]);
  });

  it('with fields nobody knows is stored without them, and they are named', async () => {
    const { event, notes } = await read({
      ...referral,
      colour: 'red',
      data: { ...referral.data, teamID: 'T1' },
      personal: { nick: 'Bo' },
    });
    expect(event.data).toEqual(referral.data);
    expect(event).not.toHaveProperty('personal');
    expect(notes).toMatchObject([{ sentence: expect.stringContaining('colour, data.teamID, personal.nick') }]);
  });

  it('with null in a field is one without that field', async () => {
    expect(
      (await read({ ...referral, recordedBy: null, data: { ...referral.data, teamId: null } })).event.data,
    ).toEqual(referral.data);
  });

  it('without an id gets one that follows from what it says, whatever the order of its fields and wherever it stands', async () => {
    const { data, ...around } = referral;
    const [first, second, other] = await readings([
      referral,
      { data: { source: '1A', referredOn: '2015-06-10', caseId: 'K1' }, ...around },
      { ...referral, data: { ...data, caseId: 'K2' } },
    ]);
    const id = (found: Reading | undefined) => (found as Read).events[0]!.eventId;
    expect(id(first)).toBe(id(second));
    expect(id(first)).not.toBe(id(other));
  });

  it('gets an id that tells nothing of what is personal', async () => {
    const plain = await read(referral);
    const told = await read({ ...referral, personal: { reason: 'Seen alone at night.' } });
    expect(told.event.personal).toEqual({ reason: 'Seen alone at night.' });
    expect(told.event.eventId).toBe(plain.event.eventId);
  });

  it('may name itself as it likes, and a correction names it so', async () => {
    const named = await read({ ...referral, eventId: 'my first' });
    const corrected = await read({
      type: 'EventDateCorrected',
      childId: 'C1',
      occurredOn: '2015-06-12',
      data: { targetEventId: 'my first', field: 'referredOn', to: '2015-06-09' },
    });
    expect(named.event.eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(corrected.event.data['targetEventId']).toBe(named.event.eventId);
  });

  it('of the authority stands on its stream; of a child, on the child', async () => {
    const estimate = {
      type: 'PopulationEstimateLoaded',
      stream: 'authority-330',
      occurredOn: '2016-06-30',
      data: { area: 'TOTAL', midYear: 2015, age0to17: 283467, vintage: '2016' },
    };
    const { event, stream } = await read(estimate);
    expect([event.childId, stream]).toEqual(['', 'authority-330']);
    expect(await refused({ ...estimate, stream: undefined, childId: 'C1' })).toMatchObject({
      rule: 'an-event-has-a-known-type',
    });
    expect(await refused({ ...referral, childId: undefined, stream: 'authority-330' })).toMatchObject({
      rule: 'an-event-has-a-known-type',
    });
    expect(await refused({ ...referral, childId: undefined })).toMatchObject({
      rule: 'an-event-is-about-a-child-or-on-one-stream',
    });
    expect(await refused({ ...referral, stream: 'child-C2' })).toMatchObject({
      rule: 'an-event-is-about-a-child-or-on-one-stream',
    });
    expect((await read({ ...referral, childId: undefined, stream: 'child-C2' })).event.childId).toBe('C2');
  });
});

describe('an event of the register', () => {
  const registered = {
    type: 'WorkerRegistered',
    data: { workerId: 'W1', teamId: 'T1', from: '2015-01-01', qualified: true },
  };
  const created = {
    type: 'TeamCreated',
    data: { teamId: 'T1', type: 'SAFEGUARDING', area: 'EAST', from: '2014-01-01' },
  };
  const established = { type: 'EstablishmentSet', data: { service: 'SAFEGUARDING', fte: 12.5, from: '2015-04-01' } };

  it('stands on the stream of its worker or team, which need not be said', async () => {
    for (const [line, stream] of [
      [registered, 'worker-W1'],
      [created, 'team-T1'],
    ] as const) {
      const found = await read(line);
      expect([found.stream, found.event.childId]).toEqual([stream, '']);
      expect((await read({ ...line, stream })).event.eventId).toBe(found.event.eventId);
    }
    expect((await read(registered)).event.data).toMatchObject({
      fte: 1,
      employment: 'PERMANENT',
      role: 'SOCIAL_WORKER',
    });
  });

  it('of a service needs the stream of the authority', async () => {
    expect((await read({ ...established, stream: 'authority-330' })).stream).toBe('authority-330');
    for (const wrong of [{}, { childId: 'C1' }, { stream: 'team-T1' }])
      expect(await refused({ ...established, ...wrong })).toMatchObject({
        rule: 'an-event-of-the-register-is-on-its-own-stream',
        sentence: expect.stringContaining('authority-330'),
      });
  });

  it('is refused on the stream of a child or of somebody else, with the stream it belongs on', async () => {
    for (const wrong of [{ childId: 'C1' }, { stream: 'worker-W2' }, { stream: 'authority-330' }])
      expect(await refused({ ...registered, ...wrong })).toMatchObject({
        rule: 'an-event-of-the-register-is-on-its-own-stream',
        sentence: expect.stringContaining('stands on worker-W1'),
      });
    expect(await refused({ ...created, data: { type: 'MASH' } })).toMatchObject({
      sentence: expect.stringContaining('data.teamId'),
    });
  });

  it('is corrected and voided on its own stream, without a personal part', async () => {
    const repair = {
      stream: 'worker-W1',
      occurredOn: '2015-02-01',
      data: { targetEventId: 'a', field: 'from', to: '2015-01-05' },
    };
    const corrected = await read({ type: 'EventDateCorrected', ...repair, personal: { reason: 'Typed wrongly.' } });
    expect([corrected.stream, corrected.event.personal]).toEqual(['worker-W1', undefined]);
    expect(corrected.notes).toMatchObject([{ rule: 'personal-details-belong-to-a-child' }]);
    expect(
      (await read({ type: 'EventVoided', ...repair, stream: 'team-T1', data: { targetEventId: 'a' } })).stream,
    ).toBe('team-T1');
    expect(await refused({ ...referral, childId: undefined, stream: 'worker-W1' })).toMatchObject({
      rule: 'an-event-has-a-known-type',
    });
  });
});

describe('a line about what figures are set beside', () => {
  const target = {
    type: 'TargetSet',
    stream: 'authority-330',
    data: { measure: 'RF-05', value: 25, tolerance: 5, from: '2015-04-01' },
  };

  it('is dated by the day it is in force from', async () => {
    const { event, stream } = await read(target);
    expect(event).toMatchObject({ childId: '', occurredOn: '2015-04-01', data: target.data });
    expect(stream).toBe('authority-330');
  });

  it('is refused, with the field, when it is not as the catalogue of events says', async () => {
    expect(await refused({ ...target, data: { ...target.data, value: 'a quarter' } })).toMatchObject({
      rule: 'an-event-is-as-its-catalogue-says',
      sentence: expect.stringContaining('data.value') as string,
    });
  });

  it('may take an earlier one back, by the name that one was given', async () => {
    const { event } = await read({ ...target, eventId: 'the target' });
    const voided = await read({
      type: 'EventVoided',
      stream: 'authority-330',
      occurredOn: '2015-04-02',
      data: { targetEventId: 'the target' },
    });
    expect(voided.event.data['targetEventId']).toBe(event.eventId);
  });
});

describe('exporting the events and importing them', () => {
  it('gives the same log again', async () => {
    const store = new InMemoryEventStore();
    const lines = [
      { ...referral, personal: { reason: 'Seen alone.' }, eventId: 'a', actingTeam: 'T1', correlationId: 'S1' },
      {
        type: 'PopulationEstimateLoaded',
        stream: 'authority-330',
        occurredOn: '2016-06-30',
        data: { area: 'TOTAL', midYear: 2015, age0to17: 1000, vintage: '2016' },
      },
      { ...referral, childId: 'C2', recordedAt: '2015-06-11T09:00:00Z' },
      { type: 'WorkerRegistered', eventId: 'w', data: { workerId: 'W1', from: '2015-01-01', qualified: true } },
      { type: 'TeamCreated', data: { teamId: 'T1', type: 'MASH', citywide: true, from: '2014-01-01' } },
      { type: 'EstablishmentSet', stream: 'authority-330', data: { service: 'S', fte: 12.5, from: '2015-04-01' } },
      {
        type: 'EventVoided',
        stream: 'worker-W1',
        occurredOn: '2015-02-01',
        data: { targetEventId: 'w', reason: 'DUPLICATE_ENTRY' },
      },
    ];
    await importInto(store, readEventFile(fileWith(lines.map((line) => JSON.stringify(line)).join('\n'))));
    const path = join(folder, 'export.ndjson');
    expect(await writeEventFile(store, path)).toBe(7);

    const other = new InMemoryEventStore();
    const report = await importInto(other, readEventFile(path));
    expect(report).toMatchObject({ recordsImported: 7, recordsRefused: {}, noted: {} });
    const log = async (one: InMemoryEventStore) =>
      (await one.readAll(0, 10, { withPersonal: true })).map(({ position: _, ...event }) => event);
    expect(await log(other)).toEqual(await log(store));
    expect(readFileSync(path, 'utf8').split('\n')[0]).toMatch(
      /^\{"type":"ReferralReceived","childId":"C1","occurredOn":"2015-06-10","recordedAt"/,
    );
  });

  it('leaves no half a file where the folder cannot be written', async () => {
    await expect(writeEventFile(new InMemoryEventStore(), join(folder, 'no', 'such', 'folder.ndjson'))).rejects.toThrow(
      'ENOENT',
    );
  });
});
