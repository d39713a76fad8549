import type { PlainDate } from '#calendar/plain-date';
import { READING } from '#projecting/reading-schema';
import type { Sql } from '#projecting/reading-database';
import { tableOf } from '#measures/sql';
import { contacts } from '#projections/contacts/contacts.projection';

/** A contact and one of its children as the read model has them now. */
export interface ContactRow {
  readonly childId: string;
  readonly receivedOn: PlainDate;
  readonly receivedAt: string;
  readonly source: string | null;
  readonly hub: string | null;
  readonly priority: string | null;
  readonly rating: string | null;
  readonly screenedOn: PlainDate | null;
  readonly decidedOn: PlainDate | null;
  readonly outcome: string | null;
}

/** The children of a contact; none where there is no such contact. A merged child stands there as the one it was merged into. */
export const contactRows = (sql: Sql, contactId: string): Promise<readonly ContactRow[]> =>
  sql.query<ContactRow>(
    `select child_id as "childId", received_on::text as "receivedOn", received_at as "receivedAt", source, hub, priority, rating,
       screened_on::text as "screenedOn", decided_on::text as "decidedOn", outcome
     from ${READING}.${tableOf(contacts)} where contact_id = $1 and known_to is null order by child_id`,
    [contactId],
  );
