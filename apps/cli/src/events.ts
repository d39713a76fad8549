import { analystPage } from '#projecting/analyst-page';
import { projections } from '#projections/index';
import { eventsByProcess, eventsListed, eventsPage } from '#exchange/events-page';
import type { Options } from './options.ts';
import { say, sayJson } from './print.ts';

/** `events`: every event an event file may hold, in short; with `--page` the whole format as a page. */
export function listEvents(options: Options): void {
  if (options.page) return void process.stdout.write(eventsPage());
  if (options.json)
    return sayJson(
      Object.entries(eventsByProcess).flatMap(([process, events]) =>
        Object.entries(events).map(([type, { payload, on, personal }]) => ({
          process,
          type,
          fields: Object.keys(payload.shape),
          day: on ?? 'occurredOn',
          personal: Object.keys(personal?.shape ?? {}),
        })),
      ),
    );
  say(`${eventsListed()}\n\nFields in brackets may be left out. \`waymark events --page\` tells all of each.`);
}

/** `analyst-views`: the read-only schema for analysts' own tools, as a page. */
export const analystViewsPage = (): void => void process.stdout.write(analystPage({ projections }));
