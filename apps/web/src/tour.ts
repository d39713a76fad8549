import { QueryBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { addDays } from '#calendar/plain-date';
import { financialYearOf } from '#calendar/period';
import { QueueQuery, type Waiting } from './queries/queue.query.ts';
import { isNamed } from '#waymark/restricted';
import type { Waymark } from './waymark.ts';

/** What to try first: a few lines for a terminal, with children and days that are really there. */
export async function tour(app: NestExpressApplication, waymark: Waymark, address: string): Promise<string> {
  const today = waymark.today();
  const { answer } = await app.get(QueryBus).execute(new QueueQuery(today, {}));
  const waiting = answer.waiting.find((line): line is Waiting => isNamed<Waiting>(line));
  const lastYear = financialYearOf(addDays(financialYearOf(today).from, -1));
  const contact = { children: ['TRY-1'], source: '2A', method: 'PHONE', hub: 'MASH', receivedAt: `${waymark.now()}` };
  const lines = [
    `curl -s '${address}/api/v1/queue?area=EAST'`,
    ...(waiting ? [`curl -s '${address}/api/v1/children/${waiting.childId}/chronology'`] : []),
    `curl -s '${address}/api/v1/measures/RF-05?from=${lastYear.from}&to=${lastYear.to}&by=area'`,
    `curl -s '${address}/api/v1/measures/CP-01/explain?limit=3'`,
    `curl -s '${address}/api/v1/commands/ReceiveContact' -H 'Content-Type: application/json' \\\n       -d '${JSON.stringify(contact)}'`,
  ];
  return `Waymark runs at ${address}\n\nTry\n${lines.map((line) => `  ${line}`).join('\n')}\n\nEvery command and question: ${address}/api/openapi.json\nCtrl+C stops it.`;
}
