import { inOneSnapshot } from '#waymark/snapshot';
import { clocks as clocksProjection } from '#projections/clocks/clocks.projection';
import { clockNames } from '#projections/clocks/clock';
import { isNamed, type Marked } from '#waymark/restricted';
import { askForecast, type Due, type Outlook, type Standing } from '#waymark/forecast';
import { oneOf, page, type AskedPage } from '../page.ts';
import type { NamedChild } from '../named-children.ts';
import { unknownChoices, unknownPlaces } from '../unknown-choices.ts';
import { clocksLive } from './clocks-live.ts';
import {
  clocksAsked,
  clocksChoices,
  clocksQuery,
  clocksWithin,
  seesOwnOnly,
  standings,
  type ClocksAsked,
  type StandingAsked,
} from './clocks-asked.ts';
import { clockRules } from './clock-rules.ts';
import { clockFields, clockParts } from './clocks-choices.ts';
import { clockInWords } from './due-in-words.ts';
import { pagesOf } from './sorted-columns.ts';
import { partInWords } from './within.ts';
import { workerNames, type WorkerNames } from './worker-names.ts';

const EACH_PAGE = 100;

const tabs: Readonly<
  Record<StandingAsked, { text: string; of: keyof Outlook; holds: readonly Standing[]; nothing: string }>
> = {
  breached: { text: 'Breached', of: 'breached', holds: ['BREACHED'], nothing: 'Nothing is overdue.' },
  today: { text: 'Due today', of: 'dueToday', holds: ['DUE_TODAY'], nothing: 'Nothing is due today.' },
  '5': {
    text: 'Within 5 working days',
    of: 'dueWithin5',
    holds: ['DUE_WITHIN_5'],
    nothing: 'Nothing falls due within 5 working days.',
  },
  '10': {
    text: 'Within 10 working days',
    of: 'dueWithin10',
    holds: ['DUE_WITHIN_5', 'DUE_WITHIN_10'],
    nothing: 'Nothing falls due within 10 working days.',
  },
};

/** The clocks board: what is late and what falls due, by team and worker. A tab's number is the length of its list. */
export const clocks = page({
  path: '/clocks',
  right: 'see-clocks',
  audit: 'LIST',
  show: async (asked, service) => {
    const { person, query } = asked;
    const today = service.waymark.today();
    const chosen = clocksAsked(query, person);
    const { team, worker, clock, standing } = chosen;
    const place = {
      within: clocksWithin(chosen, person),
      ...(team === undefined ? {} : { team }),
      ...(worker === undefined ? {} : { worker }),
    };
    const { position, answer } = await inOneSnapshot(service.waymark.database, async (sql) => ({
      forecast: await askForecast(sql, clocksProjection, {
        asAt: today,
        asKnownAt: null,
        by: chosen.by,
        place,
        withList: true,
      }),
      live: await clocksLive.list(person, query).look(sql, today),
    }));
    const { forecast, live } = answer;
    const outlook: Outlook =
      clock === undefined ? forecast : (forecast.clocks.find((one) => one.clock === clock) ?? noneOpen);
    const list = forecast.list!;
    const there = {
      area: list.map((one) => one.area),
      team: list.map((one) => one.team),
      worker: list.map((one) => one.worker),
    };
    const own = seesOwnOnly(person) ? {} : { area: chosen.area, ...place };
    const errors = [
      ...unknownChoices(query, clocksChoices),
      ...(await unknownPlaces(service, person, { asked: own, there })),
    ];
    const due = list.filter(
      (one) => tabs[standing].holds.includes(one.standing) && (clock === undefined || one.clock === clock),
    );
    const shown = Math.min(pageOf(asked), Math.max(1, Math.ceil(due.length / EACH_PAGE)));
    const lines = due.slice((shown - 1) * EACH_PAGE, shown * EACH_PAGE);
    const [names, name] = await Promise.all([
      service.children(
        person,
        lines.filter(isNamed).map((one) => one.childId),
      ),
      workerNames(service),
    ]);
    return {
      view: 'managers/clocks.njk',
      title: 'Clocks',
      status: errors.length === 0 ? 200 : 400,
      model: {
        isWide: true,
        ...{ position, live, today, errors },
        query: clocksQuery(chosen),
        part: partOf(chosen, place, person.role, name),
        isOwn: seesOwnOnly(person),
        tabs: tabLinks(chosen, outlook),
        count: due.length,
        nothing: tabs[standing].nothing,
        lines: lines.map((one) => lineOf(one, names, name)),
        fields: clockFields(chosen, person, forecast, name),
        parts: clockParts(chosen, forecast, name),
        by: chosen.by,
        pages: pagesOf(due.length, EACH_PAGE, shown, (to) => `/clocks?${clocksQuery(chosen, { page: to })}`),
        rules: clockNames.map((of) => ({ of, ...clockRules[of] })),
      },
    };
  },
});

const noneOpen: Outlook = { breached: 0, dueToday: 0, dueWithin5: 0, dueWithin10: 0, later: 0, open: 0 };

function pageOf({ query }: AskedPage): number {
  const number = Number(oneOf(query, 'page') ?? '1');
  return Number.isInteger(number) && number > 0 ? number : 1;
}

const tabLinks = (chosen: ClocksAsked, outlook: Outlook) =>
  standings.map((of) => ({
    standing: of,
    text: tabs[of].text,
    count: outlook[tabs[of].of],
    href: `/clocks?${clocksQuery(chosen, { standing: of })}`,
    isHere: of === chosen.standing,
  }));

function partOf(
  { worker, team }: ClocksAsked,
  { within }: { readonly within: Parameters<typeof partInWords>[0] },
  role: string,
  name: WorkerNames,
): string {
  if (worker !== undefined) return role === 'SW' ? 'My cases' : `Cases of ${name(worker)}`;
  return team === undefined ? partInWords(within) : `Team ${team}`;
}

/** One line of the list. A restricted record is a marker: its clock counts, and its child is not named. */
function lineOf(one: Marked<Due>, names: ReadonlyMap<string, NamedChild>, name: WorkerNames): object {
  return {
    ...one,
    childId: undefined,
    child: isNamed(one) ? names.get(one.childId) : { childId: '', says: 'Restricted record', isRestricted: true },
    worker: name(one.worker),
    workerId: one.worker === 'NOBODY' ? undefined : one.worker,
    due: clockInWords(one),
  };
}
