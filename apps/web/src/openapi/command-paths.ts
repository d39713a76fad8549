import { allocationCommands } from '#case-flow/allocation/allocation';
import { assessmentCommands } from '#case-flow/assessment/assessment';
import { careCommands } from '#case-flow/care/care';
import { childIdentityCommands } from '#case-flow/child-identity/child-identity';
import { childInNeedPlanCommands } from '#case-flow/child-in-need-plan/child-in-need-plan';
import { childProtectionPlanCommands } from '#case-flow/child-protection-plan/child-protection-plan';
import { closureCommands } from '#case-flow/closure/closure';
import type { CommandType } from '#case-flow/command';
import { conferenceCommands } from '#case-flow/conference/conference';
import { contactCommands } from '#case-flow/contact/contact';
import { earlyHelpCommands } from '#case-flow/early-help/early-help';
import { escalationCommands } from '#case-flow/escalation/escalation';
import { leavingCareCommands } from '#case-flow/leaving-care/leaving-care';
import { commandTypes, type CommandName } from '#case-flow/processes';
import { registerCommands, type RegisterCommandName } from '#case-flow/workforce/workforce';
import { referralCommands } from '#case-flow/referral/referral';
import { section47EnquiryCommands } from '#case-flow/section-47-enquiry/section-47-enquiry';
import { strategyDiscussionCommands } from '#case-flow/strategy-discussion/strategy-discussion';
import { commandHeaders } from '../command-headers.ts';
import { wordsOf } from '../words.ts';
import { exampleOf } from './example-of.ts';
import { journeyExample } from './journey-example.ts';
import { parametersFrom, sent } from './schemas.ts';

/** The processes in the order a case goes through them, each with its commands: the chapters of the description. */
const chapters: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['Child identity', childIdentityCommands],
  ['Contact', contactCommands],
  ['Early help', earlyHelpCommands],
  ['Referral', referralCommands],
  ['Allocation', allocationCommands],
  ['Assessment', assessmentCommands],
  ['Strategy discussion', strategyDiscussionCommands],
  ['Section 47 enquiry', section47EnquiryCommands],
  ['Initial child protection conference', conferenceCommands],
  ['Child protection plan', childProtectionPlanCommands],
  ['Child in need plan', childInNeedPlanCommands],
  ['Looked-after child', careCommands],
  ['Care leaver', leavingCareCommands],
  ['Closure', closureCommands],
  ['Escalation', escalationCommands],
  ['Workforce', registerCommands],
];

type AnyCommand = CommandName | RegisterCommandName;
const allCommands: Readonly<Record<AnyCommand, unknown>> = { ...commandTypes, ...registerCommands };

/** One path for each command there is. */
export function commandPaths(): Readonly<Record<string, object>> {
  const names = Object.keys(allCommands) as AnyCommand[];
  return Object.fromEntries(names.map((name) => [`/api/v1/commands/${name}`, { post: operation(name) }]));
}

export const commandTags = chapters.map(([name]) => ({ name }));

/** What may be sent for a command: an example that its schema takes. */
export function commandExample(name: AnyCommand): unknown {
  const known = journeyExample.find(([of]) => of === name);
  return known ? known[1] : exampleOf(bodyOf(name));
}

/** The body's fields; one that there is not is refused. */
const bodyOf = (name: AnyCommand) => ({
  ...sent((allCommands[name] as CommandType).schema),
  additionalProperties: false,
});

const operation = (name: AnyCommand): object => ({
  operationId: name,
  summary: wordsOf(name),
  tags: chapters.filter(([, commands]) => name in commands).map(([chapter]) => chapter),
  parameters: parametersFrom(commandHeaders, 'header'),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: bodyOf(name), example: commandExample(name) } },
  },
  responses: {
    201: { $ref: '#/components/responses/CarriedOut' },
    200: { $ref: '#/components/responses/CarriedOutBefore' },
    ...Object.fromEntries(
      problemsOfCommands.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
    ),
  },
});

const problemsOfCommands = [400, 401, 403, 409, 413, 415, 422, 429, 500, 503] as const;
