import type { z } from 'zod';
import { assessmentEvents } from './assessment/assessment.events.ts';
import { allocationEvents } from './allocation/allocation.events.ts';
import { careEvents } from './care/care.events.ts';
import { childIdentityEvents } from './child-identity/child-identity.events.ts';
import { childInNeedPlanEvents } from './child-in-need-plan/child-in-need-plan.events.ts';
import { childProtectionPlanEvents } from './child-protection-plan/child-protection-plan.events.ts';
import { closureEvents } from './closure/closure.events.ts';
import { conferenceEvents } from './conference/conference.events.ts';
import { contactEvents } from './contact/contact.events.ts';
import { leavingCareEvents } from './leaving-care/leaving-care.events.ts';
import { earlyHelpEvents } from './early-help/early-help.events.ts';
import { escalationEvents } from './escalation/escalation.events.ts';
import { referralEvents } from './referral/referral.events.ts';
import { section47EnquiryEvents } from './section-47-enquiry/section-47-enquiry.events.ts';
import { workforceEvents } from './workforce/workforce.events.ts';
import { strategyDiscussionEvents } from './strategy-discussion/strategy-discussion.events.ts';
import type { EventType } from './event-type.ts';

/** Every event a journey may hold, by name: those of the child and those of the workers and teams it names. Names and payload fields are a public format: add, never rename. */
export const eventTypes = {
  ...childIdentityEvents,
  ...contactEvents,
  ...earlyHelpEvents,
  ...referralEvents,
  ...allocationEvents,
  ...assessmentEvents,
  ...strategyDiscussionEvents,
  ...section47EnquiryEvents,
  ...conferenceEvents,
  ...childProtectionPlanEvents,
  ...childInNeedPlanEvents,
  ...careEvents,
  ...leavingCareEvents,
  ...closureEvents,
  ...escalationEvents,
  ...workforceEvents,
} as const;

/** The same by the folder of their process, as the page of events tells them. */
export const eventProcesses: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  'child-identity': childIdentityEvents,
  contact: contactEvents,
  'early-help': earlyHelpEvents,
  referral: referralEvents,
  allocation: allocationEvents,
  assessment: assessmentEvents,
  'strategy-discussion': strategyDiscussionEvents,
  'section-47-enquiry': section47EnquiryEvents,
  conference: conferenceEvents,
  'child-protection-plan': childProtectionPlanEvents,
  'child-in-need-plan': childInNeedPlanEvents,
  care: careEvents,
  'leaving-care': leavingCareEvents,
  closure: closureEvents,
  escalation: escalationEvents,
  workforce: workforceEvents,
};

export type EventName = keyof typeof eventTypes;
export type DataOf<Name extends EventName> = z.output<(typeof eventTypes)[Name]['payload']>;

/** The definition of an event by name, or undefined for a name nobody catalogued. */
export function eventType(name: string): EventType | undefined {
  return Object.hasOwn(eventTypes, name) ? eventTypes[name as EventName] : undefined;
}
