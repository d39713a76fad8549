import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Accounts } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { instantFromEpochMilliseconds, londonDate, type Instant } from '#calendar/instant';
import type { NewEvent } from '#case-flow/event';
import { uuidOf } from '#case-flow/decide';
import { childStream } from '#event-store/event-store';
import { definedIn, measures, projections } from '#projections/index';
import { grouped } from '#projecting/linked-events';
import { readingModel } from '#projecting/reading';
import { fillDemo } from '#simulation/fill-store';
import { address, familyName, givenName } from '#simulation/names';
import { randomFrom } from '#simulation/random';
import { catchUp } from '#waymark/catch-up';
import { open } from '#waymark/open';
import { DEMO_PASSWORD, openDemoAccounts } from '../../apps/web/src/demo-accounts.ts';

/**
 * How long pages take at the server, by the real program over a store of many children: `npm run bench:pages -- 100000 FOLDER`. One in ten
 * has a whole simulated journey; the others were known at the front door once, as most children of an authority are. A
 * folder that is filled already is measured again.
 */
const children = Number(process.argv[2] ?? 100_000);
const folder = process.argv[3] ?? `.data-bench-${children}`;
const repeats = Number(process.argv[4] ?? 40);
const PORT = 3999;

const routes: readonly (readonly [name: string, who: string, path: string])[] = [
  ['queue', 'manager-south', '/queue'],
  ['queue, all areas', 'manager-south', '/queue?area=all'],
  ['search by name', 'front-door', '/children?familyName=Smith&givenName=Amelia'],
  ['search by birth date', 'front-door', '/children?familyName=Wright&dob-day=3&dob-month=5&dob-year=2015'],
  ['screening', 'screener', '/screening'],
  ['log a contact', 'front-door', '/contacts/new'],
  ['clocks', 'manager-south', '/clocks'],
  ['caseloads', 'manager-south', '/caseloads'],
  ['child', 'manager-south', '/children/CHILD'],
  ['chronology', 'manager-south', '/children/CHILD/chronology'],
  ['plans and care', 'manager-south', '/children/CHILD/plans'],
  ['next steps', 'manager-south', '/children/CHILD/steps'],
  ['scorecard', 'performance', '/performance'],
  ['measure', 'performance', '/performance/measures/RF-05'],
  ['measures', 'performance', '/performance/measures'],
  ['funnel', 'performance', '/performance/funnel'],
  ['forecast', 'performance', '/performance/forecast'],
  ['frozen reports', 'performance', '/performance/frozen'],
  ['audit', 'administrator', '/administration/audit'],
  ['accounts', 'administrator', '/administration/accounts'],
];

async function filled(): Promise<string> {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const opened = await open({ dataDir: folder }, readingModel(projections, measures, definedIn));
  const started = performance.now();
  if (isNew) {
    await fillDemo(opened, { children: Math.round(children / 10) });
    let batch: NewEvent[] = [];
    const write = async () => {
      const writes = grouped(batch, (event) => event.childId).map((events) => ({
        stream: childStream(events[0]!.childId),
        expectedVersion: 'any' as const,
        events,
      }));
      await opened.store.append(writes, { trustRecordedAt: true });
      batch = [];
    };
    for (let i = 0; i < children - Math.round(children / 10); i++) {
      batch.push(...knownOnce(i));
      if (batch.length > 2000) await write();
    }
    await write();
  }
  await catchUp(opened);
  await prepareAccess(opened.database);
  await openDemoAccounts(new Accounts(opened.database), opened.database);
  const events = await opened.store.lastPosition();
  const [{ child_id: child } = { child_id: '' }] = await opened.database.query<{ child_id: string }>(
    `select child_id from reading.unallocated_cases where known_to is null and area = 'SOUTH' order by referred_on desc limit 1`,
  );
  process.stderr.write(
    `${events.toLocaleString('en-GB')} events of ${children.toLocaleString('en-GB')} children${isNew ? `, ready after ${Math.round((performance.now() - started) / 1000)} s` : ''}.\n`,
  );
  await opened.close({ stopPostgres: true });
  return child;
}

