import { mayCarryOut } from '#access/commands-by-role';
import { siblings } from '#case-flow/child-identity/identity';
import { commandType, type CommandName } from '#case-flow/processes';
import { doesWhat } from '../../forms/command-words.ts';
import type { Field } from '../../forms/field.ts';
import { formOf, isDetail, type CommandForm } from '../../forms/form-of.ts';
import { notFound, notYourRole } from '../../problem.ts';
import type { KnownChild } from '../../queries/known-child.ts';
import type { NamedChild } from '../named-children.ts';
import { childOf, oneOf, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';

/** The step that a page is about. */
export interface StepAsked {
  readonly command: CommandName;
  /** What it does, as the page's heading. */
  readonly does: string;
  readonly child: KnownChild;
  readonly form: CommandForm;
  /** What the page asks: the form's fields but for those that the siblings ticked answer. */
  readonly fields: readonly Field[];
  /** Siblings for whom the same may be recorded in one go; their records open for this person. */
  readonly siblings: readonly NamedChild[];
}

/** Recorded for a sibling group in one go: one referral, discussion or conference is as a rule about all of them. */
const forSiblingsToo: ReadonlySet<CommandName> = new Set<CommandName>([
  'ReceiveReferral',
  'StartAssessment',
  'HoldStrategyDiscussion',
  'StartSection47Enquiry',
  'ConcludeSection47Enquiry',
  'RequestConference',
  'ScheduleConference',
  'HoldInitialConference',
]);

/** The step of a page's address. A problem (404) for a name there is not, and (403, in the audit) for another role's. */
export async function stepAsked(asked: AskedPage, service: Service): Promise<StepAsked> {
  const child = childOf(asked);
  const { person, requestId } = asked;
  const command = asked.params['command'] ?? '';
  if (commandType(command) === undefined) throw notFound('There is no step of that name.');
  if (!mayCarryOut(person, command)) {
    const refused = { action: 'VIEW', outcome: 'REFUSED', reason: 'NO_RIGHT' } as const;
    await service.audit.write({ person, ...refused, childId: child.childId, detail: `command ${command}`, requestId });
    throw notYourRole('Your role does not record this. Ask somebody whose role does.');
  }
  const name = command as CommandName;
  const detail = oneOf(asked.query, 'detail');
  const on = service.waymark.today();
  const form = formOf(name, { on, ...(detail !== undefined && isDetail(detail) ? { detail } : {}) });
  const offered = forSiblingsToo.has(name) ? await siblingsThatOpen(asked, service, child) : [];
  const fields = form.fields.filter(
    (field) => !(field.name === 'children' && form.command === 'HoldInitialConference'),
  );
  return { command: name, does: doesWhat(name), child, form, fields, siblings: offered };
}

/** The siblings of a child whose records are not restricted to this person. */
async function siblingsThatOpen(
  { person }: AskedPage,
  service: Service,
  child: KnownChild,
): Promise<readonly NamedChild[]> {
  const named = await service.children(person, [...siblings(child.journey).keys()]);
  return [...named.values()].filter(({ childId, href }) => childId !== '' && href !== undefined);
}
