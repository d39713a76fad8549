import { may, type Person } from '#access/person';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import type { AskingOf } from '#jobs/job-kinds';
import { measureById } from '#projections/index';
import { reportDefinition } from '#reporting/definitions';
import { windowOf } from '#waymark/window';
import { notFound, notYourRole } from '../../problem.ts';
import { dayInWords, momentInWords } from '../filters.ts';
import { oneOf } from '../page.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Leaves out of each kind what the asking person and form decide. */
type Bare<T> = T extends unknown ? Omit<T, 'format' | 'areas' | 'teams' | 'opened'> : never;

/** An export somebody wants, before they have said in which form and what for. */
export type WantedExport = {
  /** What it is, for the list of exports and the audit: "RF-05 Re-referrals, the children, East". */
  readonly subject: string;
  /** The same, part by part. */
  readonly says: readonly (readonly [what: string, value: string])[];
} & (
  | { readonly kind: 'export-list'; readonly asked: Bare<AskingOf<'export-list'>> }
  | { readonly kind: 'export-figures'; readonly asked: Bare<AskingOf<'export-figures'>> }
);

/** The fields of an address that say what is to be exported: links carry them, and the form sends them back. */
export const wantedFields = [
  'of',
  'measure',
  'report',
  'by',
  'area',
  'team',
  'from',
  'to',
  'asAt',
  'asKnownAt',
  'public',
] as const;

/**
 * What an address asks to export. Throws a problem (400, 403, 404) for what is no day, not this person's to export, or not
 * there.
 */
export function wantedExport(fields: Fields, person: Person, today: PlainDate): WantedExport {
  const of = oneOf(fields, 'of');
  const readers: Readonly<Record<string, (fields: Fields, today: PlainDate) => WantedExport>> = {
    queue: queueWanted,
    list: listWanted,
    measure: measureWanted,
    scorecard: scorecardWanted,
    report: reportWanted,
    'frozen-report': frozenWanted,
  };
  if (of === undefined || !Object.hasOwn(readers, of)) throw notFound('There is nothing of this kind to export.');
  const right = of === 'queue' ? 'see-queues' : of === 'list' ? 'open-figures' : 'see-figures';
  if (!may(person, right)) throw notYourRole('Your role does not show you this, so it does not export it.');
  return readers[of]!(fields, today);
}

function queueWanted(fields: Fields, today: PlainDate): WantedExport {
  const asAt = dayOr(fields, 'asAt', today);
  const place = placeOf(fields);
  return {
    kind: 'export-list',
    asked: { list: 'queue', asAt, ...place },
    subject: ['Unallocated cases', ...Object.values(place)].join(', '),
    says: [['List', 'Unallocated cases'], ['At the end of', dayInWords(asAt)], ...placeSays(place)],
  };
}

function listWanted(fields: Fields, today: PlainDate): WantedExport {
  const { measure, window } = measured(fields, today);
  const place = placeOf(fields);
  return {
    kind: 'export-list',
    asked: { list: 'measure', measure: measure.id, ...window, ...place },
    subject: [`${measure.id} ${measure.title}, the list`, ...Object.values(place)].join(', '),
    says: [['List', `${measure.id} ${measure.title}`], ...windowSays(window), ...placeSays(place)],
  };
}

function measureWanted(fields: Fields, today: PlainDate): WantedExport {
  const { measure, window } = measured(fields, today);
  const by = (['area', 'team', 'group'] as const).find((one) => one === oneOf(fields, 'by'));
  return {
    kind: 'export-figures',
    asked: { figures: 'measure', measure: measure.id, ...window, ...(by === undefined ? {} : { by }) },
    subject: `${measure.id} ${measure.title}${by === undefined ? '' : `, by ${by}`}`,
    says: [
      ['Measure', `${measure.id} ${measure.title}`],
      ...windowSays(window),
      ...(by === undefined ? [] : [['By', by] as const]),
    ],
  };
}

