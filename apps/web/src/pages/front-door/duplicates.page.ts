import { mayCarryOut } from '#access/commands-by-role';
import { mergesAskedFor, notSameChildren } from '#case-flow/child-identity/not-same-child';
import { identifier } from '#case-flow/event-type';
import { seenBy } from '../../queries/seen-by.ts';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { identityBeside } from '../record/identity-fields.ts';
import { otherChild } from '../record/other-child.ts';
import { recordAt } from '../record/record-head.ts';
import { repairView, type FormError } from '../record/repair-view.ts';
import { repaired } from '../record/repair.ts';
import type { Service } from '../service.ts';
import { foundLines } from './found-lines.ts';

const path = '/children/:childId/duplicates';
const MOST_SHOWN = 20;

/** Records that may be of the same child; with `with`, one of them side by side with this one. */
export const duplicates = page({
  path,
  right: 'find-children',
  audit: 'VIEW',
  show: async (asked, service) => {
    const withId = oneOf(asked.query, 'with');
    return withId === undefined ? listed(asked, service) : sideBySide(asked, service, withId);
  },
});

const decisions = {
  'not-same': { command: 'RecordNotSameChild', says: 'It is recorded that these are two children.' },
  merge: { command: 'RequestMerge', says: 'The records manager is asked to merge the two records.' },
  withdraw: { command: 'WithdrawNotSameChild', says: 'It is withdrawn that these are two children.' },
} as const;

type Decision = keyof typeof decisions;

/** Says of two records that they are of two children, or asks for a merge: with a reason that is kept. */
export const decideDuplicate = page({
  method: 'post',
  path,
  right: 'find-children',
  audit: 'VIEW', // the decision itself is audited where it is carried out
  show: async (asked, service) => {
    const { body } = asked;
    const otherChildId = oneOf(body, 'otherChildId') ?? '';
    const [decision, reason] = [oneOf(body, 'decision'), oneOf(body, 'reason')];
    const errors: FormError[] = [];
    if (!isDecision(decision))
      errors.push({ field: 'decision', text: 'Choose whether the two are the same child', href: '#decision' });
    if (reason === undefined) errors.push({ field: 'reason', text: 'Say how you know', href: '#reason' });
    if (!isDecision(decision) || reason === undefined) return sideBySide(asked, service, otherChildId, { errors });
    const { childId } = childOf(asked);
    const { command, says } = decisions[decision];
    const outcome = await repaired(asked, service, { command, body: { childId, otherChildId, reason } });
    if ('notDone' in outcome) return sideBySide(asked, service, otherChildId, outcome);
    await service.finding.reached(outcome.answer.position, 2000);
    return { redirect: `${recordAt(childId)}/duplicates`, says: { kind: 'success', text: says } };
  },
});

const isDecision = (text: string | undefined): text is Decision => text !== undefined && Object.hasOwn(decisions, text);

async function listed(asked: AskedPage, service: Service, problem?: string): Promise<Shown> {
  const { person } = asked;
  const { childId, journey } = childOf(asked);
  const { finding, waymark, breakGlass } = service;
  const { mayOpen } = await seenBy(waymark, breakGlass, person);
  const found = await finding.possibleDuplicates(childId, { openable: mayOpen, limit: MOST_SHOWN });
  const [apart, wanted] = [[...notSameChildren(journey)], [...mergesAskedFor(journey)]];
  const named = await service.children(person, [...apart, ...wanted]);
  const errors = problem === undefined ? [] : [{ field: 'with', text: problem, href: '#duplicates' }];
  return repairView(asked, service, {
    view: 'front-door/duplicates.njk',
    title: 'Possible duplicates',
    model: {
      lines: await foundLines(service, person, found),
      apart: apart.map((id) => named.get(id)),
      wanted: wanted.map((id) => named.get(id)),
    },
    errors,
  });
}

async function sideBySide(
  asked: AskedPage,
  service: Service,
  withId: string,
  why: Pick<Parameters<typeof repairView>[2], 'errors' | 'notDone'> = {},
): Promise<Shown> {
  const here = childOf(asked);
  const isAnother = identifier.safeParse(withId).success && withId !== here.childId;
  const other = isAnother ? await otherChild(asked, service, withId) : undefined;
  if (other === undefined)
    return listed(asked, service, `There is no other record ${withId.slice(0, 80)} that opens for you`);
  const mayDo = (decision: Decision) => mayCarryOut(asked.person, decisions[decision].command);
  const isApart = notSameChildren(here.journey).has(withId);
  const isWanted = mergesAskedFor(here.journey).has(withId);
  const choices: readonly (readonly [Decision, string])[] = isApart
    ? [['withdraw', 'Withdraw that they are two children']]
    : [
        ['not-same', 'Not the same child'],
        ...(isWanted ? [] : [['merge', 'The same child: ask for a merge'] as const]),
      ];
  const model = {
    other: { childId: withId, name: other.name, born: other.born, at: recordAt(withId) },
    fields: identityBeside(asked.person, here, other.known),
    choices: choices.filter(([decision]) => mayDo(decision)).map(([value, text]) => ({ value, text })),
    isApart,
    isWanted,
    merges: mayCarryOut(asked.person, 'MergeDuplicateRecords'),
  };
  const title = 'Are these the same child?';
  return repairView(asked, service, { view: 'front-door/duplicates-beside.njk', title, model, ...why });
}
