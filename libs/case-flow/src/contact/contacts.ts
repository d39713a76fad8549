import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '../event-catalogue.ts';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { spokenOf } from '../succession.ts';
import { isQualified } from '../workforce/register.ts';

/** What somebody held the threshold of a contact to be, from an instant on. */
export interface Rating {
  readonly rag: 'R' | 'A' | 'G';
  readonly at: Instant;
  readonly by: string;
  readonly eventId: string;
}

/** A contact about this child: received, screened, decided (catalogue A.2). */
export interface Contact {
  readonly contactId: string;
  readonly received?: Fact<'ContactReceived'>;
  readonly receivedOn: PlainDate;
  readonly source?: string;
  readonly hub?: string;
  readonly onOpenCase: boolean;
  /** The first screening by a qualified worker. */
  readonly screened?: Fact<'ContactScreened'>;
  readonly screenings: readonly Fact<'ContactScreened'>[];
  readonly rerated: readonly Fact<'ContactRerated'>[];
  /** Every rating of the threshold, the first one first; the last counts. */
  readonly ratings: readonly Rating[];
  /** The agencies asked, and those that have answered. */
  readonly agenciesAsked: readonly string[];
  readonly agenciesAnswered: readonly string[];
  /** The latest decision, unless the contact was reopened after it. */
  readonly decided?: Fact<'ContactDecided'>;
  readonly decidedOn?: PlainDate;
  readonly outcome?: Fact<'ContactDecided'>['data']['outcome'];
  /** The day it was reopened, where that was the last that happened to its decision. */
  readonly reopenedOn?: PlainDate;
  readonly status: 'RECEIVED' | 'SCREENED' | 'DECIDED';
}

const later = [
  'ContactScreened',
  'ContactRerated',
  'AgencyChecksRequested',
  'AgencyChecksReturned',
  'ContactDecided',
  'ContactReopened',
] as const satisfies readonly EventName[];

type Start = {
  readonly startedOn: PlainDate;
  readonly ids: ReadonlySet<string>;
  readonly received?: Fact<'ContactReceived'>;
};
type Later = Fact<(typeof later)[number]>;

/**
 * The contacts about a child in the order of their receipt. Of two receipts with one id the first counts. A follow-up without
 * an id belongs to the latest contact received by its day; one whose contact nobody recorded makes a contact without receipt.
 */
export const contacts = perJourney((journey): readonly Contact[] => {
  const starts: Start[] = [];
  for (const received of factsOf(journey, 'ContactReceived'))
    if (!starts.some((one) => one.ids.has(received.data.contactId)))
      starts.push({ startedOn: received.on, ids: new Set([received.data.contactId]), received });
  const lists = new Map<Start, Later[]>();
  for (const fact of factsOf(journey, ...later)) {
    const { contactId } = fact.data;
    let start = spokenOf(starts, contactId, fact.on);
    if (!start && contactId !== undefined) starts.push((start = { startedOn: fact.on, ids: new Set([contactId]) }));
    if (!start) continue;
    const list = lists.get(start);
    if (list) list.push(fact);
    else lists.set(start, [fact]);
  }
  return starts
    .map((start) => contact(journey, start, lists.get(start) ?? []))
    .sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0));
});

function contact(journey: Journey, { received, startedOn, ids }: Start, facts: readonly Later[]): Contact {
  const of = <Name extends Later['type']>(name: Name) =>
    facts.filter((fact) => fact.type === name) as Fact[] as Fact<Name>[];
  const screenings = of('ContactScreened');
  const rerated = of('ContactRerated');
  // Where the screening does not say whether the worker was qualified, the register of that day does.
  const screened = screenings.find(({ data, on }) => data.qualified ?? isQualified(journey, data.screenedBy, on));
  const last = facts.findLast((fact) => fact.type === 'ContactDecided' || fact.type === 'ContactReopened');
  const decided = last?.type === 'ContactDecided' ? (last as Fact<'ContactDecided'>) : undefined;
  const { source, hub } = received?.data ?? {};
  return {
    contactId: [...ids][0]!,
    ...(received === undefined ? {} : { received }),
    receivedOn: startedOn,
    ...(source === undefined ? {} : { source }),
    ...(hub === undefined ? {} : { hub }),
    onOpenCase: received?.data.onOpenCase ?? false,
    ...(screened === undefined ? {} : { screened }),
    screenings,
    rerated,
    ratings: ratingsOf([...screenings, ...rerated]),
    agenciesAsked: of('AgencyChecksRequested').map((fact) => fact.data.agency),
    agenciesAnswered: of('AgencyChecksReturned').map((fact) => fact.data.agency),
    ...(decided === undefined ? {} : { decided, decidedOn: decided.on, outcome: decided.data.outcome }),
    ...(last?.type === 'ContactReopened' ? { reopenedOn: last.on } : {}),
    status: decided ? 'DECIDED' : screenings.length > 0 || last ? 'SCREENED' : 'RECEIVED',
  };
}

const ratingsOf = (facts: readonly Fact<'ContactScreened' | 'ContactRerated'>[]): readonly Rating[] =>
  facts
    .flatMap(({ data, eventId }): readonly Rating[] => {
      if (data.ragThreshold === undefined) return [];
      const [at, by] = 'ratedAt' in data ? [data.ratedAt, data.ratedBy] : [data.screenedAt, data.screenedBy];
      return [{ rag: data.ragThreshold, at, by, eventId }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
