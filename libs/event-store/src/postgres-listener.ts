import pg from 'pg';
import { LOG_CHANNEL } from './postgres-append.ts';

const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 2000;

/**
 * Hears that the log has grown (or what another channel tells), on a connection of its own. A lost connection is made anew, and then counts as a
 * notification, for one may have been missed meanwhile. Losing it costs promptness only: subscriptions also poll.
 */
export class PostgresListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = FIRST_PAUSE_MILLISECONDS;
  private started = false;
  private closed = false;

  constructor(
    private readonly config: pg.ClientConfig,
    private readonly onGrowth: () => void,
    private readonly onTrouble: (error: Error) => void,
    private readonly channel: string = LOG_CHANNEL,
  ) {}

  /** Begins to listen; harmless when it already does. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.connect();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private connect(): void {
    const client = new pg.Client(this.config);
    this.client = client;
    let over = false;
    const lost = (error: Error) => {
      if (over || this.closed) return;
      over = true;
      this.onTrouble(error);
      client.end().catch(() => undefined); // it is broken already
      this.timer = setTimeout(() => this.connect(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLISECONDS);
    };
    client.on('error', lost);
    client.on('end', () => lost(new Error('The connection that hears of new events was closed by the server.')));
    client.on('notification', () => this.onGrowth());
    client
      .connect()
      .then(() => client.query(`listen ${this.channel}`))
      .then(() => {
        this.pause = FIRST_PAUSE_MILLISECONDS;
        this.onGrowth();
      })
      .catch(lost);
  }
}
