import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Where a browser for tests is: WAYMARK_CHROMIUM, or one of the usual places; installed where the account may. Undefined without. */
export const chromium = () =>
  found([process.env.WAYMARK_CHROMIUM, ...browsers]) ?? (installed('chromium') ? found(browsers) : undefined);

/** Where a Redis server for tests is; installed where the account may. Undefined without. */
export const redisServer = () =>
  found(['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server']) ??
  (installed('redis-server') ? found(['/usr/bin/redis-server']) : undefined);

const found = (paths) => paths.find((path) => path && existsSync(path));

/** Asks Debian's package manager, where there is one and this account is root. Says so, and whether it went well. */
function installed(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`Installing ${name} for the tests that need it.\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], { env, stdio: 'ignore' });
  if (install().status === 0) return true;
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  return install().status === 0;
}
