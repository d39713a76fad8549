import type { PlainDate } from '#calendar/plain-date';
import { closureReason, primaryNeed, referralSource } from '#case-flow/codes';
import type { NewEvent } from '#case-flow/event';
import { importedEvent, type Reading, type Reason, type Where } from '../imported.ts';
import { attempt, refusedAs } from '../remarks.ts';
import { Block, dayText } from './block.ts';
import { conferenceReading } from './conference.ts';
import type { Element } from './elements.ts';
import { enquiryReadings } from './enquiry.ts';
import { assessmentReading, childInNeedPlanReading } from './work.ts';
import { protectionPlanReadings } from './protection-plan.ts';

/** What the records of one referral have in common. */
export interface InCase {
  readonly file: string;
  /** The day the file speaks of. */
  readonly latest: PlainDate;
  readonly childId: string;
  readonly caseId: string;
  /** The days on which child protection plans of the case start: a conference of that day led to one. */
  readonly plansStartedOn: ReadonlySet<string>;
  /** Why what this record hangs on was refused, if it was. */
  readonly isRefused?: Reason;
}

type OfChild = Omit<InCase, 'caseId' | 'plansStartedOn'>;

const names = [
  'CINreferralDate',
  'ReferralSource',
  'PrimaryNeedCode',
  'CINclosureDate',
  'ReasonForClosure',
  'DateOfInitialCPC',
  'Assessments',
  'CINPlanDates',
  'Section47',
  'ReferralNFA',
  'ChildProtectionPlans',
];

/** The records of one `CINdetails`: the referral, its closure, and what was done about it, in the order of the file. */
export function readingsOfReferral(details: Element, ofChild: OfChild): readonly Reading[] {
  const { file, latest, childId } = ofChild;
  const block = new Block(details, latest, names);
  const where: Where = { file, line: details.line, record: 'referral' };
  const referral = ofChild.isRefused
    ? refusedAs(where, ofChild.isRefused)
    : attempt(where, block, () => referralEvents(block, where, childId));
  const because =
    referral.kind === 'read'
      ? undefined
      : (ofChild.isRefused ?? {
          rule: 'its-referral-was-refused',
          sentence: `The referral on line ${details.line} was refused, and so is this.`,
        });
  const inCase: InCase = {
    ...ofChild,
    caseId: caseIdOf(childId, dayText(block.all('CINreferralDate')[0])),
    plansStartedOn: new Set(
      block
        .all('ChildProtectionPlans')
        .map((plan) => dayText(plan.elements.find((one) => one.name === 'CPPstartDate'))),
    ),
    ...(because === undefined ? {} : { isRefused: because }),
  };
  return [referral, ...details.elements.flatMap((element) => recordsIn(element, details, inCase))];
}

export const caseIdOf = (childId: string, referredOn: string): string => `${childId}:${referredOn}`;

function recordsIn(element: Element, details: Element, inCase: InCase): readonly Reading[] {
  switch (element.name) {
    case 'CINclosureDate':
      return isFirst(element, details) ? [closureReading(element, details, inCase)] : [];
    case 'ReasonForClosure':
      return isFirst(element, details) &&
        !details.elements.some((one) => one.name === 'CINclosureDate' && one.text.trim() !== '')
        ? [closureReading(element, details, inCase)]
        : [];
    case 'DateOfInitialCPC':
      return isFirst(element, details) ? [conferenceReading(element, inCase, { transferIn: true })] : [];
    case 'Assessments':
      return [assessmentReading(element, inCase)];
    case 'CINPlanDates':
      return [childInNeedPlanReading(element, inCase)];
    case 'Section47':
      return enquiryReadings(element, inCase);
    case 'ChildProtectionPlans':
      return protectionPlanReadings(element, inCase);
    default:
      return [];
  }
}

/** An empty element is none; of repeated ones the first is read, as the referral's notes say. */
const isFirst = (element: Element, details: Element): boolean =>
  details.elements.find((one) => one.name === element.name && one.text.trim() !== '') === element;

function referralEvents(block: Block, where: Where, childId: string): readonly NewEvent[] {
  const referredOn = block.compulsoryDay('CINreferralDate', {
    rule: 'a-referral-is-not-after-the-reference-date',
    dfe: '8600',
  });
  const source = block.compulsoryCode('ReferralSource', referralSource, {
    rule: 'a-referral-source-is-of-its-set',
    dfe: '8866',
  });
  const caseId = caseIdOf(childId, referredOn);
  const noFurtherAction = block.truth('ReferralNFA');
  if (noFurtherAction === undefined)
    block.note(
      { rule: 'a-referral-says-whether-it-led-to-action', dfe: '8568' },
      `<ReferralNFA> is missing or neither true nor false: no decision is stored.`,
    );
  const code = block.optionalCode('PrimaryNeedCode', primaryNeed, {
    rule: 'a-primary-need-is-of-its-set',
    dfe: '8650',
  });
  if (noFurtherAction === false && block.text('PrimaryNeedCode') === undefined)
    block.note(
      { rule: 'a-referral-that-led-to-action-has-a-primary-need', dfe: '8610' },
      'The referral led to action and has no <PrimaryNeedCode>.',
    );
  for (const name of ['CINclosureDate', 'ReasonForClosure', 'DateOfInitialCPC']) block.text(name); // notes repetitions
  const decision = noFurtherAction ? ('NFA' as const) : ('ACCEPT_ASSESS' as const);
  return [
    importedEvent(where, childId, 'ReferralReceived', { caseId, referredOn, source }),
    ...(noFurtherAction === undefined
      ? []
      : [importedEvent(where, childId, 'ReferralDecided', { caseId, decision, decidedOn: referredOn })]),
    ...(code === undefined
      ? []
      : [importedEvent(where, childId, 'PrimaryNeedRecorded', { caseId, code }, { on: referredOn })]),
  ];
}

function closureReading(
  element: Element,
  details: Element,
  { file, latest, childId, caseId, isRefused }: InCase,
): Reading {
  const where: Where = { file, line: element.line, record: 'closure' };
  if (isRefused) return refusedAs(where, isRefused);
  const parts = details.elements.filter(({ name }) => name === 'CINclosureDate' || name === 'ReasonForClosure');
  return attempt(where, new Block({ ...details, text: '', elements: parts }, latest, names), (block) => {
    const closedOn = block.compulsoryDay(
      'CINclosureDate',
      { rule: 'a-reason-for-closure-has-its-date', dfe: '8810' },
      { rule: 'a-closure-is-not-after-the-reference-date', dfe: '8620' },
    );
    const isMissing = block.text('ReasonForClosure') === undefined;
    const reason = block.compulsoryCode(
      'ReasonForClosure',
      closureReason,
      isMissing
        ? { rule: 'a-closure-has-its-reason', dfe: '8805' }
        : { rule: 'a-reason-for-closure-is-of-its-set', dfe: '8640' },
    );
    if (isWithoutAction(details))
      block.note(
        { rule: 'a-referral-with-no-further-action-is-not-closed' },
        'The referral led to no further action, so there is no case to close.',
      );
    return [importedEvent(where, childId, 'CaseClosed', { caseId, closedOn, reason })];
  });
}

const isWithoutAction = (details: Element): boolean =>
  details.elements.some(({ name, text }) => name === 'ReferralNFA' && /^(1|true)$/i.test(text.trim()));
