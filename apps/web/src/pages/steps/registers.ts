import { wordsOfValue } from '../../forms/value-words.ts';
import type { Known, Register } from '../../forms/drawn-fields.ts';
import type { Field } from '../../forms/field.ts';
import { wholeRegister } from '../../queries/register.ts';
import type { NamedChild } from '../named-children.ts';
import { workerNames } from '../record/names.ts';
import type { Service } from '../service.ts';

/** The workers, teams and areas that a form suggests; none are read for a form that asks for none. */
export async function registersFor(
  fields: readonly Field[],
  service: Service,
  siblings: readonly NamedChild[] = [],
): Promise<Register> {
  const child: readonly Known[] = siblings.map(({ childId, says }) => ({ value: childId, words: says }));
  const asksFor = (of: string) => fields.some((field) => field.kind === 'identifier' && field.of === of);
  if (!['worker', 'team', 'area'].some(asksFor)) return { child };
  const [{ workers, teams, areas }, nameOf] = await Promise.all([
    wholeRegister(service.waymark.store, service.waymark.today()),
    workerNames(service),
  ]);
  return {
    child,
    worker: workers
      .filter(({ hasLeft }) => !hasLeft)
      .map(({ workerId, role, team }) => {
        const parts = [nameOf(workerId), wordsOfValue('role', role) ?? role, team];
        return { value: workerId, words: parts.filter((part) => part).join(', ') };
      }),
    team: teams.map(({ teamId, type, area }) => ({
      value: teamId,
      words: [teamId, wordsOfValue('type', type) ?? type, area ?? 'whole authority'].join(', '),
    })),
    area: areas.map((area) => ({ value: area, words: area })),
  };
}
