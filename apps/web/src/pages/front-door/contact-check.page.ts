import { Refused } from '#case-flow/refused';
import { referralSourceLabels } from '#case-flow/codes';
import { wordsOfValue } from '../../forms/value-words.ts';
import { ProblemFound } from '../../problem.ts';
import { momentInWords } from '../filters.ts';
import { page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { concernOf } from './contact-concern.page.ts';
import { detailsOf, policeRating } from './contact-details.page.ts';
import { contactIdOf, draftOf, draftPath, removeDraft, type ContactDraft } from './contact-draft.ts';
import { contactRows } from './contact-rows.ts';
import { nextStep } from './new-contact.page.ts';
import { nameOfNew, siblingOf } from './registration-fields.ts';
import { contactOf, sendContact } from './send-contact.ts';
import { readOut } from '../read-out.ts';

/** Everything that was entered, once more before it is sent. */
export const checkContact = page({
  path: '/contacts/new/:draftId/check',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    if (contactOf(draftId, body) === undefined) return { redirect: draftPath(draftId, nextStep(body)) };
    return drawn(asked, service, draftId, body);
  },
});

export const logContact = page({
  method: 'post',
  path: '/contacts/new/:draftId/check',
  right: 'log-contacts',
  audit: 'NOTHING', // each command leaves its own lines
  show: async (asked, service) => {
    const contactId = contactIdOf(asked.params['draftId'] ?? '');
    const logged = { redirect: `/contacts/${contactId}/logged` };
    try {
      const { draftId, body } = await draftOf(asked, service);
      if (contactOf(draftId, body) === undefined) return { redirect: draftPath(draftId, nextStep(body)) };
      try {
        const position = await sendContact(asked, service, draftId, body);
        await service.settled(position);
        await removeDraft(asked, service, draftId);
        return logged;
      } catch (error) {
        if (error instanceof Refused) return await drawn(asked, service, draftId, body, readOut(error.message));
        throw error;
      }
    } catch (error) {
      const isGone = error instanceof ProblemFound && error.problem.status === 404;
      // Sent a second time: the first sending took the draft away.
      if (isGone && (await contactRows(service.waymark.database, contactId)).length > 0) return logged;
      throw error;
    }
  },
});

async function drawn(
  asked: AskedPage,
  service: Service,
  draftId: string,
  draft: ContactDraft,
  problem?: string,
): Promise<Shown> {
  const names = await service.children(
    asked.person,
    draft.children.map((child) => child.childId),
  );
  const nameOf = (childId: string) => {
    const child = draft.children.find((one) => one.childId === childId);
    return child?.kind === 'NEW' ? `${nameOfNew(child)} (new)` : (names.get(childId)?.says ?? childId);
  };
  const details = detailsOf(draft)!;
  const concern = concernOf(draft)!;
  const words = (field: string, value: string) => wordsOfValue(field, value) ?? value;
  const to = (step: string) => draftPath(draftId, step);
  const rows = [
    row(
      'Children',
      draft.children.map((child) => nameOf(child.childId)),
      to('children'),
    ),
    ...draft.children.flatMap((child) => {
      const link = child.kind === 'NEW' ? siblingOf(child, draft.children) : undefined;
      return link
        ? [
            row(
              'Siblings',
              [`${nameOf(child.childId)} and ${nameOf(link.otherChildId)}: ${words('relation', link.relation)}`],
              to('children'),
            ),
          ]
        : [];
    }),
    row('Received', [momentInWords(details.receivedAt)], to('details')),
    row('Source', [referralSourceLabels.get(details.source) ?? details.source], to('details')),
    row('Organisation', [details.sourceOrg ?? 'None'], to('details')),
    row('How it was made', [words('method', details.method)], to('details')),
    row('Where it came in', [words('hub', details.hub)], to('details')),
    row('Rating by the police', [policeWords(details.policeRating)], to('details')),
    row('Immediate danger', [concern.isInDanger ? 'Yes' : 'No'], to('concern')),
    row('What you were told', concern.narrative.split(/\n+/), to('concern')),
  ];
  return {
    view: 'front-door/contact-check.njk',
    title: 'Check and send',
    status: problem === undefined ? 200 : 409,
    model: {
      draftId,
      rows,
      isInDanger: concern.isInDanger,
      problem,
      errors: problem === undefined ? [] : [{ text: problem, href: '#contact' }],
      back: { href: to('concern') },
    },
  };
}

const row = (key: string, lines: readonly string[], change: string) => ({ key, lines, change });

const policeWords = (rating: string | undefined): string =>
  policeRating.choices.find(({ value }) => value === rating)?.words ?? 'None';
