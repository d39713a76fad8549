import { earliest, isPlainDate, latest as latestOf, type PlainDate } from '#calendar/plain-date';
import { categoryOfAbuse } from '#case-flow/codes';
import type { NewEvent } from '#case-flow/event';
import { importedEvent, type Reading, type Where } from '../imported.ts';
import { attempt, refusedAs, refuse } from '../remarks.ts';
import { Block, dayText } from './block.ts';
import type { Element } from './elements.ts';
import type { InCase } from './referral.ts';

/** A child protection plan, and each of its review conferences. */
export function protectionPlanReadings(element: Element, inCase: InCase): readonly Reading[] {
  const { file, latest, childId, caseId } = inCase;
  const where: Where = { file, line: element.line, record: 'child protection plan' };
  const names = [
    'CPPstartDate',
    'CPPendDate',
    'InitialCategoryOfAbuse',
    'LatestCategoryOfAbuse',
    'NumberOfPreviousCPP',
    'Reviews',
  ];
  const block = new Block(element, latest, names);
  const ids = { planId: `${caseId}:plan:${dayText(block.all('CPPstartDate')[0])}`, caseId };
  const lists = block.all('Reviews').map((list) => new Block(list, latest, ['CPPreviewDate']));
  const reviews = lists.flatMap((list) => list.all('CPPreviewDate')).filter((one) => one.text.trim() !== '');
  const plan = inCase.isRefused
    ? refusedAs(where, inCase.isRefused)
    : attempt(where, block, () => {
        block.notes.push(...lists.flatMap((list) => list.notes));
        return planEvents(block, where, childId, ids, reviews);
      });
  const because =
    plan.kind === 'read'
      ? undefined
      : (inCase.isRefused ?? {
          rule: 'its-plan-was-refused',
          sentence: `The child protection plan on line ${element.line} was refused, and so is this.`,
        });
  return [
    plan,
    ...reviews.map((review): Reading => {
      const at: Where = { file, line: review.line, record: 'review conference' };
      if (because) return refusedAs(at, because);
      return attempt(at, new Block({ ...review, text: '', elements: [review] }, latest, [review.name]), (one) => {
        const heldOn = one.compulsoryDay('CPPreviewDate', { rule: 'a-review-conference-has-its-day', dfe: '8842Q' });
        return [importedEvent(at, childId, 'ReviewConferenceHeld', { ...ids, heldOn })];
      });
    }),
  ];
}

function planEvents(
  block: Block,
  where: Where,
  childId: string,
  ids: { readonly planId: string; readonly caseId: string },
  reviews: readonly Element[],
): readonly NewEvent[] {
  const startedOn = block.compulsoryDay('CPPstartDate', { rule: 'a-child-protection-plan-has-its-day', dfe: '8720' });
  const endedOn = block.endingDay('CPPendDate', {
    rule: 'a-child-protection-plan-ends-by-the-reference-date',
    dfe: '8930',
  });
  const category = block.compulsoryCode('InitialCategoryOfAbuse', categoryOfAbuse, {
    rule: 'an-initial-category-of-abuse-is-of-its-set',
    dfe: '8905',
  });
  const latestCategory = block.optionalCode('LatestCategoryOfAbuse', categoryOfAbuse, {
    rule: 'a-latest-category-of-abuse-is-of-its-set',
    dfe: '8910',
  });
  const previousPlansHere = previousPlans(block);
  const changedOn = categoryChangedOn(block, startedOn, endedOn, reviews);
  return [
    importedEvent(where, childId, 'CpPlanStarted', {
      ...ids,
      startedOn,
      category,
      ...(previousPlansHere === undefined ? {} : { previousPlansHere }),
    }),
    ...(latestCategory === undefined || latestCategory === category
      ? []
      : [
          importedEvent(
            where,
            childId,
            'CpCategoryChanged',
            { ...ids, category: latestCategory, on: changedOn },
            { identity: { ids, category: latestCategory } },
          ),
        ]),
    ...(endedOn === undefined ? [] : [importedEvent(where, childId, 'CpPlanEnded', { ...ids, endedOn })]),
  ];
}

function previousPlans(block: Block): number | undefined {
  const rule = { rule: 'a-plan-says-how-many-came-before', dfe: '8730' };
  const text = block.text('NumberOfPreviousCPP');
  if (text !== undefined && /^\d{1,2}$/.test(text)) return Number(text);
  if (text !== undefined)
    refuse(rule, `<NumberOfPreviousCPP> is "${text.slice(0, 20)}". Give a whole number from 0 to 99.`);
  block.note(rule, '<NumberOfPreviousCPP> is missing: stored without.');
  return undefined;
}

/**
 * The census tells the latest category and not since when. Categories are changed at conferences: the last review told of
 * stands in; without one the plan's last day, or the day the file speaks of.
 */
function categoryChangedOn(
  block: Block,
  startedOn: PlainDate,
  endedOn: PlainDate | undefined,
  reviews: readonly Element[],
): PlainDate {
  const until = earliest(endedOn, block.latest)!;
  const held = reviews
    .map((one) => dayText(one))
    .filter(isPlainDate)
    .filter((day) => day > startedOn && day <= until);
  return latestOf(...held) ?? latestOf(startedOn, until)!;
}
