import { importedEvent, type Reading, type Where } from '../imported.ts';
import { attempt, refusedAs } from '../remarks.ts';
import { Block } from './block.ts';
import type { Element } from './elements.ts';
import type { InCase } from './referral.ts';

/**
 * An initial conference: with a section 47 enquiry the conference that followed it, else the receiving conference for a
 * child who moved here with a plan (CIN guide 4.8). Whether it led to a plan the census tells by the plan's first day only.
 */
export function conferenceReading(
  element: Element,
  { file, latest, childId, caseId, plansStartedOn, isRefused }: InCase,
  of: { readonly transferIn: true } | { readonly s47Id: string },
): Reading {
  const where: Where = { file, line: element.line, record: 'conference' };
  if (isRefused) return refusedAs(where, isRefused);
  return attempt(where, new Block({ ...element, text: '', elements: [element] }, latest, [element.name]), (block) => {
    const heldOn = block.compulsoryDay('DateOfInitialCPC', {
      rule: 'a-conference-is-not-after-the-reference-date',
      dfe: '8715',
    });
    const conferenceId = `${caseId}:conference:${heldOn}`;
    const outcome = plansStartedOn.has(heldOn) ? { outcome: 'CP_PLAN' as const } : {};
    return [
      importedEvent(where, childId, 'InitialConferenceHeld', { conferenceId, caseId, heldOn, ...of, ...outcome }),
    ];
  });
}
