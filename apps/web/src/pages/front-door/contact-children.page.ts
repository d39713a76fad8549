import { allOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { childrenAtFrontDoor, type ChildAtFrontDoor } from './child-at-front-door.ts';
import { draftOf, draftPath, keepDraft, MOST_CHILDREN, type ContactDraft } from './contact-draft.ts';
import { withChild } from './contact-match.page.ts';
import { nameOfNew } from './registration-fields.ts';

/** The children of the contact so far, with what there has been of each, and the siblings who are not on it yet. */
export const childrenOfContact = page({
  path: '/contacts/new/:draftId/children',
  right: 'log-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    if (body.children.length === 0) return { redirect: draftPath(draftId, 'find') };
    return shown(asked, service, draftId, body);
  },
});

export const changeChildren = page({
  method: 'post',
  path: '/contacts/new/:draftId/children',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const here = draftPath(draftId, 'children');
    const removed = oneOf(asked.body, 'remove');
    if (removed !== undefined) {
      const children = body.children.filter((child, i) => String(i) !== removed || isFixed(child));
      await keepDraft(asked, service, draftId, { ...body, children });
      return { redirect: children.length === 0 ? draftPath(draftId, 'find') : here };
    }
    const known = await childrenKnown(asked, service, body);
    const siblings = new Set((await siblingsToAdd(asked, service, body, known)).map((one) => one.childId));
    const chosen = allOf(asked.body, 'sibling').filter((childId) => siblings.has(childId));
    const next = chosen.reduce(withChild, body);
    if (chosen.length > 0) await keepDraft(asked, service, draftId, next);
    const goes = oneOf(asked.body, 'next');
    if (goes === 'another') {
      const { search: _, ...rest } = next;
      await keepDraft(asked, service, draftId, rest);
      return { redirect: draftPath(draftId, 'find') };
    }
    return { redirect: chosen.length > 0 && goes !== 'continue' ? here : draftPath(draftId, 'details') };
  },
});

/** A child whom an earlier sending registered stays on the contact. */
const isFixed = (child: ContactDraft['children'][number]): boolean =>
  child.kind === 'NEW' && child.isRegistered === true;

async function shown(asked: AskedPage, service: Service, draftId: string, draft: ContactDraft): Promise<Shown> {
  const known = await childrenKnown(asked, service, draft);
  const lines = draft.children.map((child, i) => ({
    number: i,
    isFixed: isFixed(child),
    ...(child.kind === 'NEW'
      ? { isNew: true, says: nameOfNew(child), change: `${draftPath(draftId, 'register')}?child=${child.childId}` }
      : known.get(child.childId)!),
  }));
  return {
    view: 'front-door/contact-children.njk',
    title: lines.length === 1 ? 'One child on this contact' : `${lines.length} children on this contact`,
    model: {
      draftId,
      lines,
      siblings: await siblingsToAdd(asked, service, draft, known),
      isFull: lines.length >= MOST_CHILDREN,
      most: MOST_CHILDREN,
      back: { href: draftPath(draftId, 'find') },
    },
  };
}

async function childrenKnown(
  asked: AskedPage,
  service: Service,
  { children }: ContactDraft,
): Promise<ReadonlyMap<string, ChildAtFrontDoor>> {
  const ids = children.flatMap((child) => (child.kind === 'KNOWN' ? [child.childId] : []));
  const known = await childrenAtFrontDoor(asked, service, ids, service.waymark.today());
  return new Map(ids.map((childId, i) => [childId, known[i]!]));
}

/** The siblings of the children chosen who are not on the contact; restricted ones are left out, for a marker tells whose sibling it is. */
async function siblingsToAdd(
  asked: AskedPage,
  service: Service,
  draft: ContactDraft,
  known: ReadonlyMap<string, ChildAtFrontDoor>,
) {
  const there = new Set(draft.children.map((child) => child.childId));
  const ids = new Set([...known.values()].flatMap((child) => (child.isMarker ? [] : child.siblings)));
  const missing = [...ids].filter((childId) => !there.has(childId));
  const all = await childrenAtFrontDoor(asked, service, missing, service.waymark.today());
  return all.flatMap((one) => (one.isMarker ? [] : [one]));
}
