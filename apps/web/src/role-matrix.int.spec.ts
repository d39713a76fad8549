import { mayCarryOut } from '#access/commands-by-role';
import { holds, type Right } from '#access/rights';
import { roles, type Role } from '#access/roles';
import { commandTypes } from '#case-flow/processes';
import { registerCommands } from '#case-flow/workforce/workforce';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import type { ApiClient } from '#testing/api-client';
import { pageClient, type PageClient } from '#testing/page-client';
import { servedApp, type ServedApp } from '#testing/served-app';
import { pages } from './pages/index.ts';
import type { Page } from './pages/page.ts';
import { Service } from './pages/service.ts';
import { webProgram, type WebProgram } from './web-program.ts';

/** A child of one's own area, one of another, one whose record is restricted to a worker of one's own, one that nobody holds. */
const children = ['OWN', 'OTHER', 'SECRET', 'FREE'] as const;
type Child = (typeof children)[number];

/** What each address of the API asks for: written down here once more, so that a slip in a controller is seen. */
const api: Readonly<Record<string, Right | 'anybody' | 'signed-in'>> = {
  'GET /health/live': 'anybody',
  'GET /health/ready': 'anybody',
  'GET /api/openapi.json': 'anybody',
  'GET /api/v1/queue': 'see-queues',
  'GET /api/v1/forecast': 'see-clocks',
  'GET /api/v1/children': 'find-children',
  'GET /api/v1/children/:childId': 'open-records',
  'GET /api/v1/children/:childId/chronology': 'open-records',
  'GET /api/v1/measures': 'see-figures',
  'GET /api/v1/measures/:id': 'see-figures',
  'GET /api/v1/measures/:id/explain': 'open-figures',
  'GET /api/v1/scorecard': 'see-figures',
  'GET /api/v1/reports/:definition': 'see-figures',
  'GET /api/v1/frozen-reports': 'see-figures',
  'GET /api/v1/frozen-reports/:id': 'see-figures',
  'GET /api/v1/frozen-reports/:id/restated': 'open-figures',
  'POST /api/v1/commands/:name': 'signed-in',
  'POST /api/v1/previews/:name': 'signed-in',
};

/** Parts of an answer that need a right of their own. */
const parts: Readonly<Record<string, Right>> = {
  '/api/v1/measures/RF-01?list=true': 'open-figures',
  '/api/v1/reports/monthly-scorecard?format=csv': 'export-figures',
  '/api/v1/reports/monthly-scorecard?format=xlsx': 'export-figures',
};

const everyRole = Object.keys(roles) as Role[];
const everyCommand = Object.keys({ ...commandTypes, ...registerCommands });
const scopeOf = (role: Role) => ({ areas: ['SOUTH'], teams: ['T-SOUTH'], workerId: `W-${role}` });

/** Who may open which record: with the right, their own area's and nobody's; the restricted one is named to one social worker. */
const opens = (role: Role, child: Child): boolean =>
  holds(role, 'open-records') && { OWN: true, FREE: true, OTHER: false, SECRET: role === 'SW' }[child];

const carriesOut = (command: string) => (role: Role) => mayCarryOut({ role }, command);
const onlyForOthers = (role: Role) => role !== 'SW';

/** Pages that not everyone with their right may use: what they lead to is another role's, or another person's. */
const narrower: Readonly<Record<string, (role: Role) => boolean>> = {
  '/administration': (role) =>
    (['manage-accounts', 'manage-workforce', 'manage-reference', 'operate', 'see-audit'] as const).some((right) =>
      holds(role, right),
    ),
  '/children/:childId/record': (role) =>
    (['correct-records', 'merge-records', 'restrict-records'] as const).some((right) => holds(role, right)),
  '/children/:childId/audit': (role) => holds(role, 'see-audit') || ['TM', 'SM'].includes(role),
  '/children/:childId/entries/:eventId/correct': carriesOut('CorrectEventDate'),
  '/children/:childId/entries/:eventId/take-out': carriesOut('VoidEvent'),
  '/children/:childId/entries/:eventId/move': carriesOut('ReattributeEvent'),
  '/children/:childId/steps/:command': carriesOut('RecordPrimaryNeed'),
  '/contacts/new': carriesOut('ReceiveContact'),
  'post /contacts/new/:draftId/check': carriesOut('ReceiveContact'),
  // A social worker sees no caseload but their own, and the one asked for is nobody's.
  '/caseloads/:workerId': onlyForOthers,
  '/caseloads/:workerId/leave': onlyForOthers,
  '/caseloads/:workerId/leave/cancel': onlyForOthers,
};

const isWideEnough = (role: Role, { method = 'get', path }: Page): boolean =>
  (narrower[`${method} ${path}`] ?? narrower[path])?.(role) ?? true;

