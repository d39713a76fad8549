import { allocationCommands } from './allocation/allocation.ts';
import { allocationRules } from './allocation/allocation.rules.ts';
import { assessmentCommands } from './assessment/assessment.ts';
import { assessmentRules } from './assessment/assessment.rules.ts';
import { careCommands } from './care/care.ts';
import { careRules } from './care/care.rules.ts';
import { childIdentityCommands } from './child-identity/child-identity.ts';
import { childIdentityRules } from './child-identity/child-identity.rules.ts';
import { childInNeedPlanCommands } from './child-in-need-plan/child-in-need-plan.ts';
import { childInNeedPlanRules } from './child-in-need-plan/child-in-need-plan.rules.ts';
import { childProtectionPlanCommands } from './child-protection-plan/child-protection-plan.ts';
import { childProtectionPlanRules } from './child-protection-plan/child-protection-plan.rules.ts';
import { closureCommands } from './closure/closure.ts';
import { closureRules } from './closure/closure.rules.ts';
import type { CommandType } from './command.ts';
import { conferenceCommands } from './conference/conference.ts';
import { conferenceRules } from './conference/conference.rules.ts';
import { contactCommands } from './contact/contact.ts';
import { contactRules } from './contact/contact.rules.ts';
import { earlyHelpCommands } from './early-help/early-help.ts';
import { earlyHelpRules } from './early-help/early-help.rules.ts';
import { escalationCommands } from './escalation/escalation.ts';
import { leavingCareCommands } from './leaving-care/leaving-care.ts';
import { leavingCareRules } from './leaving-care/leaving-care.rules.ts';
import { referralCommands } from './referral/referral.ts';
import { referralRules } from './referral/referral.rules.ts';
import type { OrderingRule } from './rule.ts';
import { section47EnquiryCommands } from './section-47-enquiry/section-47-enquiry.ts';
import { section47EnquiryRules } from './section-47-enquiry/section-47-enquiry.rules.ts';
import { strategyDiscussionCommands } from './strategy-discussion/strategy-discussion.ts';
import { strategyDiscussionRules } from './strategy-discussion/strategy-discussion.rules.ts';

/** Every command there is, by name. */
export const commandTypes = {
  ...childIdentityCommands,
  ...contactCommands,
  ...earlyHelpCommands,
  ...referralCommands,
  ...allocationCommands,
  ...assessmentCommands,
  ...strategyDiscussionCommands,
  ...section47EnquiryCommands,
  ...conferenceCommands,
  ...childProtectionPlanCommands,
  ...childInNeedPlanCommands,
  ...careCommands,
  ...leavingCareCommands,
  ...closureCommands,
  ...escalationCommands,
};

export type CommandName = keyof typeof commandTypes;

/** A command's definition by name, or undefined for a name there is not. */
export function commandType(name: string): CommandType | undefined {
  return Object.hasOwn(commandTypes, name) ? commandTypes[name as CommandName] : undefined;
}

/** Every ordering rule there is (catalogue A.12), process after process. */
export const orderingRules: readonly OrderingRule[] = [
  ...childIdentityRules,
  ...contactRules,
  ...earlyHelpRules,
  ...referralRules,
  ...allocationRules,
  ...assessmentRules,
  ...strategyDiscussionRules,
  ...section47EnquiryRules,
  ...conferenceRules,
  ...childProtectionPlanRules,
  ...childInNeedPlanRules,
  ...careRules,
  ...leavingCareRules,
  ...closureRules,
];
