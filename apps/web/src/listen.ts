import { createServer } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';

const HOST = '127.0.0.1';
const USUAL_PORT = 3000;
const PORTS_TRIED = 50;

/** Something stands in the way of starting; the message says what, where, and how to mend it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** The port that PORT names; undefined without it. Refuses (CannotStart) what is no port, and one that is taken. */
export async function portGiven(env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const { PORT } = env;
  if (PORT === undefined || PORT === '') return undefined;
  const port = Number(PORT);
  if (!/^\d{1,5}$/.test(PORT) || port < 1 || port > 65_535)
    throw new CannotStart(`PORT is "${PORT}", which is no port: give a number from 1 to 65535, or leave it out.`);
  const why = await whyNot(port);
  if (why === 'EACCES')
    throw new CannotStart(
      `Port ${port} needs rights that this account lacks. Set PORT to one above 1023, or leave it out.`,
    );
  if (why !== undefined) throw taken(port);
  return port;
}

/** Listens on the port given, else on the usual one or the next that is free. Answers with the address. */
export async function listen(app: NestExpressApplication, given: number | undefined, say: (message: string) => void) {
  if (given !== undefined) {
    await app.listen(given, HOST).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? taken(given) : error;
    });
    return `http://${HOST}:${given}`;
  }
  for (let port = USUAL_PORT; port < USUAL_PORT + PORTS_TRIED; port++) {
    if ((await whyNot(port)) !== undefined) continue;
    await app.listen(port, HOST);
    if (port !== USUAL_PORT) say(`Port ${USUAL_PORT} is taken, so this is ${port}. PORT chooses another.`);
    return `http://${HOST}:${port}`;
  }
  throw new CannotStart(
    `No port from ${USUAL_PORT} to ${USUAL_PORT + PORTS_TRIED - 1} is free. Set PORT to one that is.`,
  );
}

const taken = (port: number): CannotStart =>
  new CannotStart(
    `Port ${port} is taken by another program. Stop that one, set PORT to another, or leave PORT out: then the next free port is used.`,
  );

/** Why a port cannot be listened on; undefined when it can. */
function whyNot(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'taken'));
    probe.listen(port, HOST, () => probe.close(() => resolve(undefined)));
  });
}
