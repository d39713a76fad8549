import { Logger } from '@nestjs/common';
import { logAway } from '../log-away.ts';
import { problemOf } from '../problem.ts';
import type { View } from './page.ts';
import { readOut } from './read-out.ts';

const logger = new Logger('Waymark');

const titles: Readonly<Record<number, string>> = {
  403: 'You may not see this page',
  404: 'Page not found',
  409: 'This cannot be recorded',
  413: 'Too large',
  429: 'Too many requests',
  503: 'Waymark is not available just now',
};

/** Where what is said to a program would not help a person. */
const leads: Readonly<Record<number, string>> = {
  413: 'What you sent is too large, and nothing of it was recorded. A form holds up to 1 MB, a file to be imported up to 250 MB. Go back and make it smaller.',
};

/** The page that an error ends with. What nobody expected is logged with its stack, and tells nothing outside. */
export function problemPage(error: unknown, where?: string): View {
  const problem = problemOf(error);
  logAway(error);
  if (problem?.type === '/problems/not-yours')
    return { view: 'record/not-opened.njk', title: problem.title, model: { ...problem }, status: 403 };
  if (problem)
    return {
      view: 'layout/problem.njk',
      title: titles[problem.status] ?? problem.title,
      model: { lead: leads[problem.status] ?? readOut(problem.detail), rule: problem['rule'], dfe: problem['dfe'] },
      status: problem.status,
    };
  const status = (error as { status?: unknown }).status;
  if (status === 403)
    return { view: 'layout/problem.njk', title: titles[403]!, model: { lead: (error as Error).message }, status: 403 };
  logger.error(`${where ?? 'a page'}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const lead =
    'This is a fault of Waymark, and it stands in its log. What you entered was not recorded unless you were told so.';
  return {
    view: 'layout/problem.njk',
    title: 'Sorry, there is a problem with the service',
    model: { lead },
    status: 500,
  };
}
