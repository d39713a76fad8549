import type { Expected } from '../identity-provider.ts';
import type { Banner } from './page.ts';

/** What is kept between the requests of one browser, in PostgreSQL. Small things only: drafts have a table of their own. */
export interface KeptInSession {
  accountId?: string;
  /** When somebody signed in: an instant. A session ends twelve hours after it, whatever is done. */
  begunAt?: string;
  /** Shown once on the next page. */
  says?: Banner;
  /** Where somebody wanted to go when asked to sign in. */
  wanted?: string;
  /** The filters and sort somebody last chose, by page: kept on purpose, and shown with a way to clear them. */
  chosen?: Readonly<Record<string, string>>;
  /** What a sign-in at an identity provider has to answer with. */
  provider?: Expected & {
    /** The draft of what was typed before the sign-in page came up. */
    readonly typed?: string;
  };
  /** What the identity provider vouched with, to sign out there too. */
  identityToken?: string;
}

declare module 'express-session' {
  interface SessionData extends KeptInSession {
    /** Set only while a session holds something. */
    begun?: true;
  }
}

/** The session of a browser, as pages use it. */
export interface PageSession extends Readonly<KeptInSession> {
  /** Its id, which nobody is shown. */
  readonly id: string;
  /** After so many minutes without a request it ends. */
  readonly idleMinutes: number;
  keep<Name extends keyof KeptInSession>(name: Name, value: KeptInSession[Name]): void;
  /** Ends what was, and begins anew under another cookie. */
  begin(): Promise<void>;
}
