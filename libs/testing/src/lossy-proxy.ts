import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LossyProxy {
  /** The database's address, by way of the proxy. */
  readonly url: string;
  /** The next request that contains these words reaches the server, but its reply does not come back: the connection breaks. */
  loseReplyTo(words: string): void;
  close(): Promise<void>;
}

/** Stands between a program and its database, and breaks connections at the worst moment. */
export async function lossyProxy(databaseUrl: string): Promise<LossyProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let doomed: string | undefined;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let isSilent = false;
    for (const [socket, peer] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => peer.destroy());
      socket.on('close', () => (sockets.delete(socket), isSilent || peer.destroy()));
    }
    near.on('data', (request) => {
      far.write(request);
      if (doomed === undefined || !request.includes(doomed)) return;
      doomed = undefined;
      isSilent = true;
      far.once('data', () => near.destroy()); // the server has answered: what it was asked is done
      setTimeout(() => far.destroy(), 200);
    });
    far.on('data', (reply) => isSilent || near.write(reply));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    loseReplyTo: (words) => (doomed = words),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
