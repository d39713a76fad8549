import { addDays, addMonths, plainDate, type PlainDate } from '#calendar/plain-date';
import { authorityNotes } from './city.ts';
import { careByMonth } from './chains.ts';
import { month, monthsUpTo, weekdayIn } from './months.ts';
import { assess, contact, conference, referrals } from './pieces.ts';
import { Teller } from './teller.ts';

/** What the report of October 2015 prints (seed 000), and nothing else, goes into the story. */
const printed = {
  contacts: { screenedPercent: 98, months: 5 },
  referrals: { count: 252, moreThanLastYear: 99, rolling: 22.9 },
  initialAssessments: 72,
  coreAssessments: 43,
  strategyMeetings: { july: 131, afterInitialPercent: 30 },
  plans: { started: 36, ended: 33, secondPercent: 2, twoYears: { plans: 13, of: 400 }, visitedPercent: 69 },
  care: { more: 3, visitedPercent: 98.2, reviews: { held: 89, inTime: 83 } },
  conferences: { held: 35, inTime: 29, reviewsInTimePercent: 88 },
  staff: [
    { on: '2014-09-30', permanent: 57, agency: 43 },
    { on: '2015-11-30', permanent: 61, agency: 39 },
  ],
  recruited: {
    experienced: 10,
    newlyQualified: 8,
    agencyReplaced: 6,
    overseasStarted: 3,
    overseasDue: 1,
    potential: 3,
  },
} as const;

const october = month('2015-10');
const july = month('2015-07');
const longAgo = plainDate('2013-06-03');

/** The story of Herefordshire's report of October 2015. */
export function activityOctober2015() {
  const t = new Teller('he15');
  referenceData(t);
  contacts(t);
  allReferrals(t);
  assessments(t);
  strategyMeetings(t);
  initialConferences(t);
  protectionPlans(t);
  lookedAfter(t);
  staff(t);
  return t.events;
}

/** More in October than in September; the months before the run of five fall short of the 98%. */
function contacts(t: Teller): void {
  const { screenedPercent, months } = printed.contacts;
  // The same rise a year before: the season's.
  for (const [one, count] of [
    [month('2014-09'), 480],
    [month('2014-10'), 530],
  ] as const)
    for (let n = 0; n < count; n++) contact(t, weekdayIn(one, n), 4);
  monthsUpTo(october, 7).forEach((one, i) => {
    const count = i === 6 ? 550 : 500;
    const inTime = (count * (i < 7 - months ? screenedPercent - 8 : screenedPercent)) / 100;
    for (let n = 0; n < count; n++) contact(t, weekdayIn(one, n), n < inTime ? 0 : 4);
  });
}

/**
 * 252 in October, 99 fewer a year before, and in January as many again for the last time. The re-referrals of the six
 * months stand in May to August, so that what they repeat lies before the first month that is printed.
 */
function allReferrals(t: Teller): void {
  const { count, moreThanLastYear, rolling } = printed.referrals;
  const usual = 200;
  const inSixMonths = 5 * usual + count;
  const again = Math.round((inSixMonths * rolling) / 100);
  for (const one of monthsUpTo(october, 13)) {
    const number =
      one === october
        ? count
        : one === month('2014-10')
          ? count - moreThanLastYear
          : one === month('2015-01')
            ? count + 8
            : usual;
    const withEarlier = monthsUpTo(month('2015-08'), 4).indexOf(one);
    const reReferrals = withEarlier === -1 ? 0 : Math.floor((again + withEarlier) / 4);
    referrals(t, { month: one, count: number, reReferrals });
  }
}

/** A hundred of each kind in October; of the months before fewer were in time. */
function assessments(t: Teller): void {
  monthsUpTo(october, 6).forEach((one, i) => {
    const better = i - 5;
    for (const [kind, inTime, quick, slow] of [
      ['INITIAL', printed.initialAssessments + better, 8, 24],
      ['CORE', printed.coreAssessments + better, 30, 80],
    ] as const)
      for (let n = 0; n < 100; n++) {
        const authorisedOn = weekdayIn(one, n);
        assess(t, t.child(), {
          id: 'A1',
          kind,
          startedOn: addDays(authorisedOn, n < inTime ? -quick : -slow),
          authorisedOn,
        });
      }
  });
}

