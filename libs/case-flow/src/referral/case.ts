import { earliest, type PlainDate } from '#calendar/plain-date';
import { alikeBy } from '../alike.ts';
import type { EventName } from '../event-catalogue.ts';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { isQualified, postsOf, teamEntries, teamOn } from '../workforce/register.ts';

/** One stretch of days a team held a case; `to` is the first day it no longer did. */
export interface Held {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly team: string | null;
  readonly area: string | null;
}

/** One stretch of days a lead social worker was allocated; `to` is the first day without. */
export interface Lead {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly workerId: string;
}

/** A case: what begins with a referral and ends with no further action or with closure. */
export interface Case {
  readonly caseId: string;
  /** The case's ids: its own and those of referrals of the same day, which are folded into it (CIN guide 4.4). */
  readonly ids: ReadonlySet<string>;
  readonly referredOn: PlainDate;
  readonly received: Fact<'ReferralReceived'>;
  readonly decided?: Fact<'ReferralDecided'>;
  /** The day the referral was accepted: by decision, or by the first activity where no decision is known. */
  readonly acceptedOn?: PlainDate;
  readonly closed?: Fact<'CaseClosed'>;
  readonly closedOn?: PlainDate;
  readonly held: readonly Held[];
  readonly leads: readonly Lead[];
  /** The stretches of `leads` in which the lead was qualified: only these make a case allocated (catalogue A.4). */
  readonly qualifiedLeads: readonly Lead[];
}

/**
 * The child's cases in the order of their referrals. Referrals of one day are one case: the first keeps its source. So
 * are those that one stream gives the same id; in a merged journey two children's ids may be alike and mean two cases.
 */
export const cases = perJourney(
  casesOf,
  alikeBy((one) => one.received.eventId),
);

function casesOf(journey: Journey): readonly Case[] {
  const received = factsOf(journey, 'ReferralReceived');
  const isAgain = (one: Fact<'ReferralReceived'>, i: number) =>
    received.slice(0, i).some((e) => e.childId === one.childId && e.data.caseId === one.data.caseId);
  const news = received.filter((one, i) => !isAgain(one, i));
  const firsts = news.filter((one, i) => news[i - 1]?.on !== one.on);
  const shells = firsts.map((first) => ({
    received: first,
    referredOn: first.on,
    ids: new Set(received.filter((one) => one.on === first.on).map((one) => one.data.caseId)),
  }));
  const own = (shell: Shell) => (fact: Fact) => shellFor(shells, fact) === shell;
  return shells.map((shell) => completed(journey, shell, own(shell)));
}

/** The case a fact belongs to: the one it names; else the latest referred on or before its day; else none. */
export function caseOf(journey: Journey, fact: Fact): Case | undefined {
  return shellFor(cases(journey), fact);
}

/** The case with this id, whether its own or that of a referral folded into it. */
export const caseById = (journey: Journey, caseId: string): Case | undefined =>
  cases(journey).find((one) => one.ids.has(caseId));

/** The case open at the end of `on`: referred by then, neither closed nor ended by no further action. */
export const openCase = (journey: Journey, on: PlainDate): Case | undefined =>
  cases(journey).findLast((one) => isOpen(one, on));

/** Whether a case is open at the end of a day. The day it closes it is not (catalogue C.0.5). */
export function isOpen(one: Case, on: PlainDate): boolean {
  return one.referredOn <= on && !((endOf(one) ?? '9999-12-31') <= on);
}

/** The day a case ended: closed, or decided to need no further action. */
export function endOf(one: Case): PlainDate | undefined {
  return earliest(one.closedOn, one.decided?.data.decision === 'NFA' ? one.decided.on : undefined);
}

/** The team and area responsible on a day: of the lead social worker, else the last that held the case (C.0.6). */
export function heldOn(
  one: Case | undefined,
  on: PlainDate,
): { readonly team: string | null; readonly area: string | null } {
  const held = one?.held.findLast((stretch) => stretch.from <= on) ?? one?.held[0];
  return { team: held?.team ?? null, area: held?.area ?? null };
}

interface Shell {
  readonly received: Fact<'ReferralReceived'>;
  readonly referredOn: PlainDate;
  readonly ids: ReadonlySet<string>;
}

function shellFor<S extends Shell>(shells: readonly S[], fact: Fact): S | undefined {
  const caseId = (fact.data as { readonly caseId?: string }).caseId;
  if (caseId !== undefined) {
    // In a merged journey two children's cases may bear one id: the case of the fact's own stream is meant.
    const named = shells.filter((shell) => shell.ids.has(caseId));
    return named.find((shell) => shell.received.childId === fact.childId) ?? named[0];
  }
  return shells.findLast((shell) => shell.referredOn <= fact.on) ?? shells[0];
}

const activity = [
  'AssessmentStarted',
  'StrategyDiscussionHeld',
  'Section47Started',
  'InitialConferenceHeld',
  'CpPlanStarted',
  'CinPlanStarted',
  'CareStarted',
] as const satisfies readonly EventName[];

