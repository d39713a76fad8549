import { addDays, addMonths, plainDate, type PlainDate } from '#calendar/plain-date';
import { authorityNotes } from './city.ts';
import { month, monthsUpTo, spread, weekdayIn } from './months.ts';
import { assess, conference, openCase } from './pieces.ts';
import { decideNothing, referralsByMonth, type Referred } from './referral-budget.ts';
import { Teller } from './teller.ts';

/** What the report of the second quarter of 2016/17 prints (seed 003), and nothing else, goes into the story. */
const printed = {
  frameworks: { quarter: 81, lastYear: 369 },
  need: { all: 5149, shortBreakOnly: 1296, moreThanNeighbours: 75 },
  referrals: { monthly: 499, monthlyLastYear: 580, again: 22.4, againLastYear: 24.6 },
  assessed: { percent: 90.5, percentLastYear: 93.5 },
  assessments: { count: 2906, inTime: 90.7, lastYear: 90.6, yearBefore: 68.0, noFurther: 52 },
  enquiries: { year: 2276, conferences: 1202, monthly: 143, share: 43.9 },
  plans: { march: 714, september: 482, rate: 33.8, earlyBefore: 28, early: 11 },
  again: { lastYear: 22.4, plans: 57, of: 249 },
} as const;

const september = month('2016-09');
const thisYear = monthsUpTo(september, 6);
const lastYear = monthsUpTo(month('2016-03'), 12);
const longAgo = plainDate('2012-05-14');

/** The story of Devon's report of September 2016. */
export function quarterSeptember2016() {
  const t = new Teller('de16');
  referenceData(t);
  earlyHelp(t);
  childrenInNeed(t);
  allReferrals(t);
  otherAssessments(t);
  enquiriesAndConferences(t);
  protectionPlans(t);
  return t.events;
}

function earlyHelp(t: Teller): void {
  const complete = (count: number, first: PlainDate) => {
    for (let i = 0; i < count; i++) {
      const child = t.child();
      const on = weekdayIn(addMonths(first, i % 3), i);
      t.tell(child, 'EarlyHelpRequested', { ehId: 'H1', origin: 'SCHOOL' }, addDays(on, -30));
      t.tell(child, 'EarlyHelpAssessmentCompleted', {
        ehId: 'H1',
        tool: 'DAF',
        completedOn: on,
        purpose: 'ASSESSMENT',
      });
    }
  };
  complete(printed.frameworks.quarter, month('2016-07'));
  complete(printed.frameworks.lastYear, month('2015-07'));
}

function childrenInNeed(t: Teller): void {
  const { all, shortBreakOnly } = printed.need;
  for (let i = 0; i < all; i++) {
    const child = openCase(t, longAgo, {});
    if (i < shortBreakOnly) t.tell(child, 'ShortBreakBudgetAgreed', { from: addDays(longAgo, 60), hours: 4 });
  }
}

/**
 * Two years of referrals. Those of April to September of either year lead to an assessment in the printed share, done at
 * once; in the year before, so many more are late that its own share in time comes out.
 */
function allReferrals(t: Teller): void {
  const { monthly, monthlyLastYear, again, againLastYear } = printed.referrals;
  const { count, inTime } = printed.assessments;
  const half = (first: PlainDate) => monthsUpTo(addMonths(first, 5), 6);
  const before = half(month('2014-10'));
  const counts = new Map<PlainDate, number>([
    ...[...before, ...lastYear].map((one) => [one, monthlyLastYear] as const),
    ...thisYear.map((one) => [one, monthly] as const),
  ]);
  const rolling = (first: PlainDate, percent: number) => {
    const months = monthsUpTo(addMonths(first, 11), 12);
    const all = months.reduce((sum, one) => sum + counts.get(one)!, 0);
    return new Map(spread(Math.round((all * percent) / 100), 12).map((n, i) => [months[i]!, n]));
  };
  const repeats = new Map([...rolling(month('2014-10'), againLastYear), ...rolling(month('2015-10'), again)]);
  const assessedNow = Math.round((6 * monthly * printed.assessed.percent) / 100);
  const assessedThen = Math.round((6 * monthlyLastYear * printed.assessed.percentLastYear) / 100);
  const share = new Map([
    ...spread(assessedNow, 6).map((n, i) => [thisYear[i]!, n] as const),
    ...spread(assessedThen, 6).map((n, i) => [lastYear[i]!, n] as const),
  ]);
  // Of the assessments of this year more are late than there are others: the first referrals of April make up for it.
  const late = count - Math.round((count * inTime) / 100) - (count - assessedNow);
  const nothing = Math.round((count * printed.assessments.noFurther) / 100);
  let told = 0;
  referralsByMonth(
    t,
    [...counts].map(([one, n]) => ({ month: one, count: n, reReferrals: repeats.get(one)! })),
    (one, of, nth) => {
      if (nth >= (share.get(of) ?? 0)) return decideNothing(t, one);
      const days = of === thisYear[0] && nth < late ? 80 : 5;
      const isNow = of >= thisYear[0]!;
      assessed(t, one, days, isNow && told++ < nothing ? 'NFA' : 'CIN_PLAN');
    },
  );
}

