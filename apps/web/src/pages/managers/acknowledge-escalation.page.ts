import { oneOf, page } from '../page.ts';

/** Takes up what was escalated: on record, with a note for the child's own record. */
export const acknowledgeEscalation = page({
  method: 'post',
  path: '/queue/escalations/acknowledge',
  right: 'allocate',
  audit: 'NOTHING', // the command writes its own line
  show: async (asked, service) => {
    const { body } = asked;
    const note = oneOf(body, 'note');
    const { position } = await service.carryOut(asked, 'AcknowledgeEscalation', {
      childId: oneOf(body, 'childId') ?? '',
      escalationId: oneOf(body, 'escalationId') ?? '',
      ...(note === undefined ? {} : { note }),
    });
    await service.settled(position);
    return { redirect: '/queue', says: { kind: 'success', text: 'The escalation is acknowledged.' } };
  },
});
