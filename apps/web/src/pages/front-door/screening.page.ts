import type { Instant } from '#calendar/instant';
import { contactOutcomeLabels, referralSourceLabels } from '#case-flow/codes';
import { inOneSnapshot } from '#waymark/snapshot';
import { wordsOfValue } from '../../forms/value-words.ts';
import { pagesOf } from '../managers/sorted-columns.ts';
import type { NamedChild } from '../named-children.ts';
import { oneOf, page } from '../page.ts';
import { unknownChoices } from '../unknown-choices.ts';
import { boardAddress, boardAsked, boardChoices, hubs } from './screening-filters.ts';
import { boardCounts, boardLines, boardStand, type Board, type BoardLine } from './screening.query.ts';
import { isRag, priorityWords, ratingWords } from './rating-words.ts';
import { decisionClock, screeningClock } from './screening-clock.ts';

const PAGE = 50;
const tabs: Readonly<Record<Board, { readonly text: string; readonly title: string; readonly empty: string }>> = {
  waiting: {
    text: 'Waiting to be screened',
    title: 'waiting to be screened',
    empty: 'Every contact has been screened.',
  },
  screened: {
    text: 'Screened, waiting for a decision',
    title: 'waiting for a decision',
    empty: 'No contact waits for a decision.',
  },
  decided: { text: 'Decided today', title: 'decided today', empty: 'Nothing has been decided today.' },
};

/** The screening board: what waits at the front door, the urgent first, then the oldest. */
export const screening = page({
  path: '/screening',
  right: 'log-contacts',
  audit: 'LIST',
  show: async ({ person, query }, service) => {
    const { waymark } = service;
    const now = waymark.now();
    const chosen = boardAsked(query);
    const { board, hub } = chosen;
    const errors = unknownChoices(query, boardChoices);
    const asked = { today: waymark.today(), ...(hub === undefined ? {} : { hub }) };
    const number = Math.max(1, Math.trunc(Number(oneOf(query, 'page') ?? '1')) || 1);
    const { position, answer } = await inOneSnapshot(waymark.database, async (sql) => {
      const counts = await boardCounts(sql, asked);
      const shown = Math.min(number, Math.max(1, Math.ceil(counts[board] / PAGE)));
      const lines = await boardLines(sql, board, asked, PAGE, (shown - 1) * PAGE);
      const own = hub === undefined ? counts : await boardCounts(sql, { today: asked.today });
      const { mark } = await boardStand(sql, board, asked);
      return { counts, shown, lines, mark, waiting: own.waiting };
    });
    const { counts, shown, lines, mark, waiting } = answer;
    const names = await service.children(
      person,
      lines.flatMap((line) => line.children.map(({ childId }) => childId)),
    );
    return {
      view: 'front-door/screening.njk',
      title: `${contactsIn(counts[board])} ${tabs[board].title}`,
      status: errors.length === 0 ? 200 : 400,
      counts: { screening: waiting },
      model: {
        errors,
        isWide: true,
        position,
        board,
        count: counts[board],
        lines: lines.map((line) => lineOf(line, board, names, now)),
        empty: tabs[board].empty,
        tabs: (Object.keys(tabs) as Board[]).map((list) => ({
          text: tabs[list].text,
          count: counts[list],
          href: boardAddress({ ...chosen, board: list }),
          isHere: list === board,
        })),
        hubs: hubs.map((value) => ({
          value,
          text: wordsOfValue('hub', value) ?? 'No hub recorded',
          selected: value === hub,
        })),
        isNarrowed: hub !== undefined,
        clear: boardAddress({ board }),
        pages: pagesOf(counts[board], PAGE, shown, (page) => boardAddress(chosen, page)),
        here: boardAddress(chosen, shown),
        query: boardAddress(chosen).slice('/screening?'.length),
        mark,
      },
    };
  },
});

/** One line: everything in words before colour. */
function lineOf(line: BoardLine, board: Board, names: ReadonlyMap<string, NamedChild>, now: Instant): object {
  const { receivedOn, source, hub, priority, rating, ratedAt, outcome } = line;
  const children = line.children.map(({ childId, before }) => {
    const named = names.get(childId)!;
    // Of a marker nothing is told, not even how often somebody was worried.
    return { ...named, before: named.isRestricted && named.childId === '' ? 0 : before };
  });
  return {
    ...line,
    children,
    before: Math.max(0, ...children.map((child) => child.before)),
    source: referralSourceLabels.get(source ?? '') ?? 'Not recorded',
    hub: wordsOfValue('hub', hub ?? '') ?? 'Not recorded',
    urgent: priority === null ? undefined : priorityWords[priority],
    rating: isRag(rating) ? ratingWords[rating] : undefined,
    clock:
      board === 'waiting'
        ? screeningClock(receivedOn, now)
        : board === 'screened' && isRag(rating) && ratedAt !== null
          ? decisionClock(rating, ratedAt as Instant, now)
          : undefined,
    outcome: outcome === null ? undefined : contactOutcomeLabels.get(outcome),
  };
}

const contactsIn = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'contact' : 'contacts'}`;