function completed(journey: Journey, shell: Shell, own: (fact: Fact) => boolean): Case {
  const decided = factsOf(journey, 'ReferralDecided').findLast(own);
  const closed = closure(journey, own);
  const accepted = decided && decided.data.decision !== 'NFA' ? decided.on : undefined;
  const firstActivity = decided?.data.decision === 'NFA' ? undefined : factsOf(journey, ...activity).find(own)?.on;
  const acceptedOn = earliest(accepted, firstActivity);
  const leads = leadsOf(journey, own, closed?.on);
  return {
    caseId: shell.received.data.caseId,
    ...shell,
    ...(decided === undefined ? {} : { decided }),
    ...(acceptedOn === undefined ? {} : { acceptedOn: acceptedOn < shell.referredOn ? shell.referredOn : acceptedOn }),
    ...(closed === undefined ? {} : { closed, closedOn: closed.on }),
    held: heldBy(journey, shell, own),
    leads,
    qualifiedLeads: leads.flatMap((lead) => qualifiedStretches(journey, lead)),
  };
}

/** The closure that stands. A reopening takes back what was recorded before it; a closure recorded since counts again. */
function closure(journey: Journey, own: (fact: Fact) => boolean): Fact<'CaseClosed'> | undefined {
  const reopened = factsOf(journey, 'CaseReopenedInError').filter(own);
  return factsOf(journey, 'CaseClosed').findLast(
    (closed) => own(closed) && !reopened.some((fact) => fact.recordedAt > closed.recordedAt),
  );
}

function heldBy(journey: Journey, shell: Shell, own: (fact: Fact) => boolean): readonly Held[] {
  const areas = new Map<string, string>();
  const stretches: Held[] = [];
  const hold = (from: PlainDate, team: string | undefined, area: string | undefined, keepsArea: boolean) => {
    if (team !== undefined && area !== undefined) areas.set(team, area);
    const before = stretches.at(-1);
    const holder = team ?? before?.team ?? null;
    const registered = teamOn(journey, holder, from);
    const told = area ?? (team === undefined ? undefined : areas.get(team));
    const next = {
      from,
      team: holder,
      // The register knows the team's area best (C.0.6); a team it has without one serves the whole authority.
      area: registered ? registered.area : (told ?? (keepsArea ? (before?.area ?? null) : null)),
    };
    if (before?.team === next.team && before.area === next.area) return;
    if (before) stretches[stretches.length - 1] = { ...before, to: from };
    stretches.push(next);
  };
  hold(shell.referredOn, shell.received.data.teamId, shell.received.data.areaId, false);
  for (const fact of factsOf(journey, 'CaseAllocated', 'CaseTransferredBetweenTeams').filter(own)) {
    const data = fact.data;
    // A transfer names the area, and a team without one serves the whole authority; an allocation need not say it again.
    if ('toTeam' in data) hold(fact.on, data.toTeam, data.area, false);
    else if (data.role === 'LEAD_SW') hold(fact.on, data.teamId, data.areaId, true);
  }
  return stretches
    .filter((stretch) => stretch.to === undefined || stretch.from < stretch.to)
    .flatMap((stretch) => byRegister(journey, stretch));
}

/** A stretch with a registered team is cut where the register changes the team's area. */
function byRegister(journey: Journey, stretch: Held): readonly Held[] {
  const { team, from, to } = stretch;
  const entries = team === null ? [] : teamEntries(journey, team);
  const parts: Held[] = [stretch];
  for (const day of daysInside(entries, from, to)) {
    const area = teamOn(journey, team, day)?.area ?? null;
    const before = parts.at(-1)!;
    if (before.area === area) continue;
    parts[parts.length - 1] = { ...before, to: day };
    parts.push({ ...stretch, from: day, area });
  }
  return parts;
}

/** The days of entries of the register within a stretch, each once. */
const daysInside = (entries: readonly { readonly from: PlainDate }[], from: PlainDate, to: PlainDate | undefined) => [
  ...new Set(entries.map((entry) => entry.from).filter((day) => day > from && (to === undefined || day < to))),
];

/** The stretches of a lead's time in which the register has the worker as qualified. */
function qualifiedStretches(journey: Journey, { from, to, workerId }: Lead): readonly Lead[] {
  const changes = daysInside(postsOf(journey, workerId), from, to);
  return [from, ...changes].flatMap((start, i) => {
    const end = changes[i] ?? to;
    return isQualified(journey, workerId, start)
      ? [{ from: start, workerId, ...(end === undefined ? {} : { to: end }) }]
      : [];
  });
}

/** One lead social worker at a time (A.14): the next allocation, a deallocation or the closure ends the last. */
function leadsOf(journey: Journey, own: (fact: Fact) => boolean, closedOn: PlainDate | undefined): readonly Lead[] {
  const allocated = factsOf(journey, 'CaseAllocated').filter((fact) => own(fact) && fact.data.role === 'LEAD_SW');
  const ended = factsOf(journey, 'CaseDeallocated').filter(own);
  return allocated.flatMap((fact, i) => {
    const { workerId } = fact.data;
    const left = ended.find((end) => end.data.workerId === workerId && end.on >= fact.on && isAfter(end, fact))?.on;
    const to = earliest(left, allocated[i + 1]?.on, closedOn);
    return to !== undefined && to <= fact.on ? [] : [{ from: fact.on, workerId, ...(to === undefined ? {} : { to }) }];
  });
}

/** A deallocation on the very day of the allocation ends it only if it was recorded later. */
const isAfter = (end: Fact, start: Fact) => end.on > start.on || end.recordedAt > start.recordedAt;
