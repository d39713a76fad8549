import { addDays, addMonths, plainDate, type PlainDate } from '#calendar/plain-date';
import { careByMonth, plansByMonth, type MonthOfPlans } from './chains.ts';
import { month, monthEnd, monthsUpTo, spread, tilted, weekdayIn } from './months.ts';
import { assess, firstAssessmentDone, openCase, received, referrals, team, type Lead } from './pieces.ts';
import { Teller } from './teller.ts';
import { authorityNotes, populationsOf } from './city.ts';

/** What the scorecards of April 2016 print (seed 004, lines 69 to 197), and nothing else, goes into the story. */
const printed = {
  referrals: { reReferrals: 239, count: 1168, before: { reReferrals: 1507, count: 6376 } },
  assessmentsOfBasis: { seen: 679, count: 1068, before: { part: 549, whole: 827, meanShare: 0.64 } },
  completed: {
    inside: 986,
    count: 1121,
    areas: { EAST: [320, 363], NWC: [335, 394], SOUTH: [276, 288] },
    before: { inside: 736, count: 878 },
  },
  plans: { march: 851, april: 825, areas: { EAST: 163, NWC: 314, SOUTH: 328 } },
  visits: { visited: 742, count: 778, before: { part: 805, whole: 862, meanShare: 0.94 } },
  care: { march: 1807, april: 1807, areas: { EAST: 559, NWC: 508, SOUTH: 575 }, unaccompanied: [13, 75] },
  open: { areas: { EAST: [7, 1341], NWC: [10, 2479], SOUTH: [0, 1537] } },
  caseload: { ASSESSMENT: 17, SAFEGUARDING: 16, CHILDREN_IN_CARE: 14 },
} as const;

const april = month('2016-04');
const sixMonths = monthsUpTo(addMonths(april, -1), 6);
/** Before every period the page looks at: what begins here is counted by no flow it prints. */
const longAgo = plainDate('2014-02-03');
type Area = keyof typeof printed.plans.areas;

/** The story of Birmingham's scorecards of April 2016. */
export function scorecardApril2016() {
  const t = new Teller('bm16');
  populationsOf(t);
  referenceData(t);
  allReferrals(t);
  completedAssessments(t);
  openCases(t);
  return t.events;
}

function allReferrals(t: Teller): void {
  const { before, ...own } = printed.referrals;
  const counts = spread(before.count, 6);
  const again = spread(before.reReferrals, 6);
  sixMonths.forEach((one, i) => {
    referrals(t, { month: one, count: counts[i]!, reReferrals: again[i]! });
  });
  referrals(t, { month: april, ...own });
}

/** Two cards look at one set of assessments: those with a section 17 or 47 basis are fewer than all. */
function completedAssessments(t: Teller): void {
  const { completed, assessmentsOfBasis: ofBasis } = printed;
  const seen = tilted(6, ofBasis.before, 100);
  const { inside, count } = completed.before;
  const done = tilted(6, { part: inside, whole: count, meanShare: inside / count }, 100);
  sixMonths.forEach((one, i) => {
    const { whole, part } = seen[i]!;
    complete(t, one, { count: done[i]!.whole, inside: done[i]!.part, ofBasis: whole, seen: part });
  });
  const areas = Object.entries(completed.areas);
  const cityWide = {
    count: completed.count - sum(areas.map(([, [, count]]) => count)),
    inside: completed.inside - sum(areas.map(([, [inTime]]) => inTime)),
  };
  const left = { ofBasis: ofBasis.count, seen: ofBasis.seen };
  for (const [area, [inTime, count]] of areas) {
    complete(t, april, { count, inside: inTime, ofBasis: left.ofBasis, seen: left.seen, area });
    left.ofBasis -= Math.min(left.ofBasis, count);
    left.seen -= Math.min(left.seen, count);
  }
  complete(t, april, { ...cityWide, ...left });
}

interface Completed {
  readonly count: number;
  readonly inside: number;
  readonly ofBasis: number;
  readonly seen: number;
  readonly area?: string;
}

function complete(t: Teller, one: PlainDate, { count, inside, ofBasis, seen, area }: Completed): void {
  for (let i = 0; i < count; i++) {
    const child = t.child();
    const authorisedOn = weekdayIn(one, i);
    if (area !== undefined) {
      received(t, child, 'K', longAgo, { area, team: `AS-${area}` });
      firstAssessmentDone(t, child, addDays(longAgo, 1));
    }
    assess(t, child, {
      id: 'A1',
      // Late ones took some 60 working days, those in time some 28.
      startedOn: addDays(authorisedOn, i < inside ? -40 : -85),
      authorisedOn,
      ...(i < ofBasis ? { basis: i % 3 === 0 ? 'S47' : 'S17', seen: i < seen } : {}),
    });
    if (area !== undefined) t.tell(child, 'CaseClosed', { caseId: 'K', closedOn: authorisedOn, reason: 'RC7' });
  }
}

