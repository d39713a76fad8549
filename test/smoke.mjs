// Starts the program as a new user would, in an empty data folder, signs in with what it says, asks it three things, and stops it.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'waymark-smoke-'));
chmodSync(dataDir, 0o755); // as root the database runs under another account, which must reach its files
const started = performance.now();
const program = spawn('npm', ['start', '--silent'], {
  env: { ...process.env, WAYMARK_DATA: dataDir, PORT: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true, // a process group of its own, so that all of it can be seen to end
});
let said = '';
program.stdout.on('data', (part) => {
  process.stdout.write(part);
  said += part;
});
/** Whether a process is there, or with a minus before it any of a group. */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
/** Whether it has ended, and nobody has waited for it. */
function isDefunct(pid) {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
/** The PostgreSQL that the program has started, which is of no group of ours. */
const postgres = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

try {
  const address = await addressSaid(90_000);
  console.log(`up after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const headers = { Cookie: await signedIn(address, 'performance') };
  for (const path of ['/health/ready', '/performance', '/api/v1/scorecard?asAt=2026-10-31', '/api/openapi.json']) {
    const response = await fetch(address + path, { headers, redirect: 'manual' });
    console.log(`${response.status} ${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  }
  const stopping = performance.now();
  const database = postgres();
  program.kill('SIGTERM');
  // npm leaves at once when it is told to; the program behind it stops serving, and last of all its database.
  while (isAlive(-program.pid) && performance.now() - stopping < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const seconds = (performance.now() - stopping) / 1000;
  console.log(`stopped after ${seconds.toFixed(1)} s`);
  if (seconds > 5) throw new Error('It did not stop within 5 seconds.');
  if (isAlive(database) && !isDefunct(database)) {
    process.kill(database, 'SIGINT'); // nobody else would end it
    throw new Error(`Its PostgreSQL runs on, as process ${database}.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
  program.kill('SIGTERM');
  for (let wait = 0; isAlive(-program.pid) && wait < 100; wait++)
    await new Promise((resolve) => setTimeout(resolve, 50));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** The cookie of a session, got as a browser does: the form, its key, and the password that the program printed. */
async function signedIn(address, username) {
  const form = await fetch(`${address}/sign-in`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const password = /with the password "([^"]+)"/.exec(said)?.[1] ?? '';
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { Cookie: cookieOf(form) },
    body: new URLSearchParams({ _csrf: csrf, username, password }),
    redirect: 'manual',
  });
  console.log(`${answer.status} /sign-in as ${username}, on to ${answer.headers.get('location')}`);
  if (answer.status !== 303) throw new Error(`Signing in as ${username} was answered with ${answer.status}.`);
  return cookieOf(answer);
}

function cookieOf(response) {
  return (response.headers.getSetCookie()[0] ?? '').split(';')[0];
}

/** The address the program prints once it serves. */
async function addressSaid(milliseconds) {
  for (
    const end = performance.now() + milliseconds;
    performance.now() < end;
    await new Promise((resolve) => setTimeout(resolve, 200))
  ) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
    if (
      found &&
      (await fetch(`${found[0]}/health/ready`).then(
        (r) => r.ok,
        () => false,
      ))
    )
      return found[0];
    if (program.exitCode !== null) throw new Error(`It ended with ${program.exitCode} before it served.`);
  }
  throw new Error('It did not serve within 90 seconds.');
}
