import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { childrenAtFrontDoor } from './child-at-front-door.ts';
import { found } from './contact-candidates.ts';
import { draftOf, draftPath, keepDraft, MOST_CHILDREN, type ContactDraft } from './contact-draft.ts';
import { searchFrom } from './contact-find.page.ts';

const NONE = 'none';

/** The records that a search found: which of them is the child, or none. */
export const matchChild = page({
  path: '/contacts/new/:draftId/match',
  right: 'log-contacts',
  audit: 'SEARCH',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    return body.search ? matches(asked, service, draftId, body) : { redirect: draftPath(draftId, 'find') };
  },
});

export const chooseChild = page({
  method: 'post',
  path: '/contacts/new/:draftId/match',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    if (!body.search) return { redirect: draftPath(draftId, 'find') };
    const choice = oneOf(asked.body, 'choice');
    if (choice === NONE) return { redirect: draftPath(draftId, 'register') };
    // What is sent back is a place in the list, never an id: a restricted record is not given away by its marker.
    const childId = /^\d{1,2}$/.test(choice ?? '') ? body.search.found[Number(choice)] : undefined;
    if (childId === undefined)
      return matches(asked, service, draftId, body, 'Choose the child’s record, or that it is none of these');
    await keepDraft(asked, service, draftId, withChild(body, childId));
    return { redirect: draftPath(draftId, 'children') };
  },
});

/** The draft with a child who has a record; one who is among its children already is not there twice. */
export function withChild(draft: ContactDraft, childId: string): ContactDraft {
  const { search: _, ...rest } = draft;
  const isThere = draft.children.some((child) => child.childId === childId);
  if (isThere || draft.children.length >= MOST_CHILDREN) return rest;
  return { ...rest, children: [...draft.children, { kind: 'KNOWN', childId }] };
}

async function matches(
  asked: AskedPage,
  service: Service,
  draftId: string,
  { search, children }: ContactDraft,
  problem?: string,
): Promise<Shown> {
  const { typed, found: ids } = search!;
  const read = searchFrom(typed);
  const now = 'error' in read ? [] : await found(service, read.search);
  const shown = await childrenAtFrontDoor(asked, service, ids, service.waymark.today());
  const lines = shown.map((one, i) => ({
    ...one,
    value: String(i),
    isChosen: children.some((child) => child.childId === ids[i]),
    ...(one.isMarker ? {} : { candidate: now.find((each) => each.childId === one.childId) }),
  }));
  return {
    view: 'front-door/contact-match.njk',
    title: lines.length === 0 ? 'No record found' : 'Is this the child?',
    status: problem === undefined ? 200 : 400,
    model: {
      draftId,
      lines,
      problem,
      errors: problem === undefined ? [] : [{ text: problem, href: '#choice-0' }],
      back: { href: draftPath(draftId, 'find'), text: 'Change the search' },
    },
  };
}