/** Every open case of the page: those of plans and of care are among them, and the rest has other work. */
function openCases(t: Teller): void {
  const { open, plans, care, caseload } = printed;
  const areas = Object.keys(plans.areas) as Area[];
  const teams = Object.fromEntries(
    areas.map((area) => {
      const others = open.areas[area][1] - plans.areas[area] - care.areas[area];
      const forAssessment = Math.round(others / 2);
      const teamOf = (kind: string, type: string, cases: number, each: number) =>
        team(t, { id: `${kind}-${area}`, type, area, posts: Math.max(1, Math.round(cases / each)), since: longAgo });
      return [
        area,
        {
          assessment: teamOf('AT', 'ASSESSMENT', forAssessment, caseload.ASSESSMENT),
          safeguarding: teamOf('SG', 'SAFEGUARDING', plans.areas[area], caseload.SAFEGUARDING),
          care: teamOf('CC', 'CHILDREN_IN_CARE', care.areas[area], caseload.CHILDREN_IN_CARE),
          others: teamOf('DC', 'DISABLED_CHILDREN', others - forAssessment, 14),
          forAssessment,
        },
      ];
    }),
  );
  const open1 = (area: Area, lead: Lead) => openCase(t, longAgo, { area, team: lead.teamId }, lead);
  protectionPlans(t, (area) => open1(area, teams[area]!.safeguarding()));
  lookedAfter(t, (area) => open1(area, teams[area]!.care()));
  for (const area of areas) {
    const [unallocated, count] = open.areas[area];
    const others = count - plans.areas[area] - care.areas[area];
    for (let i = 0; i < others - unallocated; i++)
      open1(area, i < teams[area]!.forAssessment ? teams[area]!.assessment() : teams[area]!.others());
    for (let i = 0; i < unallocated; i++) openCase(t, longAgo, { area, team: `AT-${area}` });
  }
}

function protectionPlans(t: Teller, inArea: (area: Area) => string): void {
  const { visits, plans } = printed;
  const months: MonthOfPlans[] = tilted(6, visits.before, 80).map(({ whole, part }, i) => ({
    month: sixMonths[i]!,
    throughout: whole,
    visited: part,
    openAtEnd: i === 5 ? plans.march : whole,
  }));
  months.push({ month: april, throughout: visits.count, visited: visits.visited, openAtEnd: plans.april });
  const begun = months[0]!.throughout + sum(months.map((one) => one.openAtEnd - one.throughout));
  const place = placesOf(begun, plans.april, plans.areas);
  let i = 0;
  plansByMonth(t, months, {
    before: plainDate('2015-08-10'),
    begin: () => {
      const area = place(i++);
      return area === undefined ? t.child() : inArea(area);
    },
  });
}

function lookedAfter(t: Teller, inArea: (area: Area) => string): void {
  const { care } = printed;
  const place = placesOf(care.april, care.april, care.areas);
  const [before, now] = care.unaccompanied;
  careByMonth(
    t,
    [
      { month: month('2016-03'), atEnd: care.march },
      { month: april, atEnd: care.april },
    ],
    {
      before: plainDate('2014-06-02'),
      begin: (i) => {
        const area = place(i);
        const child = area === undefined ? t.child() : inArea(area);
        const from = i < before ? plainDate('2014-06-02') : plainDate('2015-09-01');
        if (i < now) t.tell(child, 'UnaccompaniedStatusRecorded', { from });
        return child;
      },
    },
  );
}

/** The area of the i-th of those begun; the last so many are there at the end, area by area, then the city-wide. */
function placesOf(
  begun: number,
  atEnd: number,
  areas: Readonly<Record<Area, number>>,
): (i: number) => Area | undefined {
  const names = (Object.entries(areas) as [Area, number][]).flatMap(([area, count]) => Array<Area>(count).fill(area));
  return (i) => names[i - (begun - atEnd)];
}

function referenceData(t: Teller): void {
  const { compared, overridden, targeted } = authorityNotes(t, '330', 'as printed in seed 004');
  const from = plainDate('2015-04-01');
  targeted('RF-05', 25, from);
  targeted('AS-07', 68, from);
  targeted('CP-01', 850, from);
  targeted('CP-10', 95, from);
  targeted('LAC-01', 1750, from, plainDate('2017-03-31'));
  targeted('WF-05', 16, from);
  targeted('UN-02', 20, from);
  targeted('AS-02', 82, from);
  compared('RF-05', 24, '2015-03-31');
  compared('CP-01.rate', 42, '2014-03-31');
  compared('LAC-01.rate', 60, '2015-03-31');
  compared('WF-05', 16, '2015-09-30');
  compared('AS-02', 82, '2015-03-31');
  const asAt = monthEnd(april);
  overridden(asAt, 'AS-07', 'trend', 'AMBER', 'Judged on the count of children seen, which rose.');
  overridden(asAt, 'UN-02', 'trend', 'GREEN', 'A new measure without a past, judged on its weekly lists.');
  overridden(asAt, 'WF-05', 'trend', 'GREEN', 'Compared with the year before, which this page does not print.');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
