import { randomUUID } from 'node:crypto';
import { open, seal } from '#event-store/personal-details';
import type { Sql } from '#projecting/reading-database';
import { ACCESS } from './access-schema.ts';
import type { Person } from './person.ts';

/** A form that somebody has begun and not sent yet. */
export interface Draft<Body> {
  readonly draftId: string;
  readonly body: Body;
  /** When it was last written to: an instant. */
  readonly changedAt: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Forms that are kept page by page, each for the person who began it and for nobody else. The body is encrypted (AES-256-GCM)
 * and bound to its draft and its owner, so that a copied row opens nowhere else.
 */
export class Drafts {
  constructor(
    private readonly sql: Sql,
    /** 32 bytes: `store.keyFor('drafts')`. */
    private readonly key: Buffer,
  ) {}

  /** Begins a draft of a kind and gives its id. */
  async begin(person: Person, kind: string, body: object): Promise<string> {
    const draftId = randomUUID();
    await this.sql.query(`insert into ${ACCESS}.drafts (draft_id, account_id, kind, sealed) values ($1, $2, $3, $4)`, [
      draftId,
      person.accountId,
      kind,
      this.sealed(draftId, person, kind, body),
    ]);
    return draftId;
  }

  /** A person's own draft; undefined where there is none of that id, kind and owner. Throws where it was altered. */
  async read<Body>(person: Person, kind: string, draftId: string): Promise<Draft<Body> | undefined> {
    if (!UUID.test(draftId)) return undefined;
    const rows = await this.rows(person, kind, 'and draft_id = $3', [draftId]);
    return rows.map((row) => this.opened<Body>(person, kind, row))[0];
  }

  /** Writes a draft anew. False where it is gone meanwhile: sent, or deleted. */
  async write(person: Person, kind: string, draftId: string, body: object): Promise<boolean> {
    const rows = await this.sql.query(
      `with changed as (update ${ACCESS}.drafts set sealed = $4, changed_at = now()
       where draft_id = $1 and account_id = $2 and kind = $3 returning 1) select * from changed`,
      [draftId, person.accountId, kind, this.sealed(draftId, person, kind, body)],
    );
    return rows.length === 1;
  }

  /** A person's drafts of a kind, the latest changed first. */
  async of<Body>(person: Person, kind: string): Promise<readonly Draft<Body>[]> {
    const rows = await this.rows(person, kind, 'order by changed_at desc', []);
    return rows.map((row) => this.opened<Body>(person, kind, row));
  }

  async remove(person: Person, kind: string, draftId: string): Promise<void> {
    if (!UUID.test(draftId)) return;
    await this.sql.query(`delete from ${ACCESS}.drafts where draft_id = $1 and account_id = $2 and kind = $3`, [
      draftId,
      person.accountId,
      kind,
    ]);
  }

  private rows({ accountId }: Person, kind: string, rest: string, values: readonly unknown[]): Promise<Row[]> {
    return this.sql.query<Row>(
      `select draft_id::text as "draftId", sealed, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
       from ${ACCESS}.drafts where account_id = $1 and kind = $2 ${rest}`,
      [accountId, kind, ...values],
    );
  }

  private sealed(draftId: string, person: Person, kind: string, body: object): Buffer {
    return seal(this.key, Buffer.from(JSON.stringify(body)), contextOf(draftId, person, kind));
  }

  private opened<Body>(person: Person, kind: string, { draftId, sealed, changedAt }: Row): Draft<Body> {
    const plain = open(this.key, sealed, contextOf(draftId, person, kind));
    if (plain === undefined) throw new Error(`The draft ${draftId} was altered, or written under another master key.`);
    return { draftId, body: JSON.parse(plain.toString()) as Body, changedAt };
  }
}

interface Row {
  readonly draftId: string;
  readonly sealed: Buffer;
  readonly changedAt: string;
}

const contextOf = (draftId: string, { accountId }: Person, kind: string): string =>
  JSON.stringify(['draft', draftId, accountId, kind]);
