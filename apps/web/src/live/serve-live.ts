import { Router, type Response } from 'express';
import type { Audit } from '#access/audit';
import { may } from '#access/person';
import { stillSignedIn } from '#access/still-signed-in';
import type { SignedIn } from '../pages/serve-pages.ts';
import type { Waymark } from '../waymark.ts';
import type { LiveLists } from './live-lists.ts';
import { liveTopics } from './live-topics.ts';

/** How soon after a session has ended its lists stop. */
const STILL_THERE_MILLISECONDS = 5_000;
const MOST_OF_ONE_ACCOUNT = 20;

interface Open {
  readonly sid: string;
  readonly accountId: string;
  readonly grants: string;
  end(): void;
}

/**
 * `GET /live?of=queue&…` says, as server-sent events, when a list has changed: its count, its mark and the position, and
 * nothing of any child. Who asks is signed in by a session and holds the right of the list; it ends when the session ends, the
 * account closes, or its role, areas or teams are changed.
 */
export function serveLive(
  { waymark, audit, lists }: { waymark: Waymark; audit: Audit; lists: LiveLists },
  everyMilliseconds = STILL_THERE_MILLISECONDS,
): { readonly router: Router; close(): Promise<void> } {
  const open = new Set<Open>();
  const timer = setInterval(() => void endThoseGone(waymark, open), everyMilliseconds);
  timer.unref();
  const router = Router();
  router.get('/live', async (plain, response) => {
    const request = plain as SignedIn;
    const refused = await whyRefused(request, audit, open);
    if (refused !== undefined) return void response.status(refused).type('text').send('Not live.');
    const { person, query, sessionID: sid } = request;
    const grants = (await stillSignedIn(waymark.database, [sid])).get(sid) ?? '';
    if (response.destroyed) return; // gone while we looked
    const list = liveTopics[String(query['of'])]!.list(person!, query as Readonly<Record<string, string>>);
    begin(response);
    const stop = lists.watch(list, (stand) => response.write(`event: stand\ndata: ${JSON.stringify(stand)}\n\n`));
    const one: Open = {
      ...{ sid, grants },
      accountId: person!.accountId,
      end: () => {
        response.write('event: over\ndata: {}\n\n');
        response.end();
      },
    };
    open.add(one);
    response.on('close', () => {
      stop();
      open.delete(one);
    });
  });
  const close = async () => {
    clearInterval(timer);
    for (const { end } of open) end();
    await lists.close();
  };
  return { router, close };
}

/** The status of a refusal, which stands in the audit; undefined when the list may be watched, and that does too. */
async function whyRefused(request: SignedIn, audit: Audit, open: ReadonlySet<Open>): Promise<number | undefined> {
  const { person, requestId, originalUrl, query } = request;
  const of = String(query['of']);
  if (person === undefined || request.session?.accountId !== person.accountId) return 401;
  if (!Object.hasOwn(liveTopics, of)) return 404;
  const isHeld = may(person, liveTopics[of]!.right);
  const line = { person, action: 'LIST', detail: `GET ${originalUrl}`, requestId } as const;
  await audit.write({ ...line, outcome: isHeld ? 'DONE' : 'REFUSED' });
  if (!isHeld) return 403;
  return [...open].filter((one) => one.accountId === person.accountId).length >= MOST_OF_ONE_ACCOUNT ? 429 : undefined;
}

function begin(response: Response): void {
  response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  response.write('retry: 3000\n\n');
}

/** Ends what nobody is signed in for any more, or is with other rights than when it began. */
async function endThoseGone({ database }: Waymark, open: ReadonlySet<Open>): Promise<void> {
  if (open.size === 0) return;
  const there = await stillSignedIn(
    database,
    [...open].map(({ sid }) => sid),
  ).catch(() => undefined);
  if (there === undefined) return; // the database is away, and so are the lists
  for (const one of open) {
    if (there.get(one.sid) !== one.grants) one.end();
  }
}
