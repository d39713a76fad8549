/** What an API answered. `body` is the JSON of it; undefined when it was no JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Specs say with `toMatchObject` what they expect of it.
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks an API by HTTP, as anybody would. */
export interface ApiClient {
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

/** A client that sends `always` with every request, such as who asks. */
export const apiClient = (address: string, always: Record<string, string> = {}): ApiClient => ({
  get: async (path, headers = {}) =>
    answerOf(await fetch(`${address}${path}`, { headers: { ...always, ...headers }, redirect: 'manual' })),
  post: async (path, body, headers = {}) =>
    answerOf(
      await fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...always, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    ),
});

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}
