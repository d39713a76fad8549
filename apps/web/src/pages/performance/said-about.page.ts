import { recordedBy } from '#access/person';
import { Refused } from '#case-flow/refused';
import { measures } from '#projections/index';
import { commentaryFor, overrideFor } from '#reference/in-force';
import type { Colour } from '#reference/reference';
import { inWords } from '#reporting/rating';
import { reportDefinitions } from '#reporting/definitions';
import { Malformed } from '#waymark/ask';
import { recordReference } from '#waymark/record-reference';
import { readReference } from '#waymark/reference-data';
import { askReport } from '#waymark/reports';
import type { PlainDate } from '#calendar/plain-date';
import type { Measure } from '#measures/measure';
import { measureNamed } from '../../queries/measure.query.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { dayAsked, faultsByField, lastWholeMonth, summaryOf, type FieldFault } from './days-asked.ts';
import { addressOf } from './figure-words.ts';
import { readOut } from '../read-out.ts';

/** The form for what is written under a figure of a month. */
export const commentaryForm = page({
  path: '/performance/commentary',
  right: 'publish-reports',
  audit: 'NOTHING',
  show: async ({ query }, { waymark }) => {
    const about = aboutIn(query, waymark.today());
    const said = commentaryFor(await readReference(waymark.store), about.measure.id, about.asAt);
    return commentaryShown(about, said?.text ?? '', []);
  },
});

/** Writes under a figure. */
export const writeCommentary = page({
  method: 'post',
  path: '/performance/commentary',
  right: 'publish-reports',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const about = aboutIn(asked.body, service.waymark.today());
    const text = oneOf(asked.body, 'text') ?? '';
    if (text === '') return commentaryShown(about, '', [{ field: 'text', text: 'Enter the commentary' }], 400);
    const data = { measure: about.measure.id, asAt: about.asAt, text };
    const fault = await recorded(asked, service, 'CommentaryAdded', data);
    if (fault) return commentaryShown(about, text, [{ field: 'text', text: fault.text }], fault.status);
    return {
      redirect: backTo(about),
      says: { kind: 'success', text: `The commentary on ${about.measure.title} is recorded.` },
    };
  },
});

/** The form that shows another rating or trend than the rule gives. */
export const ratingForm = page({
  path: '/performance/rating',
  right: 'publish-reports',
  audit: 'NOTHING',
  show: async ({ query }, service) =>
    ratingShown(service, aboutIn(query, service.waymark.today()), { what: 'rating', shown: '', reason: '' }, []),
});

/** Shows another rating or trend, and keeps what the rule gave beside it. */
export const overrideRating = page({
  method: 'post',
  path: '/performance/rating',
  right: 'publish-reports',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const about = aboutIn(asked.body, service.waymark.today());
    const typed = {
      what: oneOf(asked.body, 'what') === 'trend' ? 'trend' : 'rating',
      shown: oneOf(asked.body, 'shown') ?? '',
      reason: oneOf(asked.body, 'reason') ?? '',
    } as const;
    const faults = [
      ...(Object.hasOwn(colours, typed.shown) ? [] : [{ field: 'shown', text: 'Choose what is to be shown' }]),
      ...(typed.reason === '' ? [{ field: 'reason', text: 'Enter why it is shown otherwise than computed' }] : []),
    ];
    if (faults.length > 0) return ratingShown(service, about, typed, faults, 400);
    const computed = await computedFor(service, about);
    const data = {
      measure: about.measure.id,
      asAt: about.asAt,
      what: typed.what,
      computed: computed[typed.what],
      shown: typed.shown,
      reason: typed.reason,
    };
    const fault = await recorded(asked, service, 'RatingOverridden', data);
    if (fault) return ratingShown(service, about, typed, [{ field: 'reason', text: fault.text }], fault.status);
    return {
      redirect: backTo(about),
      says: {
        kind: 'success',
        text: `The ${typed.what} of ${about.measure.title} is shown as chosen, with the reason.`,
      },
    };
  },
});

