import { page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { beginDraft, draftPath, draftsOf, removeDraft, type ContactDraft } from './contact-draft.ts';
import { nameOfNew } from './registration-fields.ts';
import { detailsOf } from './contact-details.page.ts';

/** Where a contact begins: a new one, or a draft that was left. */
export const newContact = page({
  path: '/contacts/new',
  right: 'log-contacts',
  audit: 'LIST',
  show: async (asked, service) => {
    const drafts = await draftsOf(asked, service);
    const lines = await Promise.all(
      drafts.map(async ({ draftId, body, changedAt }) => ({
        draftId,
        changedAt,
        about: await aboutWhom(asked, service, body),
        receivedAt: detailsOf(body)?.receivedAt,
        href: draftPath(draftId, nextStep(body)),
      })),
    );
    return { view: 'front-door/new-contact.njk', title: 'Log a contact', model: { drafts: lines, back } };
  },
});

export const beginContact = page({
  method: 'post',
  path: '/contacts/new',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    return { redirect: draftPath(await beginDraft(asked, service, { children: [] }), 'find') };
  },
});

export const deleteDraft = page({
  method: 'post',
  path: '/contacts/new/:draftId/delete',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    await removeDraft(asked, service, asked.params['draftId'] ?? '');
    return { redirect: '/contacts/new', says: { kind: 'success', text: 'The draft is deleted.' } };
  },
});

/** The first page that nothing was said on yet. */
export const nextStep = (draft: ContactDraft): string =>
  draft.children.length === 0
    ? draft.search
      ? 'match'
      : 'find'
    : draft.details === undefined
      ? 'children'
      : draft.concern === undefined
        ? 'concern'
        : 'check';

async function aboutWhom(asked: AskedPage, service: Service, { children }: ContactDraft): Promise<string> {
  const known = children.flatMap((child) => (child.kind === 'KNOWN' ? [child.childId] : []));
  const names = await service.children(asked.person, known);
  const said = children.map((child) =>
    child.kind === 'KNOWN' ? (names.get(child.childId)?.says ?? child.childId) : `${nameOfNew(child)} (new)`,
  );
  return said.length === 0 ? 'No child chosen yet' : said.join(', ');
}

const back = { href: '/screening', text: 'Screening' };
