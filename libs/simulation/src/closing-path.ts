import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { isCodeInForce } from '#case-flow/code-validity';
import { earlyHelp } from './early-help-path.ts';
import type { SimulatedChild } from './household.ts';
import { enter, type Group, type Story } from './setting.ts';

/** How a case ended for some siblings, and on which day; the day may lie in the future. */
export interface EndedCase {
  readonly children: readonly SimulatedChild[];
  readonly on: PlainDate;
  readonly how: 'NO_FURTHER_ACTION' | 'ASSESSED' | 'HELPED' | 'FOR_GOOD';
}

type Reason = 'RC1' | 'RC4' | 'RC7' | 'RC8' | 'RC9';

/** Closes the case within a week or so; once in two hundred times it was closed in error and is opened again. */
export function close(
  story: Story,
  group: Group,
  doneOn: PlainDate,
  reason: Reason,
  to?: 'EARLY_HELP',
): readonly EndedCase[] {
  const { random } = story;
  const { children } = group;
  if (children.length === 1 && reason === 'RC7' && random.chance(0.004)) return died(story, group, doneOn);
  const days = random.weighted([0, 45], [random.whole(1, 3), 35], [random.whole(4, 15), 20]);
  let closedOn = addWorkingDays(doneOn, days);
  const closeOn = (on: PlainDate) => {
    const code = isCodeInForce('closureReason', reason, on) ? reason : 'RC8';
    enter(
      story,
      group,
      'CloseCase',
      on,
      { closedOn: on, reason: code, ...(to ? { stepDownTo: to } : {}) },
      'TEAM_MANAGER',
    );
  };
  closeOn(closedOn);
  if (random.chance(0.005)) {
    const reopenedOn = addWorkingDays(closedOn, 1);
    const inError = { reopenedOn, reason: 'The other case was meant' };
    enter(story, group, 'ReopenCaseClosedInError', reopenedOn, inError, 'TEAM_MANAGER');
    closedOn = addWorkingDays(closedOn, 3);
    closeOn(closedOn);
  }
  if (to && random.chance(0.6))
    earlyHelp(story, children, addWorkingDays(closedOn, 2), reason === 'RC9' ? 'ASSESSMENT' : 'CIN');
  const how = reason === 'RC1' || reason === 'RC4' ? 'FOR_GOOD' : reason === 'RC7' ? 'HELPED' : 'ASSESSED';
  return [{ children, on: closedOn, how }];
}

/** The child dies as the work comes to its end: the case closes with that, weeks later. */
function died(story: Story, group: Group, on: PlainDate): readonly EndedCase[] {
  enter(story, group, 'RecordDeath', on, { diedOn: on, verifiedByCertificate: true });
  const closedOn = addWorkingDays(on, story.random.whole(5, 30));
  enter(story, group, 'CloseCase', closedOn, { closedOn, reason: 'RC2' }, 'TEAM_MANAGER');
  return [{ children: group.children, on: closedOn, how: 'FOR_GOOD' }];
}

/** The family moved: the authority it went to takes the case over. */
export function moveAway(story: Story, group: Group, on: PlainDate, cppTransfer: boolean): readonly EndedCase[] {
  const effectiveOn = addWorkingDays(on, story.random.whole(0, 5));
  const toLa = story.random.pick(otherAuthorities);
  enter(story, group, 'TransferCaseOut', effectiveOn, { toLa, effectiveOn, cppTransfer }, 'TEAM_MANAGER');
  return [{ children: group.children, on: effectiveOn, how: 'FOR_GOOD' }];
}

/** Authorities families move to and come from; there are none of these names. */
export const otherAuthorities = ['Northborough', 'Eastmere', 'Westcombe'] as const;
