import type { Refused } from '#case-flow/refused';
import { drawnFields, summaryOf, type SummaryError } from '../../forms/drawn-fields.ts';
import { elementId, type FieldError, type Posted } from '../../forms/field.ts';
import { allOf, type AskedPage, type View } from '../page.ts';
import { readOut } from '../read-out.ts';
import { recordAt, recordView } from '../record/record-head.ts';
import type { Service } from '../service.ts';
import { registersFor } from './registers.ts';
import type { StepAsked } from './step-asked.ts';

/** What a form is drawn with: what was typed, and what is wrong. */
export interface Drawing {
  readonly typed: Posted;
  readonly errors?: readonly FieldError[];
  /** A rule that said no, or anything else that no field alone can mend. */
  readonly refused?: string;
  /** Why a rule would refuse it as the record stands today, told before anything is typed. */
  readonly forbidden?: string;
  /** What others recorded meanwhile. */
  readonly since?: readonly string[];
  readonly status?: number;
}

/** The form of a step on the child's record. */
export async function stepView(asked: AskedPage, service: Service, step: StepAsked, drawing: Drawing): Promise<View> {
  const { typed, errors = [], refused, forbidden, since, status } = drawing;
  const { does, child, fields, siblings } = step;
  const register = await registersFor(fields, service, siblings);
  const drawn = drawnFields(fields, typed, errors, register);
  const summary = [...(refused === undefined ? [] : [refusal(refused, drawn)]), ...summaryOf(fields, errors)];
  const ticked = allOf(typed, '_siblings');
  const model = {
    back: { href: recordAt(child.childId), text: 'Back to the record' },
    fields: drawn,
    errors: summary,
    version: child.version,
    since,
    forbidden,
    siblings: siblings.map(({ childId, says, dob }) => ({
      value: childId,
      text: says,
      // Siblings may bear one name, and twins one birthday.
      hint: { text: dob === undefined ? childId : `Born ${readOut(dob)}, ${childId}` },
      checked: ticked.includes(childId),
    })),
    submits: does,
  };
  return recordView(asked, service, {
    view: 'steps/step.njk',
    title: does,
    model,
    ...(status === undefined ? {} : { status }),
  });
}

/** A refusal leads to the first box of the form. */
function refusal(text: string, drawn: ReturnType<typeof drawnFields>): SummaryError {
  const first = drawn.find(({ draws }) => draws !== 'hidden');
  const box = first?.draws === 'date' || first?.draws === 'moment' ? ('day' as const) : undefined;
  return { text, href: first === undefined ? '#main-content' : `#${elementId(first.name, box)}` };
}

/** A refusal as it is read out: the rule's sentence, the name of the rule, and the Department's number. */
export function refusalInWords({ message, rule, dfe }: Refused): string {
  const named = rule.replaceAll('-', ' ');
  return `${readOut(message)} Rule: ${named}${dfe === undefined ? '' : ` (Department for Education ${dfe})`}`;
}