function strategyMeetings(t: Teller): void {
  const { july: most, afterInitialPercent } = printed.strategyMeetings;
  for (const one of monthsUpTo(october, 15)) {
    const count = one === july ? most : 100;
    for (let n = 0; n < count; n++)
      t.tell(t.child(), 'StrategyDiscussionHeld', {
        strategyId: 'S1',
        heldAt: `${weekdayIn(one, n)}T10:00:00.000Z`,
        kind: 'MEETING',
        precededBy: n < (count * afterInitialPercent) / 100 ? 'INITIAL_ASSESSMENT' : 'REFERRAL',
        outcome: 'S47_SINGLE',
      });
  }
}

function initialConferences(t: Teller): void {
  const { held, inTime } = printed.conferences;
  for (let n = 0; n < held; n++)
    conference(t, t.child(), { heldOn: weekdayIn(october, n), days: n < inTime ? 18 : 30, late: 'LATE_NOTIFICATION' });
}

/** Plans begun each month of 2015: March has more than October, every other month fewer; 400 open at the end. */
function protectionPlans(t: Teller): void {
  const { started, ended, secondPercent, twoYears, visitedPercent } = printed.plans;
  const months = monthsUpTo(october, 10);
  const counts = months.map((one) =>
    one === october ? started : one === month('2015-03') ? started + 4 : started - 1,
  );
  const sinceApril = counts.slice(3).reduce((sum, one) => sum + one, 0);
  const older = twoYears.of - twoYears.plans + ended - counts.reduce((sum, one) => sum + one, 0);
  const plans = [
    ...Array.from({ length: twoYears.plans }, () => longAgo),
    ...Array.from({ length: older }, () => plainDate('2014-09-08')),
    ...months.flatMap((one, i) => Array.from({ length: counts[i]! }, (_, n) => addDays(one, 4 + (n % 5)))),
  ];
  const again = Math.round((sinceApril * secondPercent) / 100);
  const ending = twoYears.plans + older + counts[0]!;
  const reviews = { of: 100, inTime: printed.conferences.reviewsInTimePercent };
  const visited = Math.round((twoYears.of * visitedPercent) / 100);
  const children = plans.map((startedOn, i) => {
    const child = t.child();
    if (i >= plans.length - again) endedPlan(t, child, addMonths(startedOn, -12));
    t.tell(child, 'CpPlanStarted', { planId: 'P', startedOn, category: 'EMO' });
    return child;
  });
  // Those that ended began in January or February, and were not visited since.
  const leaving = children.slice(ending, ending + ended);
  leaving.forEach((child, i) => {
    t.tell(child, 'CpPlanEnded', { planId: 'P', endedOn: weekdayIn(october, i) });
  });
  const staying = children.filter((child) => !leaving.includes(child));
  staying.slice(0, visited).forEach((child) => {
    t.tell(child, 'CpVisitMade', { planId: 'P', visitedOn: '2015-10-26', seen: true, alone: true });
  });
  // 36 began in October: visits begin with the oldest, so that those not visited began within the standard only if printed so.
  staying.slice(0, reviews.of).forEach((child, i) => {
    t.tell(child, 'ReviewConferenceHeld', { planId: 'P', heldOn: i < reviews.inTime ? '2015-05-11' : '2015-03-16' });
    t.tell(child, 'ReviewConferenceHeld', { planId: 'P', heldOn: weekdayIn(october, i) });
  });
}

function endedPlan(t: Teller, child: string, startedOn: PlainDate): void {
  t.tell(child, 'CpPlanStarted', { planId: 'P0', startedOn, category: 'EMO' });
  t.tell(child, 'CpPlanEnded', { planId: 'P0', endedOn: addDays(startedOn, 120) });
}

function lookedAfter(t: Teller): void {
  const { more, visitedPercent, reviews } = printed.care;
  // The smallest number of children of whom whole visits give the printed percentage to one decimal.
  const count = smallest(
    (of) => Math.round((1000 * Math.round((of * visitedPercent) / 100)) / of) / 10 === visitedPercent,
    250,
  );
  const visited = Math.round((count * visitedPercent) / 100);
  const children = careByMonth(
    t,
    [
      { month: july, atEnd: count - more },
      { month: month('2015-09'), atEnd: count },
    ],
    { before: plainDate('2015-01-15'), begin: () => t.child() },
  );
  children.slice(0, visited).forEach((child) => {
    t.tell(child, 'CareVisitMade', { visitedOn: '2015-10-12', seen: true, alone: true });
  });
  children.slice(0, reviews.held).forEach((child, i) => {
    const late = i >= reviews.inTime;
    t.tell(child, 'CareReviewHeld', { heldOn: '2015-02-05', kind: 'FIRST' });
    t.tell(child, 'CareReviewHeld', { heldOn: late ? '2015-04-03' : '2015-05-01', kind: 'SECOND' });
    t.tell(child, 'CareReviewHeld', {
      heldOn: weekdayIn(october, i + 5),
      kind: 'SUBSEQUENT',
      ...(late ? { lateReason: i % 2 === 0 ? 'CHILD_AVAILABILITY' : 'ADULT_AVAILABILITY' } : {}),
    });
  });
}

