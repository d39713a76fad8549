import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { wholeRegister } from '../../queries/register.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import {
  draftOf,
  draftPath,
  keepDraft,
  MOST_CHILDREN,
  newChildId,
  type ContactDraft,
  type NewDraftChild,
} from './contact-draft.ts';
import { typedIn } from './contact-find.page.ts';
import {
  nameOfNew,
  registrationFields,
  registrationOf,
  registrationRefused,
  siblingFields,
} from './registration-fields.ts';

/** A child nobody knows yet: what is known so far. The record is made when the contact is sent. */
export const newChild = page({
  path: '/contacts/new/:draftId/register',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const own = newOf(body, oneOf(asked.query, 'child'));
    return drawn(asked, service, draftId, body, own?.typed ?? begun(body), [], own);
  },
});

export const addNewChild = page({
  method: 'post',
  path: '/contacts/new/:draftId/register',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const { child: which, another, ...typed } = typedIn(asked.body);
    const own = newOf(body, oneOf(asked.body, 'child'));
    if (which !== undefined && own === undefined) return { redirect: draftPath(draftId, 'children') };
    const childId = own?.childId ?? newChildId(draftId, body);
    const read = registrationOf(childId, typed, service.waymark.today());
    if ('errors' in read) return drawn(asked, service, draftId, body, typed, read.errors, own);
    const refused = await registrationRefused(service, read.body);
    if (refused) return drawn(asked, service, draftId, body, typed, [refused], own, 409);
    const kept: NewDraftChild = { kind: 'NEW', childId, typed };
    await keepDraft(asked, service, draftId, withNew(body, kept));
    return { redirect: draftPath(draftId, another === 'yes' ? 'register' : 'children') };
  },
});

/** The draft with a new child, in the place it had if it was there. */
function withNew({ search: _, ...rest }: ContactDraft, child: NewDraftChild): ContactDraft {
  const isThere = rest.children.some((one) => one.childId === child.childId);
  const children = isThere
    ? rest.children.map((one) => (one.childId === child.childId ? child : one))
    : [...rest.children, child].slice(0, MOST_CHILDREN);
  return { ...rest, children };
}

/** A new child of the draft who is not registered yet: only then can what was typed still be changed. */
const newOf = ({ children }: ContactDraft, childId: string | undefined): NewDraftChild | undefined =>
  children.find(
    (child): child is NewDraftChild => child.kind === 'NEW' && child.childId === childId && !child.isRegistered,
  );

/** What the form begins with: what was searched for, or what the last child had of family, address and area. */
function begun({ search, children }: ContactDraft): Posted {
  const unknown = { sex: 'U', ethnicity: 'NOBT' };
  const { givenName, familyName, postcode, ...dob } = search?.typed ?? {};
  if (search)
    return {
      ...unknown,
      ...Object.fromEntries(Object.entries(dob).filter(([name]) => name.startsWith('dob-'))),
      givenName: givenName ?? '',
      familyName: familyName ?? '',
      homePostcode: postcode ?? '',
    };
  const last = children.findLast((child) => child.kind === 'NEW');
  if (!last) return unknown;
  const same = ['familyName', 'homePostcode', 'address', 'homeArea', 'ethnicity'];
  return {
    ...unknown,
    ...Object.fromEntries(same.map((name) => [name, last.typed[name] ?? ''])),
    siblingOf: last.childId,
    relation: 'FULL',
  };
}

async function drawn(
  asked: AskedPage,
  service: Service,
  draftId: string,
  draft: ContactDraft,
  typed: Posted,
  errors: readonly FieldError[],
  own: NewDraftChild | undefined,
  status = 400,
): Promise<Shown> {
  const { waymark } = service;
  const names = await service.children(
    asked.person,
    draft.children.map((child) => child.childId),
  );
  const others = draft.children
    .filter((child) => child.childId !== own?.childId)
    .map((child) => ({
      value: child.childId,
      words: child.kind === 'NEW' ? nameOfNew(child) : names.get(child.childId)!.says,
    }))
    .filter(({ value }) => names.get(value)?.childId !== ''); // a marker's id stays here
  const { areas } = await wholeRegister(waymark.store, waymark.today());
  const fields: readonly Field[] = [...registrationFields(waymark.today()), ...siblingFields(others)];
  const register = { area: areas.map((area) => ({ value: area, words: area })) };
  return {
    view: 'front-door/contact-register.njk',
    title: own ? `Change what is known of ${nameOfNew(own)}` : 'Register a new child',
    status: errors.length === 0 ? 200 : status,
    model: {
      draftId,
      childId: own?.childId,
      fields: drawnFields(fields, typed, errors, register),
      errors: summaryOf(fields, errors),
      back: draft.children.length > 0 ? { href: draftPath(draftId, 'children') } : { href: draftPath(draftId, 'find') },
    },
  };
}