/** Which figure of which day something is said about. */
interface About {
  readonly measure: Measure;
  readonly asAt: PlainDate;
}

const aboutIn = (fields: AskedPage['query'], today: PlainDate): About => ({
  measure: measureNamed(oneOf(fields, 'measure') ?? ''),
  asAt: dayAsked(fields, 'asAt', 'the day').value ?? lastWholeMonth(today),
});

const backTo = ({ asAt }: About): string => addressOf('/performance', { asAt });
const backFrom = (about: About) => ({ href: backTo(about), text: 'Back to the scorecard' });

/** Records a fact about a figure on the stream of the authority; what is wrong with it, in a sentence, if it is not recorded. */
async function recorded(
  { person }: AskedPage,
  { waymark }: Service,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<{ text: string; status: number } | undefined> {
  const { authority } = await readReference(waymark.store);
  const fact = { authority: authority?.code ?? 'OWN', type, data, recordedBy: recordedBy(person) };
  try {
    await recordReference(waymark.store, fact, waymark.now);
    return undefined;
  } catch (error) {
    if (error instanceof Malformed) return { text: error.fields.map(({ message }) => message).join('; '), status: 400 };
    if (error instanceof Refused) return { text: readOut(error.message), status: 409 };
    throw error;
  }
}

const commentaryShown = (about: About, text: string, faults: readonly FieldFault[], status = 200): Shown => ({
  view: 'performance/commentary.njk',
  title: 'Commentary',
  status,
  model: { ...about, text, errors: summaryOf(faults), faults: faultsByField(faults), back: backFrom(about) },
});

const colours: Readonly<Record<Colour, string>> = { GREEN: 'Green', AMBER: 'Amber', RED: 'Red' };

interface TypedRating {
  readonly what: 'rating' | 'trend';
  readonly shown: string;
  readonly reason: string;
}

async function ratingShown(
  service: Service,
  about: About,
  typed: TypedRating,
  faults: readonly FieldFault[],
  status = 200,
): Promise<Shown> {
  const computed = await computedFor(service, about);
  const reference = await readReference(service.waymark.store);
  const said = (what: 'rating' | 'trend') => {
    const colour = computed[what];
    const other = overrideFor(reference, about.measure.id, about.asAt, what);
    const byRule = colour === null ? 'not rated' : `${colours[colour].toLowerCase()}, ${inWords(what, colour)}`;
    return other === null
      ? byRule
      : `${byRule}; shown as ${colours[other.shown].toLowerCase()}, because: ${other.reason}`;
  };
  return {
    view: 'performance/rating.njk',
    title: 'Show another rating',
    status,
    model: {
      ...about,
      typed,
      rating: said('rating'),
      trend: said('trend'),
      choices: (Object.keys(colours) as Colour[]).map((colour) => ({
        value: colour,
        text: `${colours[colour]}: ${inWords('rating', colour)}, or of a trend ${inWords('trend', colour)}`,
        checked: colour === typed.shown,
      })),
      errors: summaryOf(faults),
      faults: faultsByField(faults),
      back: backFrom(about),
    },
  };
}

/** What the rule gives on the first card that prints the measure; null where no card does. */
async function computedFor(
  { waymark }: Service,
  { measure, asAt }: About,
): Promise<Readonly<Record<'rating' | 'trend', Colour | null>>> {
  const layouts = reportDefinitions.filter(({ from }) => from === undefined || from <= asAt);
  const definition = layouts.findLast(({ cards }) => cards.some((card) => card.measure === measure.id));
  if (definition === undefined) return { rating: null, trend: null };
  const card = definition.cards.find((one) => one.measure === measure.id)!;
  const asked = { definition: { ...definition, cards: [card] }, asAt, asKnownAt: null, isPublic: false };
  const { answer } = await askReport(waymark, asked, measures);
  const { rating, trend } = answer.cards[0]!;
  return { rating: rating.computed, trend: trend.computed };
}
