import { factsOf } from '#case-flow/journey';
import { Refused } from '#case-flow/refused';
import { Conflict } from '#event-store/event-store';
import type { Answer } from '#waymark/ask';
import { labelOfDetail } from '../../forms/labels.ts';
import { whatWasDone } from '../../forms/command-words.ts';
import { details } from '../../forms/form-of.ts';
import { begunWith, bodyFrom } from '../../forms/posted-body.ts';
import { ProblemFound } from '../../problem.ts';
import { ofPerson, whyNotPossible } from '../../steps/next-steps.ts';
import { presetsOf } from '../../steps/presets.ts';
import { allOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import { workerNames } from '../record/names.ts';
import { recordAt, recordView } from '../record/record-head.ts';
import type { Service } from '../service.ts';
import { recordedSince } from './recorded-since.ts';
import { stepAsked, type StepAsked } from './step-asked.ts';
import { carryOutForSiblings, groupOf, type GroupOutcome } from './step-group.ts';
import { readOut } from '../read-out.ts';
import { refusalInWords, stepView } from './step-view.ts';

const path = '/children/:childId/steps/:command';

/** The form of a step, with what the record tells filled in. */
export const stepForm = page({
  path,
  right: 'open-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    const step = await stepAsked(asked, service);
    const { command, child, fields } = step;
    if (command === 'AmendDemographics' && fields.some(({ name }) => name === 'field'))
      return whichDetail(asked, service);
    const today = service.waymark.today();
    const presets = { ...presetsOf(child.journey, today, command), ...ofPerson(command, asked.person) };
    const why = whyNotPossible(child.journey, today, command);
    const forbidden = why === undefined ? {} : { forbidden: readOut(why.message) };
    return stepView(asked, service, step, { typed: begunWith(fields, presets), ...forbidden });
  },
});

/** Records a step: for the child, and for the siblings who were ticked. */
export const recordStep = page({
  method: 'post',
  path,
  right: 'open-records',
  audit: 'NOTHING', // carrying a command out writes a line of its own
  show: async (asked, service) => {
    const step = await stepAsked(asked, service);
    const { command, child, form, fields } = step;
    const typed = asked.body;
    const read = bodyFrom(fields, typed, form.schema, form.about(child.childId));
    if ('errors' in read) return stepView(asked, service, step, { typed, errors: read.errors, status: 400 });
    const chosen = step.siblings.filter(({ childId }) => allOf(typed, '_siblings').includes(childId));
    const ids = [child.childId, ...chosen.map(({ childId }) => childId)];
    const body = command === 'HoldInitialConference' ? { ...read.body, children: ids } : read.body;
    const answer = await carriedOut(asked, service, step, body, chosen.length > 0);
    if ('view' in answer) return answer;
    const outcomes = await carryOutForSiblings(asked, service, step, body, chosen);
    await service.settled(Math.max(answer.position, ...outcomes.map(({ position }) => position)));
    if (outcomes.some(({ isDone }) => !isDone)) return outcomesView(asked, service, step, outcomes);
    const group = chosen.length === 0 ? '' : ` Recorded for ${ids.length} children.`;
    const wasSo = answer.events.length === 0 && chosen.length === 0;
    return {
      redirect: recordAt(child.childId),
      says: wasSo
        ? { kind: 'information', text: 'It was recorded already. Nothing has changed.' }
        : { kind: 'success', text: `${whatWasDone(command)}${group}` },
    };
  },
});

/** Carries the step out for the child of the page. What a rule or a newer entry forbids leads back to the form. */
async function carriedOut(
  asked: AskedPage,
  service: Service,
  step: StepAsked,
  body: object,
  isGroup: boolean,
): Promise<Answer | Extract<Shown, { view: string }>> {
  const typed = asked.body;
  const seen = Number(oneOf(typed, '_version'));
  const expected = Number.isSafeInteger(seen) && seen > 0 ? { expectedVersion: seen } : {};
  try {
    const how = { ...expected, ...(isGroup ? { correlationId: groupOf(asked) } : {}) };
    return await service.carryOut(asked, step.command, body, how);
  } catch (error) {
    if (error instanceof Refused)
      return stepView(asked, service, step, { typed, refused: refusalInWords(error), status: 409 });
    if (error instanceof Conflict) {
      const since = recordedSince(step.child, seen, await workerNames(service));
      return stepView(asked, service, step, { typed, refused: meanwhile, since, status: 409 });
    }
    if (error instanceof ProblemFound && error.problem.type === '/problems/idempotency-key-reused')
      return stepView(asked, service, step, { typed, refused: sentBefore, status: 409 });
    throw error;
  }
}

const meanwhile =
  'Somebody recorded something about this child while you filled in the form. Check what you typed, then send it again.';
const sentBefore =
  'This form was sent before with other answers, and those are recorded. Check the record, then send this again if it is still right.';

/** An amendment begins with the choice of what to amend. */
function whichDetail(asked: AskedPage, service: Service) {
  const child = asked.child!;
  const isRegistered = factsOf(child.journey, 'ChildRegistered').length > 0;
  const model = {
    back: { href: recordAt(child.childId), text: 'Back to the record' },
    isRegistered,
    details: details.map((detail) => ({ href: `?detail=${detail}`, text: labelOfDetail(detail) })),
  };
  return recordView(asked, service, { view: 'steps/which-detail.njk', title: 'Which detail is to be amended?', model });
}

function outcomesView(
  asked: AskedPage,
  service: Service,
  { child, command }: StepAsked,
  outcomes: readonly GroupOutcome[],
) {
  const done = outcomes.filter(({ isDone }) => isDone).length + 1;
  const model = {
    back: { href: recordAt(child.childId), text: 'Back to the record' },
    outcomes,
    done,
    asked: outcomes.length + 1,
    said: whatWasDone(command),
  };
  return recordView(asked, service, { view: 'steps/outcomes.njk', title: 'Not recorded for every child', model });
}
