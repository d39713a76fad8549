import { uuidOf } from '#case-flow/decide';
import type { Journey } from '#case-flow/journey';
import { Refused } from '#case-flow/refused';
import type { PlainDate } from '#calendar/plain-date';
import { logAway } from '../../log-away.ts';
import { problemOf } from '../../problem.ts';
import { presetsOf } from '../../steps/presets.ts';
import type { NamedChild } from '../named-children.ts';
import type { AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import type { StepAsked } from './step-asked.ts';
import { readOut } from '../read-out.ts';
import { refusalInWords } from './step-view.ts';

type Body = Readonly<Record<string, unknown>>;

/** What came of a step for one child of a group. */
export interface GroupOutcome {
  readonly says: string;
  readonly href: string | undefined;
  readonly isDone: boolean;
  /** Why not, or that it was recorded already. */
  readonly because?: string;
  readonly position: number;
}

/** What ties the entries of one form together; the same form sent twice gives the same. */
export const groupOf = ({ commandId }: AskedPage): string => uuidOf(`${commandId}/group`);

/** Records the same step for siblings, one by one: what is refused for one child is no reason to refuse it for another. */
export async function carryOutForSiblings(
  asked: AskedPage,
  service: Service,
  step: StepAsked,
  body: Body,
  chosen: readonly NamedChild[],
): Promise<readonly GroupOutcome[]> {
  const outcomes: GroupOutcome[] = [];
  for (const { childId, says, href } of chosen) {
    const whose = { says, href };
    try {
      const { journey } = await service.child(asked.person, childId, asked.requestId);
      const own = bodyForSibling(step, body, journey, service.waymark.today());
      const how = { part: childId, correlationId: groupOf(asked) };
      const { position, events } = await service.carryOut(asked, step.command, own, how);
      const already = events.length === 0 ? { because: 'It was recorded already.' } : {};
      outcomes.push({ ...whose, isDone: true, ...already, position });
    } catch (error) {
      const because = error instanceof Refused ? refusalInWords(error) : problemOf(error)?.detail;
      if (because === undefined) throw error;
      logAway(error);
      outcomes.push({ ...whose, isDone: false, because: readOut(because), position: 0 });
    }
  }
  return outcomes;
}

/** The same answers for a sibling: the case, the assessment and the like are the sibling's own. */
export function bodyForSibling(
  { command, form }: Pick<StepAsked, 'command' | 'form'>,
  body: Body,
  sibling: Journey,
  today: PlainDate,
): Body {
  const ours = form.fields.flatMap((field) =>
    field.kind === 'identifier' && field.of === 'our-own' ? [field.name] : [],
  );
  const answers = Object.entries(body).filter(([name]) => !ours.includes(name));
  const own = Object.entries(presetsOf(sibling, today, command)).filter(([name]) => ours.includes(name));
  return { ...Object.fromEntries(answers), ...Object.fromEntries(own), ...form.about(sibling.childId) };
}
