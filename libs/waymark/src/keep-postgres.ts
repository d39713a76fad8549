import { ensurePostgres, runsPostgres } from '#event-store/embedded-postgres/server';

const LOOK_MILLISECONDS = 2_000;

/**
 * Looks every two seconds whether the embedded PostgreSQL still runs, and starts it again where it has died: nobody else would.
 * It comes back on the same port, so that every program finds it again by itself. Returns how to stop looking.
 */
export function keepPostgres(dataDir: string, say: (message: string) => void): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  let isOver = false;
  let said = '';
  const look = async () => {
    try {
      if (isOver || (await runsPostgres(dataDir))) return;
      const { port, started } = await ensurePostgres({ dataDir });
      if (started) say(`PostgreSQL in ${dataDir} had ended. It runs again, on port ${port}.`);
      said = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== said) say((said = message)); // once, not every two seconds
    }
  };
  const timer = setInterval(() => void (looking = looking.then(look)), LOOK_MILLISECONDS).unref();
  return async () => {
    isOver = true;
    clearInterval(timer);
    await looking;
  };
}
