import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { StorableEvent } from './storable-event.ts';

/**
 * Personal details at rest: AES-256-GCM under a random key per child, itself sealed under the master key. Whoever
 * destroys the child's sealed key destroys every detail of the child, in every event and in every copy of the log;
 * a copy of the key table from before (a backup) keeps it alive until that copy is gone too.
 *
 * The ciphertext is bound to its child and its event, so it cannot be moved to another row unnoticed.
 */
export class PersonalDetails {
  private readonly masterKey: Buffer;
  /** Opened keys by their sealed form: the sealed key is looked up on every use, so an erased child's is never found. */
  private readonly opened = new Map<string, { readonly childId: string; readonly key: Buffer }>();

  constructor(masterKey: Buffer) {
    if (masterKey.length !== KEY_BYTES) {
      throw new Error(`The master key for personal details has ${masterKey.length} bytes; it must have ${KEY_BYTES}.`);
    }
    this.masterKey = Buffer.from(masterKey);
  }

  /** A new key for a child, sealed: this is what is stored. */
  newKey(childId: string): Buffer {
    return seal(this.masterKey, randomBytes(KEY_BYTES), keyContext(childId));
  }

  seal(childId: string, wrappedKey: Buffer, eventId: string, personalJson: string): Buffer {
    return seal(this.openKey(childId, wrappedKey), Buffer.from(personalJson), eventContext(childId, eventId));
  }

  /** Throws when the details were altered or moved, or were written under another master key. */
  open(childId: string, wrappedKey: Buffer, eventId: string, sealed: Buffer): Record<string, unknown> {
    const key = this.openKey(childId, wrappedKey);
    const plain = open(key, sealed, eventContext(childId, eventId));
    if (plain === undefined) {
      throw new Error(
        `The personal details of the event ${eventId} (child ${childId}) were altered or belong elsewhere.`,
      );
    }
    return JSON.parse(plain.toString()) as Record<string, unknown>;
  }

  /** Forgets the child's opened key, so that it does not outlive its erasure in memory. */
  forget(childId: string): void {
    for (const [sealed, entry] of this.opened) if (entry.childId === childId) this.drop(sealed, entry.key);
  }

  /** A key for one purpose beside the log, see `EventStore.keyFor`. */
  keyFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.masterKey, '', `waymark ${purpose}`, KEY_BYTES));
  }

  /** A sealed word that only this master key opens: kept by a store to notice when it is given another. */
  proof(): Buffer {
    return seal(this.masterKey, Buffer.from('waymark'), 'proof');
  }

  /** Refuses a store whose details were written under another master key. */
  checkProof(proof: Buffer): void {
    if (open(this.masterKey, proof, 'proof') !== undefined) return;
    throw new Error(
      'The personal details in this event store were written under another master key. Give it that key again ' +
        '(WAYMARK_MASTER_KEY or the key file); without it no name or address in the store can be read.',
    );
  }

  private openKey(childId: string, wrappedKey: Buffer): Buffer {
    const name = wrappedKey.toString('base64');
    const known = this.opened.get(name);
    if (known !== undefined && known.childId === childId) return known.key;
    const key = open(this.masterKey, wrappedKey, keyContext(childId));
    if (key === undefined) throw new Error(`The key of the child ${childId} does not open with this master key.`);
    const [oldest] = this.opened;
    if (oldest !== undefined && this.opened.size >= MOST_OPENED_KEYS) this.drop(oldest[0], oldest[1].key);
    this.opened.set(name, { childId, key });
    return key;
  }

  private drop(sealed: string, key: Buffer): void {
    this.opened.delete(sealed);
    key.fill(0);
  }
}

/** What stands in the place of details whose key was destroyed in another log: nothing, so no key ever opens it. */
export const ERASED_DETAILS = Buffer.alloc(0);

/** Sealed details by event id, keys of children who had none, and children who arrive erased. */
export interface SealedDetails {
  readonly sealed: ReadonlyMap<string, Buffer>;
  readonly newKeys: ReadonlyMap<string, Buffer>;
  readonly erased: ReadonlySet<string>;
}

/**
 * Encrypts what is personal in events about to be stored, by event id. Children whose key is not known get a new one,
 * which has to be stored with the events.
 */
export function sealDetails(
  details: PersonalDetails,
  placed: readonly { readonly event: StorableEvent }[],
  known: ReadonlyMap<string, Buffer>,
): SealedDetails {
  const sealed = new Map<string, Buffer>();
  const newKeys = new Map<string, Buffer>();
  const erased = new Set<string>();
  for (const { event } of placed) {
    const { childId, eventId, personalJson, detailsErased } = event;
    if (detailsErased) {
      sealed.set(eventId, ERASED_DETAILS);
      erased.add(childId);
    }
    if (personalJson === undefined) continue;
    const key = known.get(childId) ?? newKeys.get(childId) ?? details.newKey(childId);
    if (!known.has(childId)) newKeys.set(childId, key);
    sealed.set(eventId, details.seal(childId, key, eventId, personalJson));
  }
  return { sealed, newKeys, erased };
}

const KEY_BYTES = 32;
const MOST_OPENED_KEYS = 2000;
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyContext = (childId: string): string => JSON.stringify(['key', childId]);
const eventContext = (childId: string, eventId: string): string => JSON.stringify(['event', childId, eventId]);

/** One byte for the format, then nonce, tag, ciphertext. A nonce is never used twice under a key but by odds of 2^-96. */
export function seal(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), ciphertext]);
}

/** Undefined when the key or the context is another, or the text was altered. */
export function open(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  const body = 1 + NONCE_BYTES + TAG_BYTES;
  if (sealed.length < body || sealed[0] !== FORMAT) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, body));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()]);
  } catch {
    return undefined;
  }
}
