import { endSql } from '#measures/sql';
import { addWorkingDays } from '#calendar/working-days';
import { READING } from '#projecting/reading-schema';
import type { LiveTopic } from '../../live/live-topics.ts';
import { clocksAsked, clocksWithin } from './clocks-asked.ts';
import { withinSql } from './within.ts';

const [team, area, worker] = [
  `coalesce(t.team, 'NO_TEAM')`,
  `coalesce(t.area, 'CITYWIDE')`,
  `coalesce(t.worker_id, 'NOBODY')`,
];

/** The clocks board as somebody sees it: whichever tab is open, a change in any of them changes its numbers. */
export const clocksLive: LiveTopic = {
  right: 'see-clocks',
  list: (person, query) => {
    const asked = clocksAsked(query, person);
    const { areas, teams } = clocksWithin(asked, person);
    const chosen = [areas, teams, asked.team ?? null, asked.worker ?? null, asked.clock ?? null];
    return {
      key: `clocks ${JSON.stringify(chosen)}`,
      look: async (sql, today) => {
        const [row] = await sql.query<{ count: number; mark: string }>(
          `select count(*) filter (where t.overdue_from <= $1::date)::integer as count,
             md5(coalesce(string_agg(concat(t.row_id, '@', t.from_position), ',' order by t.row_id), '') || $1::text) as mark
           from ${READING}.clocks t where t.known_to is null and t."from" <= $1::date and ${endSql('t."to"')} > $1::date
             and t.due_on <= $7::date and ${withinSql(area, team, '$2', '$3')} and ($4::text is null or ${team} = $4)
             and ($5::text is null or ${worker} = $5) and ($6::text is null or t.clock = $6)`,
          [today, ...chosen, addWorkingDays(today, 10)],
        );
        return row!;
      },
    };
  },
};
