import type { Banner } from './page.ts';

/** What is kept between the requests of one browser, in PostgreSQL. Small things only: drafts have a table of their own. */
export interface KeptInSession {
  accountId?: string;
  /** Shown once on the next page. */
  says?: Banner;
  /** Where somebody wanted to go when asked to sign in. */
  wanted?: string;
  /** The filters and sort somebody last chose, by page: kept on purpose, and shown with a way to clear them. */
  chosen?: Readonly<Record<string, string>>;
  /** What a sign-in at an identity provider has to answer with. */
  provider?: { readonly state: string; readonly nonce: string; readonly verifier: string };
}

declare module 'express-session' {
  interface SessionData extends KeptInSession {
    /** Set only while a session holds something. */
    begun?: true;
  }
}

/** The session of a browser, as pages use it. */
export interface PageSession extends Readonly<KeptInSession> {
  keep<Name extends keyof KeptInSession>(name: Name, value: KeptInSession[Name]): void;
  /** Ends what was, and begins anew under another cookie. */
  begin(): Promise<void>;
}
