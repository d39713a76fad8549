import type { BreakGlass } from '#access/break-glass';
import type { Person } from '#access/person';
import { restrictedChildren } from '#waymark/restricted';
import type { Waymark } from '../waymark.ts';
import type { KnownChild } from './known-child.ts';
import { seenBy } from './seen-by.ts';

const WITHHELD = 'Withheld: it also speaks of a restricted record.';

/** The restricted children whose records do not open for a person. */
export async function closedTo(waymark: Waymark, breakGlass: BreakGlass, person: Person): Promise<ReadonlySet<string>> {
  const restricted = await restrictedChildren(waymark.database);
  if (restricted.size === 0) return restricted;
  const { mayOpen } = await seenBy(waymark, breakGlass, person);
  return new Set([...restricted].filter((childId) => !mayOpen.has(childId)));
}

/**
 * A contact's account stands on the record of every child it is about, in the same words. Where one of them is closed to
 * whoever reads, what was written about the contact is withheld on the records of the others too, decision and checks as well.
 */
export function withoutSharedAccounts(child: KnownChild, closed: ReadonlySet<string>): KnownChild {
  const shared = new Set(
    child.events.flatMap(({ data }) => {
      const { contactId, children } = data as { readonly contactId?: unknown; readonly children?: unknown };
      const names = Array.isArray(children) && children.some((one) => one !== child.childId && closed.has(String(one)));
      return names && typeof contactId === 'string' ? [contactId] : [];
    }),
  );
  if (shared.size === 0) return child;
  const events = child.events.map((event) => {
    const { personal, data } = event;
    if (!personal || !shared.has(String((data as { readonly contactId?: unknown }).contactId))) return event;
    return { ...event, personal: Object.fromEntries(Object.keys(personal).map((field) => [field, WITHHELD])) };
  });
  return { ...child, events };
}
