import { uuidOf } from '#case-flow/decide';
import { ProblemFound } from '../../problem.ts';
import type { AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { concernOf } from './contact-concern.page.ts';
import { detailsOf } from './contact-details.page.ts';
import { contactIdOf, keepDraft, type ContactDraft, type NewDraftChild } from './contact-draft.ts';
import { registrationOf, siblingOf } from './registration-fields.ts';

/** A complete draft's contact as the command takes it; undefined while something is missing. */
export function contactOf(draftId: string, draft: ContactDraft) {
  const [details, concern] = [detailsOf(draft), concernOf(draft)];
  if (details === undefined || concern === undefined || draft.children.length === 0) return undefined;
  const { policeRating, ...rest } = details;
  const reasonCodes = [...(concern.isInDanger ? ['IMMEDIATE_DANGER'] : []), ...(policeRating ? [policeRating] : [])];
  return {
    ...rest,
    contactId: contactIdOf(draftId),
    children: draft.children.map((child) => child.childId),
    ...(reasonCodes.length > 0 ? { reasonCodes } : {}),
    narrative: concern.narrative,
  };
}

/**
 * Sends a complete draft: registers the new children, links the siblings among them, and logs the one contact for all. Every
 * command has a key made of the draft's id, so that what stopped half way is sent again without harm. Gives the position.
 * Throws what the commands are refused with.
 */
export async function sendContact(
  asked: AskedPage,
  service: Service,
  draftId: string,
  draft: ContactDraft,
): Promise<number> {
  const contact = contactOf(draftId, draft);
  if (contact === undefined) throw new Error('A draft is complete before it is sent.');
  const of: AskedPage = { ...asked, commandId: draftId };
  const correlationId = uuidOf(`contact ${draftId}`);
  let children = draft.children;
  const waiting = children.filter((child): child is NewDraftChild => child.kind === 'NEW' && !child.isRegistered);
  for (const child of waiting) {
    const read = registrationOf(child.childId, child.typed, service.waymark.today());
    if ('errors' in read) throw new Error(`The registration of ${child.childId} was complete when it was kept.`);
    await service.carryOut(of, 'RegisterChild', read.body, { part: `register ${child.childId}`, correlationId });
    children = children.map((one) => (one === child ? { ...child, isRegistered: true } : one));
    await keepDraft(asked, service, draftId, { ...draft, children });
  }
  for (const child of children) {
    const link = child.kind === 'NEW' ? siblingOf(child, children) : undefined;
    if (link)
      await service.carryOut(
        of,
        'LinkSibling',
        { childId: child.childId, ...link },
        { part: `link ${child.childId}`, correlationId },
      );
  }
  const { position } = await service.carryOut(of, 'ReceiveContact', contact, { part: 'contact', correlationId });
  return position;
}

/** Whether an error says that the form's key was used before: the same form arrived a second time. */
export const wasSentBefore = (error: unknown): boolean =>
  error instanceof ProblemFound && error.problem.type === '/problems/idempotency-key-reused';
