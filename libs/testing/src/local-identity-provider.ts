import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real OpenID Connect provider on this machine, with one client. Whoever signs in is who they say they are. */
export interface LocalIdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

export interface LocalClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly signedOutUri: string;
}

/** Starts it on a free port. */
export async function localIdentityProvider(client: LocalClient): Promise<LocalIdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await quietly(async () => {
    const { Provider } = await import('oidc-provider');
    return new Provider(issuer, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [client.redirectUri],
          post_logout_redirect_uris: [client.signedOutUri],
        },
      ],
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      claims: { openid: ['sub'], profile: ['preferred_username'] },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, preferred_username: accountId }),
      }),
    });
  });
  const handler = provider.callback();
  server.on('request', (request, response) => void handler(request, response));
  return { issuer, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

/** It says on the console that its sign-in pages are for development, which is what they are here. */
async function quietly<T>(start: () => Promise<T>): Promise<T> {
  const { info, warn } = console;
  console.info = console.warn = () => undefined;
  try {
    return await start();
  } finally {
    Object.assign(console, { info, warn });
  }
}