function assessed(
  t: Teller,
  { childId, caseId, referredOn }: Referred,
  days: number,
  outcome: 'NFA' | 'CIN_PLAN',
): void {
  const authorisedOn = addDays(referredOn, days);
  t.tell(childId, 'ReferralDecided', { caseId, decision: 'ACCEPT_ASSESS', decidedOn: addDays(referredOn, 1) });
  t.tell(childId, 'AssessmentStarted', {
    caseId,
    assessmentId: `A-${caseId}`,
    kind: 'SINGLE',
    startedOn: addDays(referredOn, 1),
  });
  t.tell(childId, 'AssessmentAuthorised', { assessmentId: `A-${caseId}`, authorisedOn, outcome, factors: ['21'] });
  t.tell(childId, 'CaseClosed', { caseId, closedOn: authorisedOn, reason: outcome === 'NFA' ? 'RC8' : 'RC7' });
}

/** Assessments that follow no referral of the two years: the late ones, and the year before them. */
function otherAssessments(t: Teller): void {
  const { count, lastYear: share, yearBefore } = printed.assessments;
  const fromReferrals = Math.round((6 * printed.referrals.monthly * printed.assessed.percent) / 100);
  const inTimeLastYear = Math.round((6 * printed.referrals.monthlyLastYear * printed.assessed.percentLastYear) / 100);
  const lateLastYear = Math.round((inTimeLastYear * (100 - share)) / share);
  const done = (n: number, first: PlainDate, days: number) => {
    for (let i = 0; i < n; i++) {
      const authorisedOn = weekdayIn(addMonths(first, i % 6), i);
      assess(t, t.child(), { id: 'A1', startedOn: addDays(authorisedOn, -days), authorisedOn });
    }
  };
  done(count - fromReferrals, thisYear[0]!, 85);
  done(lateLastYear, month('2015-04'), 85);
  done(yearBefore * 10, month('2014-04'), 30);
  done(1000 - yearBefore * 10, month('2014-04'), 85);
}

/** Enquiries of a year and a half year, the first so many of each followed by a conference within the same period. */
function enquiriesAndConferences(t: Teller): void {
  const { year, conferences, monthly, share } = printed.enquiries;
  const told = (enquiries: number, held: number, months: readonly PlainDate[]) => {
    for (let i = 0; i < enquiries; i++) {
      const on = weekdayIn(months[i % months.length]!, i);
      if (i < held) conference(t, t.child(), { heldOn: on, days: 4 });
      else t.tell(t.child(), 'Section47Started', { s47Id: 'E1', startedOn: on });
    }
  };
  told(year, conferences, lastYear);
  told(6 * monthly, Math.round((6 * monthly * share) / 100), thisYear);
}

