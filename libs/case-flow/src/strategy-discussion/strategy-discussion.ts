import { londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { factsOf, perJourney, type Fact } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { strategyDiscussionEvents } from './strategy-discussion.events.ts';

/** One strategy discussion about the child, dated in London. */
export interface StrategyDiscussion {
  readonly strategyId: string;
  readonly caseId?: string;
  readonly held: Fact<'StrategyDiscussionHeld'>;
  readonly heldOn: PlainDate;
  readonly kind: Fact<'StrategyDiscussionHeld'>['data']['kind'];
  readonly precededBy?: NonNullable<Fact<'StrategyDiscussionHeld'>['data']['precededBy']>;
  readonly outcome: Fact<'StrategyDiscussionHeld'>['data']['outcome'];
}

/** The child's strategy discussions in the order they were held; one id is one discussion. */
export const strategyDiscussions = perJourney((journey): readonly StrategyDiscussion[] => {
  const held = factsOf(journey, 'StrategyDiscussionHeld');
  const firsts = held.filter((fact, i) => held.findIndex((one) => one.data.strategyId === fact.data.strategyId) === i);
  return firsts.map((fact) => {
    const { strategyId, kind, precededBy, outcome } = fact.data;
    const caseId = caseOf(journey, fact)?.caseId;
    return {
      strategyId,
      ...(caseId === undefined ? {} : { caseId }),
      held: fact,
      heldOn: fact.on,
      kind,
      ...(precededBy === undefined ? {} : { precededBy }),
      outcome,
    };
  });
});

/** Whether the discussion decided on a section 47 enquiry. */
export const decidedOnAnEnquiry = ({ outcome }: StrategyDiscussion): boolean =>
  outcome === 'S47_SINGLE' || outcome === 'S47_JOINT';

const held = z
  .object({ childId: identifier, ...strategyDiscussionEvents.StrategyDiscussionHeld.payload.shape })
  .partial({ strategyId: true })
  .extend({ discussion: text.optional() });

/** What may be asked of a strategy discussion, and what follows (catalogue A.6, A.14). */
export const strategyDiscussionCommands = {
  HoldStrategyDiscussion: command(held, (journey, { childId: _, discussion, ...asked }, { newId }) => {
    const { caseId } = anAcceptedCase(journey, asked.caseId, londonDate(asked.heldAt));
    const isKnown = strategyDiscussions(journey).some(
      (one) =>
        one.strategyId === asked.strategyId ||
        (asked.strategyId === undefined && one.held.data.heldAt === asked.heldAt && one.kind === asked.kind),
    );
    if (isKnown) return [];
    const data = { ...asked, strategyId: asked.strategyId ?? newId(), caseId };
    const personal = discussion === undefined ? {} : { personal: { discussion } };
    return [{ type: 'StrategyDiscussionHeld', data, ...personal }];
  }),
};
