import { assessmentFactor } from '#case-flow/codes';
import type { DataOf } from '#case-flow/event-catalogue';
import type { NewEvent } from '#case-flow/event';
import { importedEvent, type Reading, type Where } from '../imported.ts';
import { attempt, refusedAs } from '../remarks.ts';
import { Block } from './block.ts';
import type { Element } from './elements.ts';
import type { InCase } from './referral.ts';

/** An assessment: its start, its review point and its authorisation. The census knows no outcome. */
export function assessmentReading(element: Element, { file, latest, childId, caseId, isRefused }: InCase): Reading {
  const where: Where = { file, line: element.line, record: 'assessment' };
  if (isRefused) return refusedAs(where, isRefused);
  const names = [
    'AssessmentActualStartDate',
    'AssessmentInternalReviewDate',
    'AssessmentAuthorisationDate',
    'FactorsIdentifiedAtAssessment',
  ];
  return attempt(where, new Block(element, latest, names), (block) => {
    const startedOn = block.compulsoryDay('AssessmentActualStartDate', {
      rule: 'an-assessment-has-its-day',
      dfe: '8736',
    });
    const authorisedOn = block.endingDay('AssessmentAuthorisationDate', {
      rule: 'an-authorisation-is-not-after-the-reference-date',
      dfe: '8696',
    });
    const reviewedOn = reviewDay(block);
    const assessmentId = `${caseId}:assessment:${startedOn}`;
    const factors = factorsOf(block);
    if (authorisedOn === undefined && factors !== undefined)
      block.note(
        { rule: 'factors-are-those-of-a-completed-assessment', dfe: '8614' },
        'The assessment has factors and is not completed: they are left out.',
      );
    if (authorisedOn !== undefined && factors === undefined)
      block.note(
        { rule: 'a-completed-assessment-has-factors', dfe: '8897Q' },
        'The assessment is completed and has no factors.',
      );
    return [
      importedEvent(where, childId, 'AssessmentStarted', { caseId, assessmentId, kind: 'SINGLE', startedOn }),
      ...(reviewedOn === undefined
        ? []
        : [
            importedEvent(where, childId, 'AssessmentReviewPointHeld', {
              assessmentId,
              point: 'OTHER',
              heldOn: reviewedOn,
            }),
          ]),
      ...(authorisedOn === undefined
        ? []
        : [
            importedEvent(where, childId, 'AssessmentAuthorised', {
              assessmentId,
              authorisedOn,
              ...(factors === undefined ? {} : { factors }),
            }),
          ]),
    ];
  });
}

/** The review point may be planned: one after the day the file speaks of has not been held. */
function reviewDay(block: Block) {
  const rule = { rule: 'a-review-point-is-a-day-gone-by' };
  const day = block.optionalDay('AssessmentInternalReviewDate', rule);
  if (day === undefined || day <= block.latest) return day;
  block.note(rule, `<AssessmentInternalReviewDate> is ${day}, after ${block.latest}: not held by then, so left out.`);
  return undefined;
}

function factorsOf(block: Block): DataOf<'AssessmentAuthorised'>['factors'] {
  const [list] = block.all('FactorsIdentifiedAtAssessment');
  if (!list) return undefined;
  const inner = new Block(list, block.latest, ['AssessmentFactors']);
  const codes = inner.all('AssessmentFactors').map((one) => one.text.trim().toUpperCase());
  const known = codes.flatMap((code) => assessmentFactor.safeParse(code).data ?? []);
  for (const code of codes)
    if (!assessmentFactor.safeParse(code).success)
      inner.note(
        { rule: 'a-factor-is-of-its-set' },
        `<AssessmentFactors> is "${code.slice(0, 20)}", which is no code of its set: left out.`,
      );
  if (new Set(known).size < known.length)
    inner.note({ rule: 'a-factor-is-told-once', dfe: '8898' }, 'One factor is told twice: kept once.');
  block.notes.push(...inner.notes);
  return known.length === 0 ? undefined : [...new Set(known)];
}

/** A child in need plan (collected from 2021-22 on). */
export function childInNeedPlanReading(
  element: Element,
  { file, latest, childId, caseId, isRefused }: InCase,
): Reading {
  const where: Where = { file, line: element.line, record: 'child in need plan' };
  if (isRefused) return refusedAs(where, isRefused);
  return attempt(
    where,
    new Block(element, latest, ['CINPlanStartDate', 'CINPlanEndDate']),
    (block): readonly NewEvent[] => {
      const startedOn = block.compulsoryDay('CINPlanStartDate', {
        rule: 'a-child-in-need-plan-has-its-day',
        dfe: '4010',
      });
      const endedOn = block.endingDay('CINPlanEndDate', {
        rule: 'a-child-in-need-plan-ends-by-the-reference-date',
        dfe: '4013',
      });
      const ids = { cinPlanId: `${caseId}:child-in-need-plan:${startedOn}`, caseId };
      return [
        importedEvent(where, childId, 'CinPlanStarted', { ...ids, startedOn }),
        ...(endedOn === undefined ? [] : [importedEvent(where, childId, 'CinPlanEnded', { ...ids, endedOn })]),
      ];
    },
  );
}