/** Plans in the groups that the printed figures tell apart: when they began, whether they ended early, whether a first plan. */
function protectionPlans(t: Teller): void {
  const { plans, again } = printed;
  const perYear = 500;
  const [quarter, threeQuarters] = [perYear / 4, (3 * perYear) / 4];
  const newNow = [Math.floor(again.of / 2), Math.ceil(again.of / 2)] as const;
  const repeatLastYear = Math.round((perYear * again.lastYear) / 100);
  // Of the plans begun in the year to June 2016, and of those in the year to June 2015, so many ended before a review.
  const early = Math.round(((threeQuarters + newNow[0]) * plans.early) / 100);
  const earlyThisYear = Math.round(early / 4);
  const base = plans.march - (threeQuarters - (early - earlyThisYear));
  const leaving = plans.march + again.of - plans.september - earlyThisYear;
  const begin = (n: number, first: PlainDate, months: number, more: Partial<Begun>) => {
    for (let i = 0; i < n; i++) {
      const { repeats = 0, earlyEnds = 0, endedOn } = more;
      plan(t, weekdayIn(addMonths(first, i % months), i), {
        again: i >= n - repeats,
        early: i < earlyEnds,
        endedOn: endedOn?.(i),
      });
    }
  };
  // What began within nine months of April leaves from July on: else it would have ended before its first review.
  const duringThisYear = (skip: number, fromMonth: number) => (i: number) =>
    i + skip < leaving ? weekdayIn(thisYear[fromMonth + (i % (6 - fromMonth))]!, i) : undefined;
  begin(threeQuarters, month('2014-07'), 9, {
    earlyEnds: Math.round((perYear * plans.earlyBefore) / 100),
    endedOn: () => plainDate('2015-11-12'),
  });
  begin(quarter, month('2015-04'), 3, {
    repeats: Math.round(repeatLastYear / 4),
    endedOn: () => plainDate('2015-12-10'),
  });
  begin(early - earlyThisYear, month('2015-07'), 6, { earlyEnds: early });
  begin(base, month('2013-02'), 12, { endedOn: duringThisYear(0, 0) });
  begin(threeQuarters - (early - earlyThisYear), month('2015-07'), 9, {
    repeats: repeatLastYear - Math.round(repeatLastYear / 4),
    endedOn: duringThisYear(base, 3),
  });
  begin(newNow[0], month('2016-04'), 3, { repeats: Math.floor(again.plans / 2), earlyEnds: earlyThisYear });
  begin(newNow[1], month('2016-07'), 3, { repeats: Math.ceil(again.plans / 2) });
}

interface Begun {
  readonly repeats: number;
  readonly earlyEnds: number;
  readonly endedOn: (i: number) => PlainDate | undefined;
}

function plan(
  t: Teller,
  startedOn: PlainDate,
  { again, early, endedOn }: { again: boolean; early: boolean; endedOn: PlainDate | undefined },
): void {
  const child = t.child();
  if (again) {
    t.tell(child, 'CpPlanStarted', { planId: 'P0', startedOn: '2010-03-01', category: 'NEG' });
    t.tell(child, 'CpPlanEnded', { planId: 'P0', endedOn: '2010-11-01' });
  }
  t.tell(child, 'CpPlanStarted', { planId: 'P', startedOn, category: 'NEG' });
  const end = early ? addDays(startedOn, 60) : endedOn;
  if (end !== undefined) t.tell(child, 'CpPlanEnded', { planId: 'P', endedOn: end });
}

function referenceData(t: Teller): void {
  const { compared, populated, targeted } = authorityNotes(t, '878', 'as printed in seed 003');
  const { september: plans, rate } = printed.plans;
  const people = Math.round((plans * 10_000) / rate);
  populated('TOTAL', 2015, people);
  // The years are those of the published tables: the report calls them 2015/16 (catalogue G13).
  const year = '2015-03-31';
  const beside = (measure: string, england: number, region: number, neighbours: number) => {
    compared(measure, england, year);
    compared(measure, region, year, 'South West');
    compared(measure, neighbours, year, 'NEIGHBOURS');
  };
  beside('RF-05', 24.0, 24.6, 22.5);
  beside('AS-02', 81.5, 79.3, 79.1);
  beside('S47-03', 44.6, 48.7, 52.5);
  compared('S47-03', 50.5, year, '878');
  beside('CP-05', 16.6, 19.4, 19.6);
  targeted('CP-05', 15, plainDate('2016-04-01'));
  compared('CP-01.rate', 54.3, year, 'South West');
  compared('CP-01.rate', 51.1, year, 'NEIGHBOURS');
  const need = (printed.need.all * 10_000) / people - printed.need.moreThanNeighbours;
  compared('CIN-04', Math.round(need * 10) / 10, year, 'NEIGHBOURS');
}
