import { opening, recordPlace } from '#access/opening';
import { may } from '#access/person';
import type { PlainDate } from '#calendar/plain-date';
import { siblings } from '#case-flow/child-identity/identity';
import { notFound } from '../../problem.ts';
import { knownChildren, type KnownChild } from '../../queries/known-child.ts';
import { personalOf } from '../../queries/personal.ts';
import { closedTo, withoutSharedAccounts } from '../../queries/withheld-accounts.ts';
import type { AskedPage } from '../page.ts';
import { openedChild } from '../opened-child.ts';
import { bornInWords } from '../record/age-in-words.ts';
import type { Service } from '../service.ts';
import { involvementOf, type Involvement } from './involvement.ts';

/**
 * A child as the front door sees one: whoever holds the case, for a contact is answered for every child; a restricted record
 * is a marker, with nothing that leads to the child.
 */
export type ChildAtFrontDoor =
  | { readonly isMarker: true; readonly says: string }
  | {
      readonly isMarker: false;
      readonly childId: string;
      readonly says: string;
      readonly born: string;
      readonly href: string;
      readonly homeArea?: string;
      readonly isRestricted: boolean;
      readonly siblings: readonly string[];
      readonly involvement: Involvement;
      readonly child: KnownChild;
    };

export const MARKER = 'Restricted record';

/** These children in their order, with what there has been of each before a day. Each one shown is a line of the audit. */
export async function childrenAtFrontDoor(
  asked: Pick<AskedPage, 'person' | 'requestId' | 'path'>,
  service: Service,
  childIds: readonly string[],
  on: PlainDate,
  contactId?: string,
): Promise<readonly ChildAtFrontDoor[]> {
  const [opened, all, closed] = await Promise.all([
    service.breakGlass.openedBy(asked.person),
    knownChildren(service.waymark.store, childIds),
    closedTo(service.waymark, service.breakGlass, asked.person),
  ]);
  const known = new Map([...all].map(([childId, child]) => [childId, withoutSharedAccounts(child, closed)]));
  const shown = await Promise.all(
    childIds.map((childId) => atFrontDoor(asked, service, known.get(childId), opened, on, contactId)),
  );
  await service.audit.write(
    ...shown.flatMap((one) =>
      one.isMarker
        ? []
        : [
            {
              person: asked.person,
              action: 'VIEW',
              outcome: 'DONE',
              childId: one.childId,
              detail: `front door ${asked.path}`,
              requestId: asked.requestId,
            } as const,
          ],
    ),
  );
  return shown;
}

async function atFrontDoor(
  { person, requestId }: Pick<AskedPage, 'person' | 'requestId'>,
  service: Service,
  child: KnownChild | undefined,
  opened: ReadonlySet<string>,
  on: PlainDate,
  contactId: string | undefined,
): Promise<ChildAtFrontDoor> {
  const { waymark } = service;
  if (child === undefined) throw notFound('Nothing is recorded about one of these children any more.');
  const { childId, journey, identity } = child;
  const why = opening(person, recordPlace(journey, waymark.today()), opened.has(childId));
  if (why !== 'OPEN' && why !== 'ELSEWHERE') return { isMarker: true, says: MARKER };
  if (identity.restriction) await openedChild(service, person, childId, requestId, true); // an access that is on record
  return {
    isMarker: false,
    childId,
    says: may(person, 'see-personal-details') ? nameOf(child) : childId,
    born: bornInWords(identity, waymark.today()),
    href: `/children/${encodeURIComponent(childId)}`,
    ...(identity.homeArea === undefined ? {} : { homeArea: identity.homeArea }),
    isRestricted: identity.restriction !== undefined,
    siblings: [...siblings(journey).keys()],
    involvement: involvementOf(journey, on, contactId),
    child,
  };
}

/** A child's name as it is believed now; the id where nobody recorded one, or the details were erased. */
export function nameOf(child: KnownChild): string {
  const personal = personalOf(child);
  const parts = [personal?.['givenName'], personal?.['familyName']].filter((part) => typeof part === 'string');
  return parts.join(' ') || child.childId;
}