/** A child who came to the front door once, years ago, with nothing to follow. */
function knownOnce(i: number): readonly NewEvent[] {
  const random = randomFrom('known once', i);
  const today = londonDate(instantFromEpochMilliseconds(Date.now()));
  const on = addDays(today, -random.whole(800, 4000));
  const childId = `H${i}`;
  const at = (minute: string) => `${on}T10:${minute}:00.000Z` as Instant;
  const sex = random.pick(['F', 'M'] as const);
  const area = random.pick(['EAST', 'NWC', 'SOUTH'] as const);
  const said = { childId, occurredOn: on, source: 'IMPORT' as const };
  const dob: PlainDate = addDays(on, -random.whole(100, 5800));
  const names = {
    givenName: givenName(sex, random)!,
    familyName: familyName(random),
    homePostcode: address(area, random).postcode,
  };
  const event = (
    type: string,
    minute: string,
    data: Record<string, unknown>,
    personal?: Record<string, unknown>,
  ): NewEvent => ({
    ...said,
    eventId: uuidOf(`${childId}/${type}`),
    type,
    recordedAt: at(minute),
    data,
    ...(personal ? { personal } : {}),
  });
  return [
    event('ChildRegistered', '00', { laChildId: `H${i}`, dob, sex, ethnicity: 'WBRI', homeArea: area }, names),
    event('ContactReceived', '01', {
      contactId: `H${i}`,
      source: '5A',
      method: 'PHONE',
      hub: 'MASH',
      receivedAt: at('01'),
    }),
    event('ContactScreened', '20', { contactId: `H${i}`, screenedAt: at('20'), screenedBy: 'W1', qualified: true }),
    event('ContactDecided', '40', { contactId: `H${i}`, outcome: 'INFO_ADVICE', decidedAt: at('40') }),
  ];
}

function program(): ChildProcess {
  const env = {
    ...process.env,
    WAYMARK_DATA: folder,
    PORT: String(PORT),
    WAYMARK_DEMO_CHILDREN: '0',
    NODE_ENV: 'production',
  };
  return spawn('node', ['dist/apps/web/src/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

const home = `http://127.0.0.1:${PORT}`;

async function ready(): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${home}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Signs in as a browser would, and answers with the cookie. */
async function cookieOf(username: string): Promise<string> {
  const form = await fetch(`${home}/sign-in`);
  const before = form.headers.getSetCookie()[0]!.split(';')[0]!;
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())![1]!;
  const answer = await fetch(`${home}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: before, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: csrf, username, password: DEMO_PASSWORD }).toString(),
  });
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

/** One request: the status, milliseconds, and the bytes that went over the line. */
function asked(path: string, cookie: string): Promise<{ status: number; milliseconds: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = get(`${home}${path}`, { headers: { cookie, 'Accept-Encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => resolve({ status: answer.statusCode!, milliseconds: performance.now() - started, bytes }));
    });
    sent.on('error', reject);
  });
}

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;

const child = await filled();
const service = program();
try {
  await ready();
  const cookies = new Map<string, string>();
  for (const who of new Set(routes.map(([, name]) => name))) cookies.set(who, await cookieOf(who));
  const found = [];
  for (const [name, who, path] of routes) {
    const at = path.replace('CHILD', child);
    for (let i = 0; i < 5; i++) await asked(at, cookies.get(who)!);
    const answers = [];
    for (let i = 0; i < repeats; i++) answers.push(await asked(at, cookies.get(who)!));
    const times = answers.map((one) => one.milliseconds).sort((a, b) => a - b);
    found.push({
      name,
      status: answers[0]!.status,
      median: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      kB: Math.max(...answers.map((one) => one.bytes)) / 1024,
    });
  }
  process.stdout.write('page                    status   median      p95       size\n');
  for (const { name, status, median, p95, kB } of found.sort((a, b) => b.median - a.median))
    process.stdout.write(
      `${name.padEnd(24)}${status}  ${median.toFixed(1).padStart(8)} ms ${p95.toFixed(1).padStart(7)} ms ${kB.toFixed(1).padStart(7)} kB\n`,
    );
} finally {
  service.kill('SIGTERM');
  await new Promise((resolve) => service.once('exit', resolve));
}
