import { addMonths, plainDate } from '#calendar/plain-date';
import { aroundMonthEnd, careByMonth, plansByMonth, type MonthOfPlans } from './chains.ts';
import { authorityNotes, populationsOf } from './city.ts';
import { month, monthEnd, monthsUpTo, spread, weekdayIn } from './months.ts';
import { assess, firstAssessmentDone, openCase, referrals, team, type Lead } from './pieces.ts';
import { Teller } from './teller.ts';

/** What the scorecards of May 2015 print (seed 004, lines 5 to 65 and 147 to 168), and nothing else, goes into the story. */
const printed = {
  // Headed "6 month cumulative", and of the size of one month: means (catalogue G15).
  referrals: { reReferrals: 370, count: 1328, before: { reReferrals: 351, count: 1459 } },
  assessmentsOfBasis: { seen: 691, count: 1124 },
  plans: { march: 1301, may: 1305, areas: { EAST: 385, NWC: 394, SOUTH: 453, MASH: 9 } },
  visits: { visited: 1108, count: 1198, before: { visited: 980, count: 1116 } },
  care: { march: 1975, may: 1951, areas: { EAST: 614, NWC: 602, SOUTH: 625 }, aged17: 220, over16Percent: 21 },
  caseload: { ASSESSMENT: 25, SAFEGUARDING: 20, CHILDREN_IN_CARE: 18, MASH: 13 },
  unallocated: {
    count: 121,
    open: 1391,
    areas: { EAST: [25, 311], NWC: [62, 427], SOUTH: [15, 297], MASH: [6, 277] },
    before: { count: 161, open: 2118 },
  },
  inside: {
    count: 1123,
    areas: { EAST: 270, NWC: 308, SOUTH: 230, MASH: 253 },
    // The mean of the six months that end with the report month: the other card's mean, of the six months before, is 2,118.
    rolling: { inside: 1619, outside: 449, open: 2067 },
  },
} as const;

const may = month('2015-05');
const sixMonths = monthsUpTo(month('2015-04'), 6);
/** Before every period the page looks at. */
const longAgo = plainDate('2013-04-08');
type Area = 'EAST' | 'NWC' | 'SOUTH' | 'MASH';
const areas: readonly Area[] = ['EAST', 'NWC', 'SOUTH', 'MASH'];

/** The story of Birmingham's scorecards of May 2015. */
export function scorecardMay2015() {
  const t = new Teller('bm15');
  populationsOf(t);
  referenceData(t);
  allReferrals(t);
  seenAtAssessment(t);
  assessmentsOpenBefore(t);
  assessmentsOpenInMay(t);
  protectionPlans(t);
  lookedAfter(t);
  return t.events;
}

function allReferrals(t: Teller): void {
  const { before, ...own } = printed.referrals;
  for (const one of sixMonths) referrals(t, { month: one, ...before });
  referrals(t, { month: may, ...own });
}

/** Begun and authorised within May, so that none of them is open at a month's end. */
function seenAtAssessment(t: Teller): void {
  const { seen, count } = printed.assessmentsOfBasis;
  for (let i = 0; i < count; i++) {
    const authorisedOn = weekdayIn(may, i);
    assess(t, t.child(), {
      id: 'A1',
      startedOn: may,
      authorisedOn,
      basis: i % 3 === 0 ? 'S47' : 'S17',
      seen: i < seen,
    });
  }
}

/**
 * Assessments open at the ends of November to April. Those past day 45 are open all the while and grow fewer; the others
 * are open around one month's end. From the two printed means follows how many there were in November.
 */
