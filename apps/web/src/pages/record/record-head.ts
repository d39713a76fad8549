import type { PlainDate } from '#calendar/plain-date';
import { isTheirs, recordPlace } from '#access/opening';
import { may, type Person } from '#access/person';
import type { KnownChild } from '../../queries/known-child.ts';
import { personalOf } from '../../queries/personal.ts';
import { childOf, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { bornInWords } from './age-in-words.ts';
import { badgesOf, type Badge } from './badges.ts';

/** What stands on top of every page of a record: who the child is, what must be known first, and where to go. */
export interface RecordHead {
  readonly childId: string;
  readonly at: string;
  /** The child's name, or the id for those who see no names and where none is recorded. */
  readonly name: string;
  readonly born: string;
  readonly ids: readonly { readonly label: string; readonly value: string }[];
  readonly address?: string;
  readonly badges: readonly Badge[];
  readonly places: readonly { readonly href: string; readonly text: string; readonly active: boolean }[];
  readonly version: number;
  /** The record that this one was merged into, as the person may see it. */
  readonly mergedInto?: { readonly says: string; readonly href?: string };
  readonly isErased: boolean;
}

/** The address of a child's record. */
export const recordAt = (childId: string): string => `/children/${encodeURIComponent(childId)}`;

/** The head of a record page, as the child stands at the end of a day. */
export async function recordHead(
  { person, path }: AskedPage,
  service: Service,
  child: KnownChild,
  on: PlainDate,
): Promise<RecordHead> {
  const { childId, identity, journey, version } = child;
  const personal = personalOf(child);
  const showsNames = may(person, 'see-personal-details');
  const { givenName, familyName, address, homePostcode } = (showsNames ? personal : null) ?? {};
  const name = [givenName, familyName].filter((part) => typeof part === 'string').join(' ');
  const home = [address, homePostcode].filter((part) => typeof part === 'string').join(', ');
  const { mergedInto } = identity;
  const survivor =
    mergedInto === undefined ? undefined : (await service.children(person, [mergedInto])).get(mergedInto);
  return {
    childId,
    at: recordAt(childId),
    name: name === '' ? `Child ${childId}` : name,
    born: bornInWords(identity, on),
    ids: [
      { label: 'Waymark', value: childId },
      ...(identity.laChildId === undefined || identity.laChildId === childId
        ? []
        : [{ label: "Authority's number", value: identity.laChildId }]),
      ...(identity.upn === undefined ? [] : [{ label: 'Unique pupil number', value: identity.upn }]),
    ],
    ...(home === '' ? {} : { address: home }),
    badges: badgesOf(journey, on),
    places: placesOf(person, child, path, service.waymark.today()),
    version,
    ...(survivor === undefined ? {} : { mergedInto: survivor }),
    isErased: personal === null,
  };
}

/** The pages of a record that a person may use, with the one they are on. */
function placesOf(person: Person, child: KnownChild, path: string, today: PlainDate): RecordHead['places'] {
  const at = recordAt(child.childId);
  const keepsRecords = (['correct-records', 'merge-records', 'restrict-records'] as const).some((right) =>
    may(person, right),
  );
  const places = [
    { href: at, text: 'Overview' },
    { href: `${at}/chronology`, text: 'Chronology' },
    { href: `${at}/plans`, text: 'Plans and care' },
    { href: `${at}/allocations`, text: 'Allocations' },
    ...(may(person, 'find-children') ? [{ href: `${at}/duplicates`, text: 'Duplicates' }] : []),
    ...(keepsRecords ? [{ href: `${at}/record`, text: 'Record' }] : []),
    ...(maySeeWhoLooked(person, child, today) ? [{ href: `${at}/audit`, text: 'Who looked' }] : []),
  ];
  return places.map((place) => ({ ...place, active: path === place.href }));
}

/** Who looked at a record is for those who search the audit, and for the managers of the area that holds the case. */
export function maySeeWhoLooked(person: Person, { journey }: KnownChild, today: PlainDate): boolean {
  if (may(person, 'see-audit')) return true;
  return ['TM', 'SM'].includes(person.role) && isTheirs(person, recordPlace(journey, today));
}

/** A page of a record: the head, and what the page itself shows. `child` is the one shown, where that is not as known now. */
export async function recordView(
  asked: AskedPage,
  service: Service,
  shown: {
    readonly view: string;
    readonly title: string;
    readonly model: object;
    readonly status?: number;
    readonly child?: KnownChild;
    readonly on?: PlainDate;
  },
) {
  const { view, title, model, status, child = childOf(asked), on = service.waymark.today() } = shown;
  const record = await recordHead(asked, service, child, on);
  return {
    view,
    title: `${title}: ${record.name}`,
    model: { record, pageHeading: title, ...model },
    ...(status === undefined ? {} : { status }),
  };
}