const isAllowed = (role: Role, right: Page['right'], child?: Child): boolean => {
  const isHeld = right === 'anybody' || right === 'signed-in' || holds(role, right);
  return isHeld && (child === undefined || opens(role, child));
};

describe('every role at every address', () => {
  let site: ServedApp & { readonly program: WebProgram };
  const tried = { pages: 0, addresses: 0, commands: 0 };

  beforeAll(async () => {
    site = await servedApp(readingModel(projections, measures), webProgram);
    const held = { OWN: ['SOUTH', 'T-SOUTH'], SECRET: ['SOUTH', 'T-SOUTH'], OTHER: ['EAST', 'T-EAST'] } as const;
    for (const childId of children) {
      const identity = { childId, laChildId: `LA${childId}`, dob: '2017-05-03', sex: 'F', ethnicity: 'WBRI' };
      await sent('RegisterChild', identity);
      if (childId === 'FREE') continue;
      const [areaId, teamId] = held[childId];
      await sent('ReceiveReferral', { childId, referredOn: '2026-01-12', source: '6', teamId, areaId });
    }
    const why = { reason: 'Kin in the team', authorisedBy: 'W1' };
    const position = await sent('RestrictRecord', {
      childId: 'SECRET',
      level: 'NAMED_WORKERS',
      allowed: ['W-SW'],
      ...why,
    });
    await site.projector.reached(position, 20_000);
  });
  afterAll(() => site.close());

  async function sent(name: string, body: object): Promise<number> {
    const answer = await site.command(name, body);
    expect([name, answer.status]).toEqual([name, 201]);
    return answer.body['position'] as number;
  }

  const withRole = <T>(work: (role: Role) => Promise<T>) => Promise.all(everyRole.map(work));

  it('knows every address that the API serves', () => {
    const { router } = site.program.app.getHttpAdapter().getInstance();
    const served = router.stack.flatMap(({ route }) =>
      route === undefined ? [] : route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`),
    );
    expect([...new Set(served)].filter((one) => / \/(api|health)\//.test(one)).sort()).toEqual(Object.keys(api).sort());
  });

  it('answers programs by right, area and restriction', async () => {
    const wrong = await withRole(async (role) => {
      const client = await site.apiOf(role, scopeOf(role));
      const found: string[] = [];
      const held = async (path: string, shouldOpen: boolean) => {
        tried.addresses++;
        const { status } = await client.get(path);
        // On a busy machine it may well say that it is not ready; that is no refusal.
        const isBusy = path === '/health/ready' && status === 503;
        if (!isBusy && opened(status) !== shouldOpen) found.push(`${role} ${path}: ${status}`);
      };
      for (const [address, right] of Object.entries(api)) {
        if (!address.startsWith('GET ')) continue;
        const path = address.slice('GET '.length);
        if (path.includes(':childId'))
          for (const child of children) await held(path.replace(':childId', child), isAllowed(role, right, child));
        else await held(sample(path), isAllowed(role, right));
      }
      for (const [path, right] of Object.entries(parts)) await held(path, holds(role, right));
      return found;
    });
    expect(wrong.flat()).toEqual([]);
  }, 60_000);

  it('lets each role carry out its own commands alone, and preview no others', async () => {
    const wrong = await withRole(async (role) => {
      const client = await site.apiOf(role, scopeOf(role));
      const found: string[] = [];
      for (const name of everyCommand) {
        tried.commands++;
        const { status } = await client.post(`/api/v1/commands/${name}`, {});
        const due = mayCarryOut({ role }, name) ? 400 : 403; // an empty body is looked at only by who may
        if (status !== due) found.push(`${role} ${name}: ${status}`);
      }
      const preview = (await client.post('/api/v1/previews/ReceiveReferral', {})).status;
      if (preview !== (mayCarryOut({ role }, 'ReceiveReferral') ? 400 : 403)) found.push(`${role} preview: ${preview}`);
      return found;
    });
    expect(wrong.flat()).toEqual([]);
  }, 60_000);

  it('records about a child only for whom the record opens, and for anybody at the front door', async () => {
    const lift = async (client: ApiClient, childId: string) =>
      (await client.post('/api/v1/commands/RecordPrimaryNeed', { childId, code: 'N1' })).status;
    const [socialWorker, personalAdviser] = [
      await site.apiOf('SW', scopeOf('SW')),
      await site.apiOf('PA', scopeOf('PA')),
    ];
    expect(await lift(socialWorker, 'OTHER')).toBe(403);
    expect(await lift(personalAdviser, 'OWN')).toBe(403);
    expect(opened(await lift(socialWorker, 'SECRET'))).toBe(true);
    const other = await site.apiOf('SW', { ...scopeOf('SW'), workerId: 'W-ANOTHER' });
    expect(await lift(other, 'SECRET')).toBe(403);
    const contact = { children: ['OTHER', 'SECRET'], source: '2A', method: 'PHONE', hub: 'MASH' };
    const frontDoor = await site.apiOf('FDO', scopeOf('FDO'));
    const received = await frontDoor.post('/api/v1/commands/ReceiveContact', {
      ...contact,
      receivedAt: '2026-01-13T09:20:00.000Z',
    });
    expect(received.status).toBe(201);
  });

  it('shows pages by right, area and restriction', async () => {
    const wrong = await withRole(async (role) => {
      const browser = pageClient(site.address, { Authorization: `Bearer ${await site.tokenOf(role, scopeOf(role))}` });
      const found: string[] = [];
      const keys: Keys = { username: role };
      for (const page of pages) {
        // Whoever lacks the right is refused whichever child it is about; nobody's own the API has tried.
        const several: readonly Child[] = isAllowed(role, page.right) ? ['OWN', 'OTHER', 'SECRET'] : ['OWN'];
        const ofChildren = page.path.includes(':childId') ? several : [undefined];
        for (const child of ofChildren) {
          tried.pages++;
          const { status } = await use(browser, page, child, keys);
          const should = isAllowed(role, page.right, child) && isWideEnough(role, page);
          if (opened(status) !== should)
            found.push(`${role} ${page.method ?? 'get'} ${page.path} ${child ?? ''}: ${status}`);
        }
      }
      return found;
    });
    expect(wrong.flat()).toEqual([]);
  }, 120_000);

  it('links on a list to those records that open, and marks the restricted one', async () => {
    const service = site.program.app.get(Service);
    for (const role of everyRole) {
      const person = (await site.accounts.named(await site.usernameOf(role, scopeOf(role))))!;
      const named = await service.children(person, children);
      for (const child of children) {
        const { href, says, isRestricted } = named.get(child)!;
        expect([role, child, href !== undefined, isRestricted]).toEqual([
          role,
          child,
          opens(role, child),
          child === 'SECRET',
        ]);
        if (child === 'SECRET' && !opens(role, child)) expect(says).toBe('Restricted record');
      }
    }
  });

  it('sends whoever is not signed in to the sign-in, and programs away', async () => {
    const [browser, client] = [site.nobody.browser(), site.nobody.api];
    const keys: Keys = { username: 'nobody' };
    for (const page of pages.filter(({ right }) => right !== 'anybody')) {
      const { status, location } = await use(browser, page, 'FREE', keys);
      const due = page.method === 'post' ? [401, undefined] : [303, '/sign-in'];
      expect([page.path, status, location]).toEqual([page.path, ...due]);
    }
    for (const [address, right] of Object.entries(api)) {
      const path = sample(address.slice(address.indexOf(' ') + 1)).replace(':childId', 'FREE');
      const { status } = address.startsWith('GET ') ? await client.get(path) : await client.post(path, {});
      expect([address, status]).toEqual([address, right === 'anybody' ? 200 : 401]);
    }
  });

  it('tried as much as it says', () => {
    const { pages: ofPages, addresses, commands } = tried;
    process.stdout.write(
      `\nRole matrix: ${everyRole.length} roles; ${ofPages} uses of pages, ${addresses} of the API, ${commands} of commands.\n`,
    );
    expect(ofPages).toBeGreaterThanOrEqual(everyRole.length * pages.length);
  });
});

/** Neither refused nor a fault: what it says of an empty form or an id that nobody has is another matter. */
const opened = (status: number): boolean => status < 500 && ![401, 403, 429].includes(status);

/** What is sent with every form: the key of the session, asked for once; and a name, lest all attempts to sign in are one's. */
type Keys = { username: string; csrf?: string | undefined };

async function use(browser: PageClient, { method, path }: Page, child: Child | undefined, keys: Keys) {
  const address = sample(child === undefined ? path : path.replace(':childId', child));
  if (method !== 'post') return browser.get(address);
  keys.csrf ??= /name="_csrf" value="([^"]+)"/.exec(
    (await browser.get('/sign-in')).text + (await browser.get('/account')).text,
  )?.[1];
  const answer = await browser.send(address, { username: keys.username, ...(keys.csrf ? { _csrf: keys.csrf } : {}) });
  if (path.startsWith('/sign-')) delete keys.csrf; // another session from here on
  return answer;
}

/** An address with something in the place of its parameters. */
const sample = (path: string): string =>
  path
    .replace(/(measures|reports)\/:\w+/, (_, of: string) =>
      of === 'measures' ? 'measures/RF-01' : 'reports/monthly-scorecard',
    )
    .replace('frozen-reports/monthly-scorecard', 'frozen-reports/none')
    .replace(/:(command|name)/, 'RecordPrimaryNeed')
    .replace(/\/:\w+/g, (one) => (one === '/:childId' ? one : '/00000000-0000-4000-8000-000000000000'));