function assessmentsOpenBefore(t: Teller): void {
  const { unallocated, inside } = printed;
  const { rolling } = inside;
  const sinceDecember = 6 * rolling.open - unallocated.open;
  const november = 6 * unallocated.before.open - sinceDecember;
  const open = [november, ...spread(sinceDecember, 5)];
  // The printed means of inside and outside are each rounded, and come to one more than that of both.
  const outsideInAll = 6 * rolling.outside - 3;
  const mayOutside = unallocated.open - inside.count;
  const outside = [0, ...spread(outsideInAll - mayOutside, 5)];
  const worker = team(t, { id: 'OLD', type: 'ASSESSMENT', posts: 1, since: longAgo });
  const withCase = Math.max(...open) - unallocated.before.count;
  const children = Array.from({ length: withCase }, () => openCase(t, longAgo, { team: 'OLD' }, worker()));
  const late = [...outside].sort((a, b) => b - a)[0]!;
  children.slice(0, late).forEach((child, i) => {
    lateUntilDropped(t, child, outside, i);
  });
  for (const child of children.slice(late)) firstAssessmentDone(t, child, longAgo);
  sixMonths.forEach((one, i) => {
    const around = aroundMonthEnd(monthEnd(one));
    for (let n = 0; n < unallocated.before.count; n++) assess(t, t.child(), { id: 'A1', ...around });
    const rest = open[i]! - unallocated.before.count - outside[i]!;
    for (const child of children.slice(late, late + rest)) assess(t, child, { id: `M${i}`, ...around });
    // In a month with fewer late ones the others are more than there are children for: they have a case of their own.
    for (let n = children.length - late; n < rest; n++) {
      const child = openCase(t, longAgo, { team: 'OLD' }, worker());
      firstAssessmentDone(t, child, longAgo);
      assess(t, child, { id: `M${i}`, ...around });
      t.tell(child, 'CaseClosed', { caseId: 'K', closedOn: around.authorisedOn, reason: 'RC7' });
    }
  });
  for (const child of children)
    t.tell(child, 'CaseClosed', { caseId: 'K', closedOn: weekdayIn(may, 1), reason: 'RC7' });
}

/** Open past day 45 at every month's end from December while so many are, the highest number first to go. */
function lateUntilDropped(t: Teller, child: string, outside: readonly number[], i: number): void {
  const first = outside.findIndex((count) => count > i);
  const last = outside.findLastIndex((count) => count > i);
  assess(t, child, {
    id: 'A1',
    startedOn: first === -1 ? longAgo : weekdayIn(sixMonths[first]!, 0),
    authorisedOn: last === -1 ? weekdayIn(may, 0) : weekdayIn(addMonths(sixMonths[last]!, 1), 0),
  });
}

/** Those open at the end of May, by area, late, unallocated or neither; a first assessment's clock is its referral's. */
function assessmentsOpenInMay(t: Teller): void {
  const { unallocated, inside, caseload } = printed;
  const { startedOn } = aroundMonthEnd(monthEnd(may));
  const named = areas.map((area) => ({
    area: area,
    without: unallocated.areas[area][0],
    open: unallocated.areas[area][1],
    inTime: inside.areas[area],
  }));
  const rest = {
    area: undefined,
    without: unallocated.count - sum(named.map((one) => one.without)),
    open: unallocated.open - sum(named.map((one) => one.open)),
    inTime: inside.count - sum(named.map((one) => one.inTime)),
  };
  for (const { area, without, open, inTime } of [...named, rest]) {
    const type = area === 'MASH' ? 'MASH' : 'ASSESSMENT';
    const id = `${type === 'MASH' ? 'MASH' : 'AT'}-${area ?? 'CITY'}`;
    const posts = Math.round((open - without) / caseload[type]);
    const lead = team(t, { id, type, ...(area === undefined ? {} : { area }), posts, since: longAgo });
    for (let i = 0; i < open; i++) {
      const held = { team: id, ...(area === undefined ? {} : { area }) };
      const child = openCase(t, longAgo, held, i < without ? undefined : lead());
      if (i >= open - inTime) firstAssessmentDone(t, child, longAgo);
      assess(t, child, { id: 'A1', startedOn });
    }
  }
}

