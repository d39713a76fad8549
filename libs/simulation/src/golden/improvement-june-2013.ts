import { addDays, addMonths, plainDate } from '#calendar/plain-date';
import { careByMonth } from './chains.ts';
import { authorityNotes } from './city.ts';
import { month, monthsUpTo, weekdayIn } from './months.ts';
import { assess, openCase } from './pieces.ts';
import { decideNothing, referralsByMonth } from './referral-budget.ts';
import { Teller } from './teller.ts';

/** What the report of July 2013 prints of May and June (seed 002), and nothing else, goes into the story. */
const printed = {
  referrals: { june: 214, rate: 621, overTargetPercent: 3, lastWeek: 47, again: 26.5 },
  initialBelow: 60,
  core: { inTime: 112, of: 140 },
  staff: {
    establishment: 81,
    vacancies: 12.8,
    inOneService: 6.2,
    coveringVacancies: 11,
    coveringMaternity: 3,
    starters: 4,
    newlyQualified: 3,
    leavers: 1,
  },
  plans: 220,
  care: 358,
  minutes: { before: 60, now: 32 },
  pathway: { before: 37, now: 80, target: 95 },
  targeted: { families: 156, known: 49 },
  heard: 179,
} as const;

const june = month('2013-06');
const longAgo = plainDate('2010-09-06');
/** The referrals from April to June that give 621 per 10,000 (catalogue G29), and the people they are of. */
const quarter = { referrals: 705, people: 45_392 };

/** The story of Peterborough's report of July 2013. */
export function improvementJune2013() {
  const t = new Teller('pe13');
  referenceData(t);
  referralsSinceApril2011(t);
  assessments(t);
  staff(t);
  protectionPlans(t);
  lookedAfter(t);
  careLeavers(t);
  earlyIntervention(t);
  return t.events;
}

/**
 * From February 2012 on the rate of every year to date is above the one printed, and in January 2012 it is not. June's
 * referrals stand so that its last whole week has 47. April and May of 2013 have the printed share of re-referrals; every
 * month of the two years before has more.
 */
function referralsSinceApril2011(t: Teller): void {
  const { june: last, again } = printed.referrals;
  const april = 240;
  const may = quarter.referrals - last - april;
  const counts: Readonly<Record<string, number>> = {
    '2012-02': 275,
    '2013-04': april,
    '2013-05': may,
    '2013-06': last,
  };
  const inPrinted = Math.round(((april + may) * again) / 100);
  const share: Readonly<Record<string, number>> = {
    '2013-04': Math.floor(inPrinted / 2),
    '2013-05': Math.ceil(inPrinted / 2),
    '2013-06': 60,
  };
  const months = monthsUpTo(june, 27).map((one) => {
    const name = one.slice(0, 7);
    const count = counts[name] ?? (one < plainDate('2012-02-01') ? 233 : 255);
    return { month: one, count, reReferrals: share[name] ?? Math.ceil(count * 0.3) };
  });
  const { lastWeek } = printed.referrals;
  referralsByMonth(t, months, decideAtOnce(t), (one, nth) => {
    if (one !== june) return weekdayIn(one, nth);
    return nth < last - lastWeek ? addDays(june, 2 + (nth % 19)) : addDays(june, 23 + (nth % 5));
  });
}

const decideAtOnce = (t: Teller) => (one: Parameters<typeof decideNothing>[1]) => {
  decideNothing(t, one);
};

function assessments(t: Teller): void {
  const { inTime, of } = printed.core;
  for (let i = 0; i < 100; i++) {
    const authorisedOn = weekdayIn(june, i);
    const days = i < printed.initialBelow - 2 ? 8 : 24;
    assess(t, t.child(), { id: 'A1', kind: 'INITIAL', startedOn: addDays(authorisedOn, -days), authorisedOn });
  }
  for (let i = 0; i < of; i++) {
    const authorisedOn = weekdayIn(june, i);
    assess(t, t.child(), {
      id: 'A1',
      kind: 'CORE',
      startedOn: addDays(authorisedOn, i < inTime ? -30 : -80),
      authorisedOn,
    });
  }
}

/** Two services: the one has 6.2 vacancies, both together 12.8 (catalogue G28). */
function staff(t: Teller): void {
  const { establishment, vacancies, inOneService, coveringVacancies, coveringMaternity } = printed.staff;
  const services = [
    { service: 'REFERRAL_AND_ASSESSMENT', posts: 45, vacant: inOneService },
    { service: 'FAMILY_SUPPORT', posts: establishment - 45, vacant: vacancies - inOneService },
  ];
  for (const { service, posts, vacant } of services) {
    t.note('authority-874', 'EstablishmentSet', longAgo, { service, fte: posts, from: longAgo });
    const id = `TEAM-${service}`;
    t.note(`team-${id}`, 'TeamCreated', longAgo, {
      teamId: id,
      type: 'ASSESSMENT',
      service,
      citywide: true,
      from: longAgo,
    });
    let left = Math.round((posts - vacant) * 10);
    for (let i = 1; left > 0; i++, left -= 10) worker(t, `${service}-${i}`, id, Math.min(left, 10) / 10);
  }
  for (let i = 1; i <= coveringVacancies + coveringMaternity; i++)
    worker(t, `AGENCY-${i}`, 'TEAM-FAMILY_SUPPORT', 1, i <= coveringVacancies ? 'VACANCY' : 'MATERNITY');
  pipeline(t);
}

