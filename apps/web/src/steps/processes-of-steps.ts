import { allocationCommands } from '#case-flow/allocation/allocation';
import { assessmentCommands } from '#case-flow/assessment/assessment';
import { careCommands } from '#case-flow/care/care';
import { childIdentityCommands } from '#case-flow/child-identity/child-identity';
import { childInNeedPlanCommands } from '#case-flow/child-in-need-plan/child-in-need-plan';
import { childProtectionPlanCommands } from '#case-flow/child-protection-plan/child-protection-plan';
import { closureCommands } from '#case-flow/closure/closure';
import { conferenceCommands } from '#case-flow/conference/conference';
import { contactCommands } from '#case-flow/contact/contact';
import { earlyHelpCommands } from '#case-flow/early-help/early-help';
import { leavingCareCommands } from '#case-flow/leaving-care/leaving-care';
import type { CommandName } from '#case-flow/processes';
import { referralCommands } from '#case-flow/referral/referral';
import { section47EnquiryCommands } from '#case-flow/section-47-enquiry/section-47-enquiry';
import { strategyDiscussionCommands } from '#case-flow/strategy-discussion/strategy-discussion';

/** The commands of one process under its statutory name. */
export interface ProcessOfSteps {
  readonly title: string;
  readonly commands: readonly CommandName[];
}

const process = (title: string, commands: object): ProcessOfSteps => ({
  title,
  commands: Object.keys(commands) as CommandName[],
});

/** Every process in the order of a case. */
export const processesOfSteps: readonly ProcessOfSteps[] = [
  process('Contact', contactCommands),
  process('Early help', earlyHelpCommands),
  process('Referral', referralCommands),
  process('Allocation', allocationCommands),
  process('Assessment', assessmentCommands),
  process('Strategy discussion', strategyDiscussionCommands),
  process('Section 47 enquiry', section47EnquiryCommands),
  process('Initial child protection conference', conferenceCommands),
  process('Child protection plan', childProtectionPlanCommands),
  process('Child in need plan', childInNeedPlanCommands),
  process('Looked-after child', careCommands),
  process('Leaving care', leavingCareCommands),
  process('Closing the case', closureCommands),
  process('The child', childIdentityCommands),
];

/**
 * What is not offered as a step: it has a page of its own (front door, allocation, repair of the record, merging,
 * restriction), or the service records it by itself.
 */
export const withPagesOfTheirOwn: ReadonlySet<CommandName> = new Set<CommandName>([
  'RegisterChild',
  'ReceiveContact',
  'ScreenContact',
  'DecideContact',
  'RerateContact',
  'AllocateCase',
  'CorrectEventDate',
  'VoidEvent',
  'ReattributeEvent',
  'MergeDuplicateRecords',
  'ReverseMerge',
  'RecordNotSameChild',
  'WithdrawNotSameChild',
  'RequestMerge',
  'RestrictRecord',
  'LiftRestriction',
  'RecordRestrictedAccess',
]);
