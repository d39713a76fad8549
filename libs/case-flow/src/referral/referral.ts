import { z } from 'zod';
import { command } from '../command.ts';
import { primaryNeed } from '../codes.ts';
import { identifier, text } from '../event-type.ts';
import { factsOf } from '../journey.ts';
import { Refused } from '../refused.ts';
import { caseOf, cases } from './case.ts';
import { referralEvents } from './referral.events.ts';
import { aCaseOfThisChild, anOpenCase, noReferralOnAnOpenCase } from './referral.rules.ts';

const child = z.object({ childId: identifier });
const received = child.extend(referralEvents.ReferralReceived.payload.shape).partial({ caseId: true });

/** What may be asked of a referral, and what follows (catalogue A.4, A.14). */
export const referralCommands = {
  ReceiveReferral: command(
    received.extend({ reason: text.optional() }),
    (journey, { childId: _, reason, ...asked }, { newId }) => {
      const sameDay = cases(journey).find((one) => one.referredOn === asked.referredOn);
      if (sameDay) return []; // a second referral of one day is the first (CIN guide 4.4)
      noReferralOnAnOpenCase(journey, asked.referredOn);
      const data = { ...asked, caseId: asked.caseId ?? newId() };
      return [{ type: 'ReferralReceived', data, ...(reason === undefined ? {} : { personal: { reason } }) }];
    },
  ),

  DecideReferral: command(
    child.extend({
      ...referralEvents.ReferralDecided.payload.shape,
      primaryNeed: primaryNeed.optional(),
      rationale: text.optional(),
    }),
    (journey, { childId: _, primaryNeed: code, rationale, ...asked }) => {
      // Once decided to need no further action a referral is no open case any more, yet it may be asked about again.
      const latest = cases(journey).findLast((other) => other.referredOn <= asked.decidedOn);
      const one = aCaseOfThisChild(journey, asked.caseId ?? latest?.caseId, asked.decidedOn);
      const { decided } = one;
      if (decided?.data.decision === asked.decision && decided.on === asked.decidedOn) return [];
      if (decided)
        throw new Refused(
          'only-a-received-referral-is-decided',
          `This referral was decided on ${decided.on}: ${decided.data.decision}. Correct that decision if it is wrong.`,
        );
      const { caseId } = one;
      const need = factsOf(journey, 'PrimaryNeedRecorded').some((fact) => caseOf(journey, fact) === one);
      if (asked.decision !== 'NFA' && code === undefined && !need)
        throw new Refused(
          'an-accepted-referral-has-a-primary-need',
          'Choose the primary need before accepting the referral.',
          '8530',
        );
      return [
        {
          type: 'ReferralDecided',
          data: { ...asked, caseId },
          ...(rationale === undefined ? {} : { personal: { rationale } }),
        },
        ...(code === undefined
          ? []
          : [{ type: 'PrimaryNeedRecorded' as const, data: { caseId, code }, occurredOn: asked.decidedOn }]),
      ];
    },
  ),

  RecordPrimaryNeed: command(
    child.extend(referralEvents.PrimaryNeedRecorded.payload.shape),
    (journey, { childId: _, ...asked }, { today }) => {
      const { caseId } = anOpenCase(journey, asked.caseId, today);
      return [{ type: 'PrimaryNeedRecorded', data: { ...asked, caseId } }];
    },
  ),

  RecordNewInformation: command(
    child.extend({ ...referralEvents.NewInformationRecorded.payload.shape, information: text }),
    (journey, { childId: _, information, ...asked }, { today }) => {
      const { caseId } = anOpenCase(journey, asked.caseId, today);
      return [{ type: 'NewInformationRecorded', data: { ...asked, caseId }, personal: { information } }];
    },
  ),

  NotifyTransferIn: command(
    child.extend({
      ...referralEvents.TransferInNotified.payload.shape,
      teamId: identifier.optional(),
      areaId: identifier.optional(),
    }),
    (journey, { childId: _, teamId, areaId, ...asked }, { newId }) => {
      const known = factsOf(journey, 'TransferInNotified').some(
        (fact) => fact.on === asked.notifiedOn && fact.data.fromLa === asked.fromLa,
      );
      if (known) return [];
      noReferralOnAnOpenCase(journey, asked.notifiedOn);
      const caseId = asked.caseId ?? newId();
      const where = { ...(teamId === undefined ? {} : { teamId }), ...(areaId === undefined ? {} : { areaId }) };
      return [
        { type: 'TransferInNotified', data: { ...asked, caseId } },
        {
          type: 'ReferralReceived',
          data: { caseId, referredOn: asked.notifiedOn, source: '5C', transferInFrom: asked.fromLa, ...where },
        },
      ];
    },
  ),
};
