import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';

/** Which way bytes go: to the database, or back from it. */
export type Direction = 'to' | 'from';
export type End = 'RST' | 'FIN';

/** How the server of the PostgreSQL protocol hears `commit`: a simple query, its text ended by a zero byte. */
const COMMIT = /commit\0/i;

/**
 * The line between one program and PostgreSQL, with everything that can happen to a line. Bytes keep their order whatever
 * happens, for TCP does not lose some of them: a line that loses bytes ends.
 */
export class Line {
  /** Connections are refused while it is cut. */
  private cutAs: End | undefined;
  private delayMilliseconds = 0;
  private readonly held: Record<Direction, Promise<void> | undefined> = { to: undefined, from: undefined };
  private readonly open = new Set<Socket>();
  private onCommit: ((pair: Pair) => Promise<void>) | undefined;

  private constructor(
    private readonly server: Server,
    private readonly far: number,
  ) {
    server.on('connection', (near) => this.accept(near));
  }

  static async to(port: number): Promise<Line> {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Line(server, port);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection, and refuses others for so long. */
  async cut(how: End, milliseconds: number): Promise<void> {
    this.cutAs = how;
    for (const socket of this.open) finish(socket, how);
    await pause(milliseconds);
    this.cutAs = undefined;
  }

  /** Everything takes so much longer each way, for so long. */
  async delay(each: number, milliseconds: number): Promise<void> {
    this.delayMilliseconds = each;
    await pause(milliseconds);
    this.delayMilliseconds = 0;
  }

  /** Nothing passes in one direction for so long; then it arrives after all. */
  async hold(direction: Direction, milliseconds: number): Promise<void> {
    await (this.held[direction] = pause(milliseconds));
    this.held[direction] = undefined;
  }

  /** The next commit reaches the server, and its answer nobody: the connection breaks. Resolves when it has happened, or false after so long. */
  loseCommit(withinMilliseconds: number): Promise<boolean> {
    return this.next(withinMilliseconds, async ({ near, far, forward }) => {
      forward();
      far.removeAllListeners('data');
      await Promise.race([once(far, 'data').catch(() => undefined), pause(500)]);
      near.resetAndDestroy();
      far.destroy();
    });
  }

  /** The next commit stands still on its way, with the lock of the writers held, for so long. */
  holdCommit(withinMilliseconds: number, forMilliseconds: number): Promise<boolean> {
    return this.next(withinMilliseconds, async ({ forward }) => {
      await pause(forMilliseconds);
      forward();
    });
  }

  async close(): Promise<void> {
    this.cutAs = 'RST';
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private next(within: number, act: (pair: Pair) => Promise<void>): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => ((this.onCommit = undefined), resolve(false)), within);
      this.onCommit = async (pair) => {
        this.onCommit = undefined;
        clearTimeout(late);
        await act(pair);
        resolve(true);
      };
    });
  }

  private accept(near: Socket): void {
    if (this.cutAs !== undefined) return finish(near, this.cutAs);
    const far = connect(this.far, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.setNoDelay(true);
      this.open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => (this.open.delete(end), other.destroy()));
      end.on('end', () => other.end());
    }
    near.on('data', (bytes: Buffer) => void this.pass('to', near, far, bytes));
    far.on('data', (bytes: Buffer) => void this.pass('from', far, near, bytes));
    near.resume();
  }

  /** One piece at a time: what comes next waits in the socket until this has gone on. */
  private async pass(direction: Direction, from: Socket, to: Socket, bytes: Buffer): Promise<void> {
    from.pause();
    await this.held[direction];
    if (this.delayMilliseconds > 0) await pause(this.delayMilliseconds);
    const forward = () => !to.destroyed && to.write(bytes);
    if (direction === 'to' && this.onCommit && COMMIT.test(bytes.toString('latin1')))
      await this.onCommit({ near: from, far: to, forward });
    else if (!forward() && !to.destroyed)
      await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => undefined);
    from.resume();
  }
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly forward: () => unknown;
}

function finish(socket: Socket, how: End): void {
  if (how === 'RST') return void socket.resetAndDestroy();
  socket.end();
  setTimeout(() => socket.destroy(), 500).unref();
}
