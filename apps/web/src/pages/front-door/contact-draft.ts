import { createHash } from 'node:crypto';
import type { Draft } from '#access/drafts';
import { notFound } from '../../problem.ts';
import type { AskedPage } from '../page.ts';
import type { Posted } from '../../forms/field.ts';
import type { Service } from '../service.ts';

/** A contact that is being logged, as far as it has come. What was typed is kept as it was typed. */
export interface ContactDraft {
  readonly children: readonly DraftChild[];
  /** The search for the next child, and the records it found, in the order in which they were shown. */
  readonly search?: { readonly typed: Posted; readonly found: readonly string[] };
  readonly details?: Posted;
  readonly concern?: Posted;
}

/** A child of the contact: one with a record, or one who is registered when the contact is sent. */
export type DraftChild = KnownDraftChild | NewDraftChild;

export interface KnownDraftChild {
  readonly kind: 'KNOWN';
  readonly childId: string;
}

export interface NewDraftChild {
  readonly kind: 'NEW';
  readonly childId: string;
  /** What was typed into the registration. */
  readonly typed: Posted;
  /** Registered already, by a sending that stopped half way. */
  readonly isRegistered?: true;
}

const KIND = 'contact';
export const MOST_CHILDREN = 30;

/** A draft of the person who asks. A problem (404) where it was sent or deleted, or is somebody else's. */
export async function draftOf(asked: AskedPage, { drafts }: Service): Promise<Draft<ContactDraft>> {
  const draft = await drafts.read<ContactDraft>(asked.person, KIND, asked.params['draftId'] ?? '');
  if (draft) return draft;
  throw notFound('This draft is gone: it was sent or deleted, or somebody else began it.');
}

/** Keeps a draft as it is now. A problem (404) where it is gone meanwhile. */
export async function keepDraft(
  { person }: AskedPage,
  { drafts }: Service,
  draftId: string,
  body: ContactDraft,
): Promise<void> {
  if (await drafts.write(person, KIND, draftId, body)) return;
  throw notFound('This draft is gone: it was sent or deleted in another window.');
}

export const beginDraft = ({ person }: AskedPage, { drafts }: Service, body: ContactDraft): Promise<string> =>
  drafts.begin(person, KIND, body);

export const draftsOf = ({ person }: AskedPage, { drafts }: Service): Promise<readonly Draft<ContactDraft>[]> =>
  drafts.of<ContactDraft>(person, KIND);

export const removeDraft = ({ person }: AskedPage, { drafts }: Service, draftId: string): Promise<void> =>
  drafts.remove(person, KIND, draftId);

/** Where a page of a draft is. */
export const draftPath = (draftId: string, step: string): string => `/contacts/new/${draftId}/${step}`;

/** The contact's id, made of its draft's: the same however often it is sent, and short enough to be read out. */
export const contactIdOf = (draftId: string): string => {
  const letters = readable(`contact ${draftId}`, 12);
  return `CT-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
};

/** An id for the next new child of a draft. */
export const newChildId = (draftId: string, { children }: ContactDraft): string => {
  const taken = new Set(children.map((child) => child.childId));
  for (let number = 1; ; number++) {
    const childId = `N${readable(`child ${draftId} ${number}`, 11)}`;
    if (!taken.has(childId)) return childId;
  }
};

/** No letter that is read for another, or for a digit: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const readable = (text: string, length: number): string =>
  [...createHash('sha256').update(text).digest().subarray(0, length)].map((byte) => ALPHABET[byte % 32]).join('');