/**
 * Social workers and senior practitioners at the two dates printed. In between ten experienced workers, three of them from
 * overseas, and eight newly qualified ones began; eight of the year before completed their assessed year, and six agency
 * workers left when they did.
 */
function staff(t: Teller): void {
  const [then, now] = printed.staff;
  const { experienced, newlyQualified, agencyReplaced } = printed.recruited;
  const early = plainDate('2014-09-01');
  const september = plainDate('2015-09-07');
  for (let i = 1; i <= then.permanent; i++)
    worker(t, 'PERMANENT', `P${i}`, i <= newlyQualified ? { from: early, asyeUntil: plainDate('2015-08-31') } : {});
  for (let i = 1; i <= experienced; i++) worker(t, 'PERMANENT', `E${i}`, { from: plainDate('2015-03-02') });
  for (let i = 1; i <= newlyQualified; i++)
    worker(t, 'PERMANENT', `N${i}`, { from: september, asyeUntil: plainDate('2016-09-06') });
  const leaving = then.permanent + experienced + newlyQualified - now.permanent;
  for (let i = then.permanent; i > then.permanent - leaving; i--) leaves(t, `P${i}`, plainDate('2015-05-29'));
  for (let i = 1; i <= then.agency; i++) worker(t, 'AGENCY', `A${i}`, {});
  for (let i = 1; i <= agencyReplaced; i++) leaves(t, `A${i}`, plainDate('2015-09-04'));
  for (let i = 1; i <= now.agency - then.agency + agencyReplaced; i++)
    worker(t, 'AGENCY', `B${i}`, { from: plainDate('2015-10-05') });
  recruitment(t);
}

function worker(
  t: Teller,
  employment: 'PERMANENT' | 'AGENCY',
  workerId: string,
  { from = longAgo, asyeUntil }: { from?: PlainDate; asyeUntil?: PlainDate },
): void {
  t.note(`worker-${workerId}`, 'WorkerRegistered', from, {
    workerId,
    qualified: true,
    fte: 1,
    employment,
    ...(employment === 'AGENCY' ? { agencyCovers: 'VACANCY' } : {}),
    ...(asyeUntil === undefined ? {} : { asyeUntil }),
    role: 'SOCIAL_WORKER',
    from,
  });
}

function leaves(t: Teller, workerId: string, on: PlainDate): void {
  t.note(`worker-${workerId}`, 'WorkerLeft', on, { workerId, on });
}

/** Three from overseas have started and one is due to; three more are recruited through the new site. */
function recruitment(t: Teller): void {
  const { overseasStarted, overseasDue, potential } = printed.recruited;
  const reach = (candidateId: string, stage: string, on: PlainDate, overseas: boolean) => {
    t.note('authority-884', 'RecruitmentStageReached', on, { candidateId, service: 'CHILDREN', stage, on, overseas });
  };
  for (let i = 1; i <= overseasStarted; i++) reach(`O${i}`, 'STARTED', plainDate('2015-03-02'), true);
  for (let i = 1; i <= overseasDue; i++) reach(`D${i}`, 'ACCEPTED', plainDate('2015-10-12'), true);
  for (let i = 1; i <= potential; i++) reach(`S${i}`, 'OFFERED', plainDate('2015-11-09'), false);
}

function referenceData(t: Teller): void {
  const { compared, targeted } = authorityNotes(t, '884', 'as printed in seed 000');
  compared('RF-05', 23.4, '2014-03-31');
  compared('RF-05', 23.65, '2014-03-31', 'NEIGHBOURS');
  targeted('WF-01', 90, plainDate('2015-04-01'));
}

function smallest(fits: (n: number) => boolean, from: number): number {
  for (let n = from; ; n++) if (fits(n)) return n;
}
