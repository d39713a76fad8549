/** What a page answered. Redirects are not followed: `location` says where to. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | undefined;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without JavaScript: it keeps its cookies and sends forms back with the keys that were drawn into them. */
export interface PageClient {
  get(path: string, headers?: Record<string, string>): Promise<PageAnswer>;
  /** Asks for something that goes on, such as a stream of events: the answer as it begins. */
  open(path: string, signal: AbortSignal): Promise<Response>;
  /** Draws the form at `from` (the path itself when left out), fills it in, and sends it to the path. */
  submit(path: string, fields: FormFields, options?: { readonly from?: string }): Promise<PageAnswer>;
  /** Sends a form as it is given, keys and all. */
  send(path: string, fields: FormFields): Promise<PageAnswer>;
  signIn(username: string, password: string): Promise<PageAnswer>;
  /** Forgets every cookie, as a browser whose session has ended. */
  forget(): void;
}

/** A browser of one's own for the pages at an address, which sends `always` with every request. */
export function pageClient(address: string, always: Readonly<Record<string, string>> = {}): PageClient {
  const cookies = new Map<string, string>();
  const sent = (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers({ ...always, ...(init.headers as Record<string, string> | undefined) });
    if (cookie !== '') headers.set('Cookie', cookie);
    return fetch(new URL(path, address), { ...init, headers, redirect: 'manual' });
  };
  const ask = async (path: string, init: RequestInit): Promise<PageAnswer> => {
    const answer = await sent(path, init);
    for (const set of answer.headers.getSetCookie()) keep(cookies, set);
    const location = answer.headers.get('location') ?? undefined;
    return { status: answer.status, headers: answer.headers, text: await answer.text(), location };
  };
  // Packed for a way that leads nowhere, and unpacked again: a twentieth of what a suite takes. Streams come as they do to a browser.
  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(path, { headers: { 'Accept-Encoding': 'identity', ...headers } });
  const send = (path: string, fields: FormFields) => ask(path, { method: 'POST', body: encoded(fields) });
  const submit: PageClient['submit'] = async (path, fields, { from = path } = {}) => {
    const form = await get(from);
    if (form.status !== 200) throw new Error(`The form at ${from} was answered with ${form.status}.`);
    return send(path, { ...keysOf(form.text), ...fields });
  };
  return {
    get,
    open: (path, signal) => sent(path, { signal }),
    send,
    submit,
    signIn: (username, password) => submit('/sign-in', { username, password }),
    forget: () => cookies.clear(),
  };
}

/** The keys that stand in every form: the session's token, the one that makes sending twice harmless, and whose it is. */
export function keysOf(html: string): Readonly<Record<string, string>> {
  const found = [...html.matchAll(/<input type="hidden" name="(_csrf|_once|_by)" value="([^"]*)">/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]).reverse());
}

function keep(cookies: Map<string, string>, set: string): void {
  const [pair = '', ...rest] = set.split(/;\s*/);
  const name = pair.slice(0, pair.indexOf('='));
  const expires = rest.find((part) => /^expires=/i.test(part))?.slice('expires='.length);
  if (expires !== undefined && Date.parse(expires) <= Date.now()) cookies.delete(name);
  else cookies.set(name, pair.slice(pair.indexOf('=') + 1));
}

function encoded(fields: FormFields): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) params.append(name, one);
  return params;
}
