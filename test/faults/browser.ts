import { administrator } from './accounts.ts';

const PATIENCE_MILLISECONDS = 5000;

/** The administrator's browser: it keeps its cookies, and sends forms back with the keys that were drawn into them. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** The hidden keys of the form at a path, after signing in where that is due. Throws when nobody answers. */
  async keys(address: string, path: string): Promise<Readonly<Record<string, string>>> {
    const form = await this.ask(address, path);
    if (form.status === 200) return keysOf(await form.text());
    const signIn = keysOf(await (await this.ask(address, '/sign-in')).text());
    const body = new URLSearchParams({ ...signIn, ...administrator });
    await this.ask(address, '/sign-in', { method: 'POST', body });
    const again = await this.ask(address, path);
    if (again.status !== 200) throw new Error(`${path} was answered with ${again.status}.`);
    return keysOf(await again.text());
  }

  async ask(address: string, path: string, init: RequestInit = {}): Promise<Response> {
    const Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const answer = await fetch(address + path, { ...init, headers: { Cookie }, redirect: 'manual', signal });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      this.cookies.set(name!, value!);
    }
    return answer;
  }
}

const keysOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(_csrf|_once|_by)" value="([^"]*)">/g)]
      .map(([, name, value]) => [name!, value!])
      .reverse(),
  );