function scorecardWanted(fields: Fields, today: PlainDate): WantedExport {
  const { asAt, asKnownAt } = datesOf(fields, today);
  return {
    kind: 'export-figures',
    asked: { figures: 'scorecard', asAt, asKnownAt },
    subject: `Scorecard as at ${dayInWords(asAt)}`,
    says: [['Figures', 'Scorecard of every measure'], ...datesSay(asAt, asKnownAt)],
  };
}

function reportWanted(fields: Fields, today: PlainDate): WantedExport {
  const { asAt, asKnownAt } = datesOf(fields, today);
  const report = oneOf(fields, 'report') ?? '';
  const definition = reportDefinition(report, asAt);
  if (definition === undefined) throw notFound(`There is no report ${report}.`);
  const isPublic = oneOf(fields, 'public') === 'yes';
  return {
    kind: 'export-figures',
    asked: { figures: 'report', report, isPublic, asAt, asKnownAt },
    subject: `${definition.title} as at ${dayInWords(asAt)}${isPublic ? ', for publication' : ''}`,
    says: [
      ['Report', definition.title],
      ...datesSay(asAt, asKnownAt),
      ...(isPublic ? [['For publication', 'Small counts are hidden'] as const] : []),
    ],
  };
}

function frozenWanted(fields: Fields): WantedExport {
  const report = oneOf(fields, 'report') ?? '';
  return {
    kind: 'export-figures',
    asked: { figures: 'frozen-report', report },
    subject: `Frozen report ${report}`,
    says: [['Frozen report', report]],
  };
}

function measured(fields: Fields, today: PlainDate) {
  const id = oneOf(fields, 'measure') ?? '';
  const measure = measureById(id);
  if (measure === undefined) throw notFound(`There is no measure ${id}.`);
  const [from, to, asAt, asKnownAt] = (['from', 'to', 'asAt', 'asKnownAt'] as const).map((field) =>
    oneOf(fields, field),
  );
  const isOpen = from === undefined && to === undefined && asAt === undefined;
  const {
    by: _by,
    place: _place,
    withList: _list,
    ...window
  } = windowOf({ from, to, asAt: isOpen ? today : asAt, asKnownAt });
  return { measure, window };
}

function datesOf(fields: Fields, today: PlainDate) {
  const { asAt, asKnownAt } = windowOf({ asAt: oneOf(fields, 'asAt') ?? today, asKnownAt: oneOf(fields, 'asKnownAt') });
  return { asAt, asKnownAt };
}

function dayOr(fields: Fields, field: string, otherwise: PlainDate): PlainDate {
  const text = oneOf(fields, field);
  if (text === undefined) return otherwise;
  if (!isPlainDate(text)) throw notFound(`${text} is no day.`);
  return text;
}

function placeOf(fields: Fields): { readonly team?: string; readonly area?: string } {
  const [team, area] = [oneOf(fields, 'team'), oneOf(fields, 'area')];
  return { ...(team === undefined ? {} : { team }), ...(area === undefined ? {} : { area }) };
}

type Says = readonly (readonly [string, string])[];
const placeSays = ({ team, area }: ReturnType<typeof placeOf>): Says => [
  ...(area === undefined ? [] : [['Area', area] as const]),
  ...(team === undefined ? [] : [['Team', team] as const]),
];
const datesSay = (asAt: PlainDate, asKnownAt: Parameters<typeof momentInWords>[0] | null): Says => [
  ['As at', dayInWords(asAt)],
  ...(asKnownAt === null ? [] : [['As known at', momentInWords(asKnownAt)] as const]),
];
const windowSays = ({ from, to, asAt, asKnownAt }: ReturnType<typeof measured>['window']): Says => [
  ['Period', `${dayInWords(from)} to ${dayInWords(to)}`],
  ...datesSay(asAt, asKnownAt),
];