function worker(
  t: Teller,
  workerId: string,
  teamId: string,
  fte: number,
  agencyCovers?: 'VACANCY' | 'MATERNITY',
): void {
  t.note(`worker-${workerId}`, 'WorkerRegistered', longAgo, {
    workerId,
    teamId,
    qualified: true,
    fte,
    employment: agencyCovers === undefined ? 'PERMANENT' : 'AGENCY',
    ...(agencyCovers === undefined ? {} : { agencyCovers }),
    role: 'SOCIAL_WORKER',
    from: longAgo,
  });
}

/** New starters who have accepted a post, and one worker who leaves in July. */
function pipeline(t: Teller): void {
  const { starters, newlyQualified } = printed.staff;
  for (let i = 1; i <= starters; i++)
    t.note('authority-874', 'RecruitmentStageReached', weekdayIn(june, i), {
      candidateId: `P-${i}`,
      service: 'FAMILY_SUPPORT',
      stage: 'ACCEPTED',
      on: weekdayIn(june, i),
      newlyQualified: i <= newlyQualified,
    });
  const on = plainDate('2013-07-19');
  t.note('worker-FAMILY_SUPPORT-1', 'WorkerLeft', on, { workerId: 'FAMILY_SUPPORT-1', on });
}

function protectionPlans(t: Teller): void {
  for (let i = 0; i < printed.plans; i++)
    t.tell(t.child(), 'CpPlanStarted', {
      planId: 'P',
      startedOn: weekdayIn(addMonths(june, -(i % 12)), i),
      category: 'NEG',
    });
}

/** One child fewer at the end of every month from July 2011 to May 2013 than now; in June 2011 two more. */
function lookedAfter(t: Teller): void {
  const { care, minutes } = printed;
  const children = careByMonth(
    t,
    monthsUpTo(june, 25).map((one, i) => ({ month: one, atEnd: i === 0 ? care + 2 : one === june ? care : care - 1 })),
    { before: longAgo, begin: () => t.child() },
  );
  // A backlog of minutes: reviews of October and November, some of which were written up in June.
  children.slice(0, minutes.before).forEach((child, i) => {
    t.tell(child, 'CareReviewHeld', { reviewId: `${child}-R`, heldOn: weekdayIn(month('2012-11'), i) });
    if (i >= minutes.now)
      t.tell(child, 'ReviewMinutesCompleted', { reviewId: `${child}-R`, completedOn: weekdayIn(june, i) });
  });
  for (const [first, count] of [
    ['2013-05', 3],
    ['2013-06', 6],
  ] as const)
    for (let i = 0; i < count; i++)
      t.tell(children[i]!, 'LegalPlanningMeetingHeld', { on: weekdayIn(month(first), i) });
  // Visits of the last week, recorded on their own day, but one.
  children.slice(0, 40).forEach((child, i) => {
    const visitedOn = addDays(plainDate('2013-06-24'), i % 5);
    t.tell(child, 'CareVisitMade', { visitedOn, seen: true }, undefined, i === 0 ? addDays(visitedOn, 10) : undefined);
  });
}

/** A hundred care leavers: 37 with a plan in date in May 2012, 80 now. */
function careLeavers(t: Teller): void {
  const { before, now } = printed.pathway;
  for (let i = 0; i < 100; i++) {
    const child = t.child();
    t.tell(child, 'ChildRegistered', { dob: '1994-08-15' }, longAgo);
    t.tell(child, 'LeaverEligibilitySet', { category: 'FORMER_RELEVANT', from: '2012-04-02' });
    if (i < before) t.tell(child, 'PathwayPlanCompleted', { on: '2012-05-14' });
    if (i < now) t.tell(child, i < before ? 'PathwayPlanReviewed' : 'PathwayPlanCompleted', { on: '2013-04-15' });
  }
}

/** Families in targeted support, of which so many have a child in need; and cases heard at support groups. */
function earlyIntervention(t: Teller): void {
  const { families, known } = printed.targeted;
  for (let i = 0; i < families; i++) {
    const child = i < known ? openCase(t, longAgo, {}) : t.child();
    t.tell(child, 'TargetedSupportRegistered', { familyId: `F-${i}` }, month('2013-03'));
  }
  for (const [first, count] of [
    ['2013-05', 20],
    ['2013-06', 30],
  ] as const)
    for (let i = 0; i < count; i++) {
      const child = t.child();
      const completedOn = weekdayIn(month(first), i);
      t.tell(child, 'EarlyHelpRequested', { ehId: 'H1', origin: 'CONTACT' }, addDays(completedOn, -20));
      t.tell(child, 'EarlyHelpAssessmentCompleted', { ehId: 'H1', tool: 'CAF', completedOn, purpose: 'ASSESSMENT' });
    }
  for (let i = 0; i < printed.heard; i++)
    t.tell(
      t.child(),
      'SupportGroupCaseHeard',
      { groupId: 'MASG', issueCodes: issuesOf(i) },
      weekdayIn(addMonths(june, -(i % 18)), i),
    );
}

/** Challenging behaviour most often, then domestic abuse, then parental mental health. */
const issuesOf = (i: number): readonly string[] => [
  ...(i % 2 === 0 ? ['CHALLENGING_BEHAVIOUR'] : []),
  ...(i % 3 === 0 ? ['DOMESTIC_ABUSE'] : []),
  ...(i % 5 === 1 ? ['PARENTAL_MENTAL_HEALTH'] : []),
];

function referenceData(t: Teller): void {
  const { targeted, populated } = authorityNotes(t, '874', 'as printed in seed 002');
  const from = plainDate('2013-04-01');
  populated('TOTAL', 2010, quarter.people);
  targeted('RF-02', Math.round(printed.referrals.rate / (1 + printed.referrals.overTargetPercent / 100)), from);
  targeted('CL-04', printed.pathway.target, from);
}
