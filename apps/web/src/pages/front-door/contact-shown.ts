import { contacts, type Contact, type Rating } from '#case-flow/contact/contacts';
import { contactOutcomeLabels, referralSourceLabels } from '#case-flow/codes';
import { factsOf } from '#case-flow/journey';
import { wordsOfValue } from '../../forms/value-words.ts';
import { notFound } from '../../problem.ts';
import type { KnownChild } from '../../queries/known-child.ts';
import type { AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { workerNames, type WorkerNames } from '../managers/worker-names.ts';
import { childrenAtFrontDoor, type ChildAtFrontDoor } from './child-at-front-door.ts';
import { contactRows } from './contact-rows.ts';

/** A child of a contact: one who is shown, with how far the contact has come for that child, or a marker. */
export type ChildOfContact =
  | (ChildAtFrontDoor & { readonly isMarker: true; readonly number: number })
  | (ChildAtFrontDoor & {
      readonly isMarker: false;
      readonly number: number;
      readonly contact: Contact;
      readonly decision?: Decision;
    });

export type ShownChild = Extract<ChildOfContact, { readonly isMarker: false }>;

interface Decision {
  readonly says: string;
  readonly at: string;
  readonly by: string;
  readonly rationale?: string;
}

/** An agency that was asked, and what it answered. */
export interface AgencyCheck {
  readonly agency: string;
  readonly askedAt: string;
  readonly answeredAt?: string;
  readonly findings?: string;
}

/** A contact with all its children, as far as they are shown to a person. */
export interface ContactShown {
  readonly contactId: string;
  readonly receivedOn: string;
  readonly receivedAt: string;
  readonly source: string;
  readonly hub: string;
  readonly priority?: string;
  readonly organisation?: string;
  readonly method?: string;
  readonly loggedBy?: string;
  readonly narrative?: string;
  readonly children: readonly ChildOfContact[];
  /** The children that are no markers. */
  readonly shown: readonly ShownChild[];
  readonly ratings: readonly (Rating & { readonly byName: string; readonly reason?: string })[];
  readonly screening?: { readonly at: string; readonly by: string };
  readonly checks: readonly AgencyCheck[];
  readonly nameOf: WorkerNames;
}

/** A contact by its id. A problem (404) where nobody recorded one. Every child it shows is a line of the audit. */
export async function contactShown(asked: AskedPage, service: Service): Promise<ContactShown> {
  const contactId = asked.params['contactId'] ?? '';
  const rows = await contactRows(service.waymark.database, contactId);
  const [first] = rows;
  if (first === undefined) throw notFound('There is no contact of this reference. Check it, or look in the lists.');
  const [nameOf, all] = await Promise.all([
    workerNames(service),
    childrenAtFrontDoor(
      asked,
      service,
      rows.map((row) => row.childId),
      first.receivedOn,
      contactId,
    ),
  ]);
  const children = all.flatMap((child, number): readonly ChildOfContact[] =>
    ofContact(child, number, contactId, nameOf),
  );
  const shown = children.filter((child): child is ShownChild => !child.isMarker);
  const told = toldBy(shown, nameOf);
  return {
    contactId,
    receivedOn: first.receivedOn,
    receivedAt: first.receivedAt,
    source: referralSourceLabels.get(first.source ?? '') ?? 'Not recorded',
    hub: wordsOfValue('hub', first.hub ?? '') ?? 'Not recorded',
    ...(first.priority === null ? {} : { priority: first.priority }),
    children,
    shown,
    ...told,
    nameOf,
  };
}

/** The children for whom this contact waits to be screened by somebody qualified. */
export const toScreen = ({ shown }: ContactShown): readonly ShownChild[] =>
  shown.filter(({ contact }) => contact.screened === undefined && contact.status !== 'DECIDED' && !contact.reopenedOn);

/** The children for whom it has been screened and waits for a decision. */
export const toDecide = ({ shown }: ContactShown): readonly ShownChild[] =>
  shown.filter(({ contact }) => contact.status === 'SCREENED');

function ofContact(
  one: ChildAtFrontDoor,
  number: number,
  contactId: string,
  nameOf: WorkerNames,
): readonly ChildOfContact[] {
  if (one.isMarker) return [{ ...one, number }];
  const contact = contacts(one.child.journey).find((each) => each.contactId === contactId);
  if (contact === undefined) return []; // voided a moment ago: the read model has yet to hear of it
  const { decided } = contact;
  if (decided === undefined) return [{ ...one, number, contact }];
  const rationale = personalIn(one.child, decided.eventId, 'rationale');
  const decision: Decision = {
    says: contactOutcomeLabels.get(decided.data.outcome) ?? decided.data.outcome,
    at: decided.data.decidedAt,
    by: nameOf(decided.recordedBy ?? 'NOBODY'),
    ...(rationale === undefined ? {} : { rationale }),
  };
  return [{ ...one, number, contact, decision }];
}

/** What the contact itself says, from the first child who is shown: it stands on the record of each. */
function toldBy([first]: readonly ShownChild[], nameOf: WorkerNames) {
  if (first === undefined) return { ratings: [], checks: [] };
  const { child, contact } = first;
  const { received } = contact;
  const screening = contact.screened ?? contact.screenings[0];
  const narrative = received && personalIn(child, received.eventId, 'narrative');
  const method = received?.data.method;
  return {
    ...(received?.data.sourceOrg === undefined ? {} : { organisation: received.data.sourceOrg }),
    ...(method === undefined ? {} : { method: wordsOfValue('method', method) ?? method }),
    ...(received?.recordedBy === undefined ? {} : { loggedBy: nameOf(received.recordedBy) }),
    ...(narrative === undefined ? {} : { narrative }),
    ratings: contact.ratings.map((rating) => {
      const reason = personalIn(child, rating.eventId, 'reason');
      return { ...rating, byName: nameOf(rating.by), ...(reason === undefined ? {} : { reason }) };
    }),
    ...(screening === undefined
      ? {}
      : { screening: { at: screening.data.screenedAt, by: nameOf(screening.data.screenedBy) } }),
    checks: checksOf(child, contact.contactId),
  };
}

function checksOf(child: KnownChild, contactId: string): readonly AgencyCheck[] {
  const returned = factsOf(child.journey, 'AgencyChecksReturned').filter((fact) => fact.data.contactId === contactId);
  return factsOf(child.journey, 'AgencyChecksRequested')
    .filter((fact) => fact.data.contactId === contactId)
    .map(({ data: { agency, at } }) => {
      const answer = returned.find((fact) => fact.data.agency === agency);
      const findings = answer && personalIn(child, answer.eventId, 'findings');
      return {
        agency,
        askedAt: at,
        ...(answer === undefined ? {} : { answeredAt: answer.data.at }),
        ...(findings === undefined ? {} : { findings }),
      };
    });
}

function personalIn({ events }: KnownChild, eventId: string, field: string): string | undefined {
  const value = events.find((event) => event.eventId === eventId)?.personal?.[field];
  return typeof value === 'string' ? value : undefined;
}
