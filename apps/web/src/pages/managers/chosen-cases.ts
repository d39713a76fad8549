import type { PlainDate } from '#calendar/plain-date';
import { allOf, oneOf, type AskedPage } from '../page.ts';

/** A case as the queue's form sends it. */
export interface ChosenCase {
  readonly childId: string;
  readonly caseId: string;
}

/** What is to be done with the cases that were ticked. */
export interface Chosen {
  readonly cases: readonly ChosenCase[];
  /** The position of the list they were ticked on: what has been recorded since was not seen. */
  readonly position: number;
}

const MOST = 500;

/** The ticked cases, each once; or a sentence that says what is wrong. */
export function chosenFrom(body: AskedPage['body']): Chosen | string {
  const values = [...new Set(allOf(body, 'case'))];
  const cases = values.flatMap((value) => {
    const [childId, caseId, ...more] = value.split('~');
    return childId && caseId && more.length === 0 ? [{ childId, caseId }] : [];
  });
  const position = oneOf(body, 'position') ?? '';
  if (cases.length === 0) return 'Tick the cases to allocate';
  if (cases.length > MOST) return `Tick at most ${MOST} cases at once`;
  if (cases.length < values.length || !/^\d{1,15}$/.test(position))
    return 'The list was not sent as it was drawn. Tick the cases again';
  return { cases, position: Number(position) };
}

export const caseRoles = [
  { value: 'LEAD_SW', text: 'Lead social worker' },
  { value: 'CO_WORKER', text: 'Co-worker' },
  { value: 'PA', text: 'Personal adviser' },
  { value: 'EHW', text: 'Early help worker' },
] as const;
export type CaseRole = (typeof caseRoles)[number]['value'];

/** What the form of the worker says. */
export interface Assignment {
  readonly workerId: string;
  readonly role: CaseRole;
  readonly from: PlainDate;
}
