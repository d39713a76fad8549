import { forbiddenSteps, nextSteps } from '../../steps/next-steps.ts';
import { childOf, page } from '../page.ts';
import { recordAt, recordView } from '../record/record-head.ts';
import { readOut } from '../read-out.ts';

/** Everything that can be recorded about a child now, by process, what the record waits for first. */
export const allSteps = page({
  path: '/children/:childId/steps',
  right: 'open-records',
  audit: 'VIEW',
  show: (asked, service) => {
    const { childId, journey } = childOf(asked);
    const today = service.waymark.today();
    const at = recordAt(childId);
    const processes = nextSteps(journey, today, asked.person).map(({ process, steps }) => ({
      process,
      steps: steps.map(({ command, words, isNext, dueOn }) => ({
        href: `${at}/steps/${command}`,
        words,
        isNext,
        dueOn,
        isLate: dueOn !== undefined && dueOn < today,
      })),
    }));
    const forbidden = forbiddenSteps(journey, today, asked.person).map(({ words, why }) => ({
      words,
      why: readOut(why),
    }));
    const count = processes.reduce((sum, { steps }) => sum + steps.length, 0);
    const model = { back: { href: at, text: 'Back to the record' }, processes, forbidden, count };
    return recordView(asked, service, { view: 'steps/all-steps.njk', title: 'Steps', model });
  },
});
