import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server that can be cut and mended: how a database that goes away and comes back looks from outside. */
export interface CuttableLine {
  readonly port: number;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Forwards a port of its own to the server. While it is cut, connections end at once. */
export async function cuttableLine(host: string, port: number): Promise<CuttableLine> {
  const open = new Set<Socket>();
  let isCut = false;
  const forwarder = createServer((here) => {
    if (isCut) return void here.destroy();
    const there = connect(port, host);
    for (const [end, other] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => (open.delete(end), other.destroy()));
      end.pipe(other);
    }
  });
  await new Promise<void>((resolve) => void forwarder.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const end of open) end.destroy();
  };
  return {
    port: (forwarder.address() as AddressInfo).port,
    cut,
    mend: () => void (isCut = false),
    close: () => {
      cut();
      return new Promise((resolve) => forwarder.close(() => resolve()));
    },
  };
}