function protectionPlans(t: Teller): void {
  const { plans, visits } = printed;
  const { visited, count } = visits.before;
  const months: MonthOfPlans[] = sixMonths.map((one) => ({
    month: one,
    throughout: count,
    visited,
    openAtEnd: one === month('2015-03') ? plans.march : one === sixMonths.at(-1) ? visits.count + 40 : count,
  }));
  months.push({ month: may, throughout: visits.count, visited: visits.visited, openAtEnd: plans.may });
  const begun = months[0]!.throughout + sum(months.map((one) => one.openAtEnd - one.throughout));
  const leads = teamsOf(t, 'SG', 'SAFEGUARDING', plans.areas);
  const place = placesOf(begun, plans.may, plans.areas);
  let i = 0;
  plansByMonth(t, months, {
    before: plainDate('2014-09-08'),
    begin: () => {
      const area = place(i++);
      return area === undefined ? t.child() : openCase(t, longAgo, { area, team: `SG-${area}` }, leads[area]?.());
    },
  });
}

function lookedAfter(t: Teller): void {
  const { care } = printed;
  const leads = teamsOf(t, 'CC', 'CHILDREN_IN_CARE', care.areas);
  const place = placesOf(care.march, care.may, care.areas);
  const over16 = Math.round((care.over16Percent * care.may) / 100);
  careByMonth(
    t,
    [
      { month: month('2015-03'), atEnd: care.march },
      { month: may, atEnd: care.may },
    ],
    {
      before: plainDate('2013-06-03'),
      begin: (i) => {
        const area = place(i);
        const child =
          area === undefined ? t.child() : openCase(t, longAgo, { area, team: `CC-${area}` }, leads[area]?.());
        const nth = i - (care.march - care.may);
        const born = nth < 0 || nth >= over16 ? '2004-02-10' : nth < care.aged17 ? '1998-02-10' : '1999-02-10';
        t.tell(child, 'ChildRegistered', { dob: born }, longAgo);
        return child;
      },
    },
  );
}

/** A team of a kind in each area, with as many posts as the printed caseload implies. */
function teamsOf(
  t: Teller,
  kind: string,
  type: keyof typeof printed.caseload,
  cases: Readonly<Partial<Record<Area, number>>>,
): Readonly<Partial<Record<Area, () => Lead>>> {
  return Object.fromEntries(
    (Object.entries(cases) as [Area, number][])
      // The few plans at the front door have no lead yet.
      .filter(([area]) => area !== 'MASH')
      .map(([area, count]) => {
        const posts = Math.round(count / printed.caseload[type]);
        return [area, team(t, { id: `${kind}-${area}`, type, area, posts, since: longAgo })];
      }),
  );
}

/** The area of the i-th of those begun; the last so many are there at the end, area by area, then the city-wide. */
function placesOf(
  begun: number,
  atEnd: number,
  counts: Readonly<Partial<Record<Area, number>>>,
): (i: number) => Area | undefined {
  const names = (Object.entries(counts) as [Area, number][]).flatMap(([area, count]) => Array<Area>(count).fill(area));
  return (i) => names[i - (begun - atEnd)];
}

function referenceData(t: Teller): void {
  const { compared, overridden } = authorityNotes(t, '330', 'as printed in seed 004');
  compared('CP-01.rate', 42, '2014-03-31');
  compared('LAC-01.rate', 60, '2014-03-31');
  const asAt = monthEnd(may);
  const judged = 'Judged by the service: the page prints no target.';
  for (const measure of ['RF-05', 'CP-10', 'WF-05', 'UN-01', 'AS-03'])
    overridden(asAt, measure, 'rating', 'AMBER', judged);
  overridden(asAt, 'RF-05', 'trend', 'AMBER', 'The year as a whole was held to be steady.');
  overridden(asAt, 'CP-10', 'trend', 'AMBER', 'Better, and judged against the fortnightly standard.');
  overridden(asAt, 'WF-05', 'trend', 'AMBER', 'The page prints no earlier figure.');
  overridden(asAt, 'UN-01', 'trend', 'AMBER', 'Compared with November 2014, which this page does not print.');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
