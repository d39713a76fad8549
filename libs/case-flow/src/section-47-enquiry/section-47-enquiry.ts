import { z } from 'zod';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { conferenceDueOn, section47Enquiries } from './section-47-enquiries.ts';
import { section47EnquiryEvents } from './section-47-enquiry.events.ts';
import {
  anEnquiryOfThisChild,
  aStrategyDiscussionThatDecidedOnAnEnquiry,
  noOpenEnquiry,
} from './section-47-enquiry.rules.ts';

const child = z.object({ childId: identifier });
const started = child
  .extend(section47EnquiryEvents.Section47Started.payload.shape)
  .partial({ s47Id: true })
  .omit({ icpcTargetOn: true });
const concluded = child
  .extend(section47EnquiryEvents.Section47Concluded.payload.shape)
  .required({ outcome: true })
  .extend({ analysis: text.optional() });

/** What may be asked of a section 47 enquiry, and what follows (catalogue A.6, A.14). */
export const section47EnquiryCommands = {
  StartSection47Enquiry: command(started, (journey, { childId: _, ...asked }, { newId }) => {
    const { startedOn } = asked;
    const { caseId } = anAcceptedCase(journey, asked.caseId, startedOn);
    if (section47Enquiries(journey).some((one) => one.startedOn === startedOn)) return []; // one child, one day, one enquiry
    const { strategyId } = aStrategyDiscussionThatDecidedOnAnEnquiry(journey, caseId, asked.strategyId, startedOn);
    noOpenEnquiry(journey, caseId);
    const s47Id = asked.s47Id ?? newId();
    return [
      {
        type: 'Section47Started',
        data: { ...asked, s47Id, caseId, strategyId, icpcTargetOn: conferenceDueOn(startedOn) },
      },
    ];
  }),

  ConcludeSection47Enquiry: command(concluded, (journey, { childId: _, analysis, ...asked }) => {
    const enquiry = anEnquiryOfThisChild(journey, asked.s47Id, asked.concludedOn);
    const { section47Id, concludedOn, outcome, conferenceRequired } = enquiry;
    if (concludedOn !== undefined) {
      const isSame = concludedOn === asked.concludedOn && conferenceRequired === asked.icpcRequired;
      if (isSame && (outcome === undefined || outcome === asked.outcome)) return [];
      throw new Refused(
        'only-an-open-enquiry-is-concluded',
        `This section 47 enquiry was concluded on ${concludedOn}. Correct that conclusion if it is wrong.`,
      );
    }
    if (asked.outcome === 'ICPC' && !asked.icpcRequired)
      throw new Refused(
        'an-enquiry-that-ends-in-a-conference-requires-one',
        'The outcome is an initial child protection conference, so a conference is required. Choose one or the other.',
      );
    const caseId = asked.caseId ?? enquiry.caseId;
    const data = { ...asked, s47Id: section47Id, ...(caseId === undefined ? {} : { caseId }) };
    return [{ type: 'Section47Concluded', data, ...(analysis === undefined ? {} : { personal: { analysis } }) }];
  }),
};
