// Makes a checkout ready to run: packages installed, TypeScript built. Plain JavaScript without dependencies, because it
// runs before either is there. `node apps/cli/prepare.mjs install build`, or the functions below.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withBuildLock } from './build-lock.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** Something about the checkout or the machine stands in the way; the message says what and how to mend it. */
export class NotReady extends Error {
  name = 'NotReady';
}

/** Refuses a Node too old to import ES modules from CommonJS, which the framework needs. */
export function refuseOldNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new NotReady(
      `Waymark needs Node.js 20.19 or newer, and this is ${version}.\nInstall a newer one from https://nodejs.org and start again.`,
    );
}

/** Installs the packages if they are not there or the lock file is newer than they are. */
export function installIfNeeded() {
  if (!isInstallDue()) return;
  withBuildLock(dist, () => {
    if (!isInstallDue()) return; // somebody else did it meanwhile
    const lock = join(root, 'package-lock.json');
    process.stderr.write('Installing packages. This takes about half a minute, once.\n');
    const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status, error } = npm([existsSync(lock) ? 'ci' : 'install', ...options]);
    if (status !== 0)
      throw new NotReady(
        `The packages could not be installed${error ? ` (${error.message})` : ''}: npm's own message stands above.\n` +
          `Check the network and the free space on this disk, then run "npm ci" in ${root}.`,
      );
  });
}

function isInstallDue() {
  const installed = modifiedAt(join(root, 'node_modules', '.package-lock.json'));
  return installed === undefined || installed < (modifiedAt(join(root, 'package-lock.json')) ?? 0);
}

/** Runs npm: the very one that runs us, or the one on the path. Its standard output must not mix with our answers. */
function npm(words) {
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const { npm_execpath: path = '' } = process.env;
  if (/npm-cli\.c?js$/.test(path)) return spawnSync(process.execPath, [path, ...words], options);
  return spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
}

/** Builds what is stale. Says nothing when nothing is. A failed build prints the compiler's errors. */
export function buildIfNeeded(say = () => {}) {
  if (built() === sources()) return;
  withBuildLock(dist, () => {
    const now = sources(); // read before the build: whatever changes during it is stale again
    if (built() === now) return;
    say('Building.');
    if (!existsSync(stamp)) rmSync(join(dist, '.tsbuildinfo'), { force: true }); // else tsc may think all is there
    rmSync(stamp, { force: true });
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0)
      throw new NotReady(`${stdout}${stderr}\nThe program was not built: see the compiler's errors above.`);
    writeFileSync(stamp, now);
  });
}

const built = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined);

/** What the build is made of, as one text: every source file with its size and time. */
function sources() {
  const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const folder of ['apps', 'libs', 'projections', 'test']) addSources(folder, files);
  const lines = files.map((file) => {
    const found = statSync(join(root, file), { throwIfNoEntry: false });
    return `${file} ${found?.size} ${found?.mtimeMs}`;
  });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function addSources(folder, files) {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== 'testing') addSources(path, files);
    } else if (path.endsWith('.ts') && !path.endsWith('.spec.ts')) files.push(path);
  }
}

const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;

/** Installs and builds as needed, then runs one of our programs in this process. `say` hears of a build. */
export async function prepareAndRun(program, say) {
  prepare(['install', 'build'], say);
  await import(pathToFileURL(join(root, 'dist', program)).href);
}

/** Ends the process with one message, and no stack, when the checkout cannot be made ready. */
function prepare(steps, say) {
  try {
    refuseOldNode();
    if (steps.includes('install')) installIfNeeded();
    if (steps.includes('build')) buildIfNeeded(say);
  } catch (error) {
    if (!(error instanceof NotReady) && error.code === undefined) throw error;
    const why = error.code === undefined ? '' : `${root} could not be made ready: `;
    const advice = { ENOSPC: '\nThe disk is full: free some space and start again.' }[error.code] ?? '';
    process.stderr.write(`${why}${error.message}${advice}\n`);
    process.exit(1);
  }
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) prepare(process.argv.slice(2));
