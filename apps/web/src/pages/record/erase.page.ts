import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { recordAt, recordView } from './record-head.ts';

const path = '/children/:childId/erase';
const [SHORTEST_REASON, LONGEST_REASON] = [10, 500];

/** Asks for the reason, and for the child's id to be typed, before personal details are erased for good. */
export const eraseForm = page({
  path,
  right: 'erase-details',
  audit: 'VIEW',
  show: (asked, service) => form(asked, service, []),
});

/**
 * Destroys the key of a child's personal details: names, addresses and free text can then be read by nobody, in no copy of the
 * log. What happened and what is counted stays. The search index forgets the names at once.
 */
export const erase = page({
  method: 'post',
  path,
  right: 'erase-details',
  audit: 'NOTHING', // it writes a line of its own, with the reason
  show: async (asked, service) => {
    const { person, body, requestId } = asked;
    const { childId } = childOf(asked);
    const [reason, typedId] = [oneOf(body, 'reason') ?? '', oneOf(body, 'typedId')];
    const errors = [
      ...(reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON
        ? [{ text: `Say why in ${SHORTEST_REASON} to ${LONGEST_REASON} characters`, href: '#reason' }]
        : []),
      ...(typedId === childId ? [] : [{ text: `Type ${childId}, the Waymark number of this child`, href: '#typedId' }]),
    ];
    if (errors.length > 0) return form(asked, service, errors);
    const detail = 'personal details erased';
    await service.audit.write({ person, action: 'CHANGE', outcome: 'DONE', childId, detail, reason, requestId });
    const isErased = await service.waymark.store.erase(childId);
    await service.finding.forget(childId);
    const says = isErased
      ? ({ kind: 'success', text: 'The personal details of this child are erased.' } as const)
      : ({ kind: 'information', text: 'There was nothing left to erase.' } as const);
    return { redirect: recordAt(childId), says };
  },
});

function form(asked: AskedPage, service: Service, errors: readonly { text: string; href: string }[]): Promise<Shown> {
  const typed = { reason: oneOf(asked.body, 'reason'), typedId: oneOf(asked.body, 'typedId') };
  return recordView(asked, service, {
    view: 'record/erase.njk',
    title: 'Erase personal details',
    model: { typed, errors, longest: LONGEST_REASON },
    ...(errors.length > 0 ? { status: 400 } : {}),
  });
}
