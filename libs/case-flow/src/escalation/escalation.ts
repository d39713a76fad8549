import { z } from 'zod';
import { command } from '../command.ts';
import { identifier, moment, text } from '../event-type.ts';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import { escalationEvents } from './escalation.events.ts';
import { waitOn, type Wait } from './waits.ts';

const child = z.object({ childId: identifier });
const { QueueEscalated } = escalationEvents;

/** What went to the next senior, and who took it up. */
export interface Escalation {
  readonly raised: Fact<'QueueEscalated'>;
  /** The first acknowledgement. */
  readonly acknowledged?: Fact<'EscalationAcknowledged'>;
}

/** Every escalation about a child, in the order of the days; of two with one id the first counts. */
export const escalations = perJourney((journey): readonly Escalation[] => {
  const answers = factsOf(journey, 'EscalationAcknowledged');
  const raised = factsOf(journey, 'QueueEscalated');
  return raised
    .filter((one, i) => raised.findIndex((other) => other.data.escalationId === one.data.escalationId) === i)
    .map((one) => {
      const acknowledged = answers.find((answer) => answer.data.escalationId === one.data.escalationId);
      return { raised: one, ...(acknowledged === undefined ? {} : { acknowledged }) };
    });
});

/**
 * The steps of one wait that have been taken, the first first. They are told by their day: a corrected date may have moved
 * the beginning of the wait since.
 */
export const stepsOf = (
  journey: Journey,
  { queue, subjectId, since }: Pick<Wait, 'queue' | 'subjectId' | 'since'>,
): readonly Escalation[] =>
  escalations(journey)
    .filter(({ raised: { on, data } }) => data.queue === queue && data.subjectId === subjectId && on >= since)
    .sort((a, b) => a.raised.data.step - b.raised.data.step);

/** The roles that may take up what was escalated to a role: it, and those above it. */
const takenUpBy = { TM: ['TM', 'SM'], SM: ['SM'] } as const;

/** What may be asked about a wait that is too long (peers' unmet need: a stuck queue reaches somebody, on record). */
export const escalationCommands = {
  /** Raised by the service's own clock alone; a step that was taken already is not taken again. */
  EscalateQueue: command(
    child.extend(QueueEscalated.payload.omit({ escalationId: true, escalatedAt: true }).shape),
    (journey, { childId: _, ...asked }, { now, today, newId, actingRole }) => {
      if (actingRole !== 'SYS')
        throw new Refused(
          'only-the-clock-escalates',
          'Nobody escalates a queue by hand: the service does when something has waited too long.',
        );
      const { queue, subjectId, waitedSince, step } = asked;
      if (stepsOf(journey, { queue, subjectId, since: waitedSince }).some(({ raised }) => raised.data.step === step))
        return [];
      if (waitOn(journey, queue, subjectId, today)?.since !== waitedSince)
        throw new Refused(
          'only-what-still-waits-is-escalated',
          `${subjectId} has not waited since ${waitedSince}: somebody took it up.`,
        );
      return [{ type: 'QueueEscalated', data: { ...asked, escalationId: newId(), escalatedAt: now } }];
    },
  ),

  AcknowledgeEscalation: command(
    child.extend({ escalationId: identifier, acknowledgedAt: moment.optional(), note: text.optional() }),
    (journey, { escalationId, acknowledgedAt, note }, { now, actingRole = '' }) => {
      const one = escalations(journey).find(({ raised }) => raised.data.escalationId === escalationId);
      if (one === undefined)
        throw new Refused('an-escalation-of-this-child', 'There is no such escalation about this child.');
      if (one.acknowledged !== undefined) return [];
      const { toRole, escalatedAt } = one.raised.data;
      if (!(takenUpBy[toRole] as readonly string[]).includes(actingRole))
        throw new Refused(
          'only-the-manager-asked-acknowledges',
          toRole === 'TM'
            ? 'A team manager or a service manager acknowledges this.'
            : 'This went to the service manager, who acknowledges it.',
        );
      const at = acknowledgedAt ?? now;
      if (at < escalatedAt)
        throw new Refused(
          'nothing-is-acknowledged-before-it-was-raised',
          `This was raised at ${escalatedAt}: it cannot have been acknowledged at ${at}.`,
        );
      return [
        {
          type: 'EscalationAcknowledged',
          data: { escalationId, acknowledgedAt: at },
          ...(note === undefined ? {} : { personal: { note } }),
        },
      ];
    },
  ),
};
