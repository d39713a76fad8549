import { oneOf, page, type Shown } from '../page.ts';
import type { Posted } from '../../forms/field.ts';
import { draftOf, draftPath, keepDraft, type ContactDraft } from './contact-draft.ts';
import { typedIn } from './contact-find.page.ts';

export const LONGEST_NARRATIVE = 4000;

/** What the worry is, and whether a child is in danger now. */
export const contactConcern = page({
  path: '/contacts/new/:draftId/concern',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    return drawn(draftId, body.concern ?? {}, {});
  },
});

export const keepConcern = page({
  method: 'post',
  path: '/contacts/new/:draftId/concern',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId, body } = await draftOf(asked, service);
    const typed = typedIn(asked.body);
    const errors = wrongIn(typed);
    if (Object.keys(errors).length > 0) return drawn(draftId, typed, errors);
    await keepDraft(asked, service, draftId, { ...body, concern: typed });
    return { redirect: draftPath(draftId, concernOf({ concern: typed })!.isInDanger ? 'danger' : 'check') };
  },
});

/** What to do at once for a child in danger: before anything else is typed. */
export const immediateDanger = page({
  path: '/contacts/new/:draftId/danger',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { draftId } = await draftOf(asked, service);
    return {
      view: 'front-door/contact-danger.njk',
      title: 'Act now for a child in danger',
      model: { next: draftPath(draftId, 'check'), back: { href: draftPath(draftId, 'concern') } },
    };
  },
});

/** The concern of a draft, where it is complete. */
export function concernOf({
  concern,
}: Pick<ContactDraft, 'concern'>): { readonly narrative: string; readonly isInDanger: boolean } | undefined {
  if (concern === undefined || Object.keys(wrongIn(concern)).length > 0) return undefined;
  return { narrative: oneOf(concern, 'narrative')!, isInDanger: oneOf(concern, 'danger') === 'yes' };
}

interface Wrong {
  readonly narrative?: string;
  readonly danger?: string;
}

function wrongIn(typed: Posted): Wrong {
  const narrative = oneOf(typed, 'narrative');
  const danger = oneOf(typed, 'danger');
  return {
    ...(narrative === undefined ? { narrative: 'Enter what the concern is, as you were told it' } : {}),
    ...((narrative?.length ?? 0) > LONGEST_NARRATIVE
      ? { narrative: `The account must be ${LONGEST_NARRATIVE.toLocaleString('en-GB')} characters or fewer` }
      : {}),
    ...(danger === 'yes' || danger === 'no' ? {} : { danger: 'Choose whether a child is in immediate danger' }),
  };
}

const drawn = (draftId: string, typed: Posted, wrong: Wrong): Shown => ({
  view: 'front-door/contact-concern.njk',
  title: 'What the concern is',
  status: Object.keys(wrong).length > 0 ? 400 : 200,
  model: {
    draftId,
    narrative: oneOf(typed, 'narrative'),
    danger: oneOf(typed, 'danger'),
    longest: LONGEST_NARRATIVE,
    wrong,
    errors: [
      ...(wrong.danger ? [{ text: wrong.danger, href: '#danger' }] : []),
      ...(wrong.narrative ? [{ text: wrong.narrative, href: '#narrative' }] : []),
    ],
    back: { href: draftPath(draftId, 'details') },
  },
});
