import type { Right } from '#access/rights';
import type { Person } from '#access/person';
import type { KnownChild } from '../queries/known-child.ts';
import type { PageSession } from './session.ts';
import type { Service } from './service.ts';

/**
 * One address of the service. All pages stand in one list (`pages/index.ts`), and one piece of code serves them
 * (`serve-pages.ts`): it signs in, checks the right, opens the child's record or refuses it, writes the audit, and only then
 * calls `show`. So a page cannot forget any of it.
 */
export interface Page {
  readonly method?: 'get' | 'post';
  /** As Express 5 has it: `/children/:childId/chronology`. A `:childId` makes it a page of that child's record. */
  readonly path: string;
  /** What is needed to use it. `anybody` also without being signed in; `signed-in` for everyone who is. */
  readonly right: Right | 'anybody' | 'signed-in';
  /** What the audit calls a use of this page. NOTHING only where no child can be seen or changed. */
  readonly audit: AuditedAs;
  readonly show: (asked: AskedPage, service: Service) => Promise<Shown> | Shown;
}

export type AuditedAs = 'NOTHING' | 'VIEW' | 'LIST' | 'SEARCH' | 'EXPORT' | 'CHANGE' | 'SIGN_IN';

/** What a browser asked for. Everything in it is text that somebody may have made up. */
export interface AskedPage {
  /** Who is signed in. Reading it on a page for anybody, when nobody is, is a fault of ours. */
  readonly person: Person;
  readonly isSignedIn: boolean;
  /** Where the request is from. */
  readonly address: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** A field that is there several times is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The fields of a form that was sent; empty otherwise. */
  readonly body: Readonly<Record<string, string | readonly string[]>>;
  readonly session: PageSession;
  /** Made once when a form is drawn and sent back with it: the key that makes sending twice harmless. */
  readonly commandId: string;
  readonly requestId: string;
  /** The child of a page with `:childId`, whose record has opened for the person. */
  readonly child?: KnownChild;
  /** Files that were sent with the form (`multipart/form-data`, field `file`). */
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

/** The child of a page with `:childId` in its path; on another page asking for it is a fault of ours. */
export function childOf({ child }: AskedPage): KnownChild {
  if (child === undefined) throw new Error('This page has no :childId in its path.');
  return child;
}

/** One value of a field or parameter: the first where it is a list, and nothing where it is missing or blank. */
export function oneOf(fields: Readonly<Record<string, string | readonly string[]>>, name: string): string | undefined {
  const value = [fields[name]].flat()[0];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** Every value of a field or parameter. */
export const allOf = (fields: Readonly<Record<string, string | readonly string[]>>, name: string): readonly string[] =>
  [fields[name] ?? []].flat().filter((value): value is string => typeof value === 'string' && value.trim() !== '');

/** What a page answers with. */
export type Shown = View | Redirect | File;

/** A page drawn from a template beside its `.page.ts`, named from `pages/`: `managers/queue.njk`. */
export interface View {
  readonly view: string;
  /** The page's own heading and its title: "Unallocated cases". The layout adds the service's name. */
  readonly title: string;
  readonly model: object;
  readonly status?: number;
  /** Counts of the navigation that were read with the page, at its position, so that they cannot differ from its lists. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Go and look there; `says` is shown once as a banner on the page that is shown next. */
export interface Redirect {
  readonly redirect: string;
  readonly says?: Banner;
}

/** A message on top of the next page. */
export interface Banner {
  readonly kind: 'success' | 'information' | 'warning';
  readonly text: string;
}

/** Something to save. */
export interface File {
  readonly file: { readonly name: string; readonly type: string; readonly content: string | Buffer };
}

/** A page, so that a file of pages reads as data. */
export const page = (one: Page): Page => one;
