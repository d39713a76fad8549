import { addDays, addMonths, plainDate, type PlainDate } from '#calendar/plain-date';
import { authorityNotes } from './city.ts';
import { month, monthsUpTo, weekdayIn } from './months.ts';
import { assess, contact, openCase, team } from './pieces.ts';
import { decideNothing, referralsByMonth } from './referral-budget.ts';
import { Teller } from './teller.ts';

/** What the report of the third quarter of 2016/17 prints (seed 001); of trends it says only which way they went. */
const printed = {
  withParents: 14,
  stability: { march: { stable: 129, of: 200 }, december: { stable: 126, of: 204 } },
  leavers: { suitablePercent: 90, custody: 7, notInTouch: 3, friends: 2, inEducationPercent: 54 },
  caseloads: { CHILDREN_IN_CARE: 15, SAFEGUARDING: 20 },
  trainees: { stepUp: 5, frontline: 8, ownStaff: 3 },
} as const;

const december = month('2016-12');
const thisYear = monthsUpTo(december, 9);
const lastYear = monthsUpTo(month('2015-12'), 9);
const longAgo = plainDate('2013-02-04');

/** The story of Walsall's report of December 2016. */
export function quarterDecember2016() {
  const t = new Teller('wa16');
  referenceData(t);
  frontDoor(t);
  allReferrals(t);
  assessments(t);
  needAndStepDown(t);
  admissions(t);
  longTermPlacements(t);
  careLeavers(t);
  staff(t);
  return t.events;
}

/** More contacts of the early help hub; fewer assessments and positive endings, more of the other tool and of step-ups. */
function frontDoor(t: Teller): void {
  const years = [
    [lastYear, { contacts: 40, assessments: 30, stars: 5, positive: 20, steppedUp: 1 }],
    [thisYear, { contacts: 55, assessments: 20, stars: 25, positive: 15, steppedUp: 4 }],
  ] as const;
  for (const [months, count] of years)
    for (const one of months) {
      for (let i = 0; i < count.contacts; i++) contact(t, weekdayIn(one, i), 0, 'EARLY_HELP_HUB');
      for (let i = 0; i < count.assessments; i++) earlyHelp(t, weekdayIn(one, i), 'EHA', i < count.positive);
      for (let i = 0; i < count.stars; i++) earlyHelp(t, weekdayIn(one, i), 'FAMILY_STAR', false);
      for (let i = 0; i < count.steppedUp; i++) steppedUp(t, weekdayIn(one, i));
    }
}

function earlyHelp(t: Teller, on: PlainDate, tool: 'EHA' | 'FAMILY_STAR', positive: boolean): void {
  const child = t.child();
  t.tell(child, 'EarlyHelpRequested', { ehId: 'H1', origin: 'CONTACT' }, addDays(on, -30));
  t.tell(child, 'EarlyHelpAssessmentCompleted', { ehId: 'H1', tool, completedOn: on, purpose: 'ASSESSMENT' });
  t.tell(child, 'EarlyHelpClosed', {
    ehId: 'H1',
    closedOn: addDays(on, 1),
    outcome: positive ? 'POSITIVE' : 'NON_ENGAGEMENT',
  });
}

function steppedUp(t: Teller, on: PlainDate): void {
  const child = t.child();
  t.tell(child, 'EarlyHelpRequested', { ehId: 'H1', origin: 'CONTACT' }, addDays(on, -30));
  t.tell(child, 'EarlyHelpSteppedUp', { ehId: 'H1', reason: 'NON_ENGAGEMENT', steppedUpOn: on });
}

/** As many referrals in either year; fewer of this year's needed nothing more, and fewer were re-referrals. */
function allReferrals(t: Teller): void {
  const months = monthsUpTo(december, 21);
  const isLastYear = (one: PlainDate) => one < thisYear[0]!;
  referralsByMonth(
    t,
    months.map((one) => ({ month: one, count: 240, reReferrals: isLastYear(one) ? 80 : 68 })),
    (one, of, nth) => {
      if (nth < (isLastYear(of) ? 60 : 40)) return decideNothing(t, one);
      const { childId, caseId, referredOn } = one;
      t.tell(childId, 'ReferralDecided', { caseId, decision: 'ACCEPT_OTHER', decidedOn: addDays(referredOn, 1) });
      t.tell(childId, 'CaseClosed', { caseId, closedOn: addDays(referredOn, 2), reason: 'RC7' });
    },
  );
}

/**
 * Nine in ten in time, with both review points held; most of them done by the two services that the report names. Their
 * cases stay open: the number of children in need is steady.
 */
function assessments(t: Teller): void {
  for (const [service, count] of [
    ['IRS', 120],
    ['CWD', 30],
    ['SFS', 20],
  ] as const) {
    const type = service === 'SFS' ? 'SAFEGUARDING' : service === 'CWD' ? 'DISABLED_CHILDREN' : 'ASSESSMENT';
    team(t, { id: service, type, posts: 1, since: longAgo });
    for (let i = 0; i < count; i++) {
      const authorisedOn = weekdayIn(thisYear[i % 9]!, i);
      const child = openCase(t, longAgo, { team: service });
      assess(t, child, { id: 'A0', startedOn: addDays(longAgo, 1), authorisedOn: addDays(longAgo, 21) });
      const startedOn = addDays(authorisedOn, i % 10 === 0 ? -80 : -50);
      assess(t, child, { id: 'A1', startedOn, authorisedOn });
      for (const [point, after] of [
        ['15', 14],
        ['30', 35],
      ] as const)
        t.tell(child, 'AssessmentReviewPointHeld', { assessmentId: 'A1', point, heldOn: addDays(startedOn, after) });
    }
  }
}

/** Plans for children in need after a protection plan, kept for three months at least; the stock of open cases is steady. */
function needAndStepDown(t: Teller): void {
  for (let i = 0; i < 30; i++) {
    const child = t.child();
    const endedOn = weekdayIn(thisYear[3 + (i % 6)]!, i);
    t.tell(child, 'CinPlanStarted', { cinPlanId: 'N', kind: 'STEP_DOWN_FROM_CPP', startedOn: addMonths(endedOn, -4) });
    t.tell(child, 'CinPlanEnded', { cinPlanId: 'N', endedOn, reason: 'STEP_DOWN_EH' });
    t.tell(child, 'EarlyHelpRequested', { ehId: 'H2', origin: 'STEP_DOWN', stepDownFrom: 'CIN' }, endedOn);
  }
}

/** Fewer children began to be looked after in each quarter; so many live with their parents under a care order. */
function admissions(t: Teller): void {
  for (const [i, count] of [
    [0, 40],
    [3, 33],
    [6, 27],
  ] as const)
    for (let n = 0; n < count; n++) {
      const startedOn = weekdayIn(thisYear[i + (n % 3)]!, n);
      const isWithParents = i === 0 && n < printed.withParents;
      t.tell(t.child(), 'CareStarted', {
        periodId: 'L',
        startedOn,
        legalStatus: isWithParents ? 'C2' : 'V2',
        placement: { placementId: 'F', type: isWithParents ? 'P1' : 'U4' },
        rne: 'S',
      });
    }
}

/** Children looked after for more than two and a half years: so many were stable in March, and so many in December. */
function longTermPlacements(t: Teller): void {
  const { march, december: now } = printed.stability;
  const begin = (stable: boolean, startedOn: string) => {
    const child = t.child();
    t.tell(child, 'ChildRegistered', { dob: '2008-03-10' }, longAgo);
    t.tell(child, 'CareStarted', {
      periodId: 'L',
      startedOn,
      legalStatus: 'C2',
      placement: { placementId: 'F1', type: 'U4' },
      rne: 'S',
    });
    if (!stable) move(t, child, '2015-09-14');
    return child;
  };
  const children = Array.from({ length: march.of }, (_, i) => begin(i < march.stable, '2013-03-04'));
  for (let i = march.of; i < now.of; i++) begin(false, '2014-01-06');
  children.slice(0, march.stable - now.stable).forEach((child) => {
    move(t, child, '2016-07-11');
  });
}

function move(t: Teller, child: string, on: string): void {
  t.tell(child, 'PlacementStarted', { placementId: `F-${on}`, on, type: 'U4' });
}

/** A hundred and twenty care leavers of 19: those not in suitable accommodation are told apart by reason. */
function careLeavers(t: Teller): void {
  const { custody, notInTouch, friends, suitablePercent, inEducationPercent } = printed.leavers;
  const notSuitable = custody + notInTouch + friends;
  const count = (100 * notSuitable) / (100 - suitablePercent);
  const inEducation = Math.round((count * inEducationPercent) / 100);
  for (let i = 0; i < count; i++) {
    const child = t.child();
    const isReached = i < custody + friends || i >= notSuitable;
    t.tell(child, 'ChildRegistered', { dob: '1997-05-20' }, longAgo);
    t.tell(child, 'LeaverEligibilitySet', { category: 'FORMER_RELEVANT', from: '2015-05-20' });
    t.tell(child, 'PersonalAdviserAllocated', { workerId: 'PA-1', from: '2015-05-20' });
    t.tell(child, 'LeaverContactMade', { on: '2016-12-05', inTouch: isReached ? 'YES' : 'NO' });
    if (!isReached) continue;
    const where = i < custody ? 'X' : i < custody + friends ? 'T' : 'U';
    t.tell(child, 'AccommodationRecorded', {
      on: '2016-12-05',
      code: where,
      suitable: where === 'U' ? 1 : 2,
      ...(where === 'U' ? {} : { reasonUnsuitable: where === 'X' ? 'CUSTODY' : 'WITH_FRIENDS' }),
    });
    t.tell(child, 'ActivityRecorded', { on: '2016-12-05', code: i >= count - inEducation ? 'F1' : 'G4' });
  }
}

/** Teams whose workers hold as many cases as printed, agency workers mostly in one, and six or seven workers a manager. */
function staff(t: Teller): void {
  for (const [id, type, posts] of [
    ['LAC', 'CHILDREN_IN_CARE', 12],
    ['SF', 'SAFEGUARDING', 14],
  ] as const) {
    const lead = team(t, { id, type, posts, since: longAgo });
    for (let i = 0; i < posts * printed.caseloads[type]; i++) openCase(t, longAgo, { team: id }, lead());
    person(t, `${id}-M1`, id, 'TEAM_MANAGER');
    person(t, `${id}-M2`, id, 'TEAM_MANAGER');
  }
  person(t, 'IRS-M1', 'IRS', 'TEAM_MANAGER');
  person(t, 'LAC-A1', 'LAC', 'SOCIAL_WORKER', 'AGENCY');
  for (let i = 1; i <= 3; i++) person(t, `SF-A${i}`, 'SF', 'SOCIAL_WORKER', 'AGENCY');
  const { stepUp, frontline, ownStaff } = printed.trainees;
  const reached = (candidateId: string, service: string) => {
    t.note('authority-335', 'RecruitmentStageReached', month('2016-11'), {
      candidateId,
      service,
      stage: 'OFFERED',
      on: month('2016-11'),
      newlyQualified: true,
    });
  };
  for (let i = 1; i <= stepUp; i++) reached(`S-${i}`, 'STEP_UP');
  for (let i = 1; i <= frontline; i++) reached(`F-${i}`, 'FRONTLINE');
  for (let i = 1; i <= ownStaff; i++) reached(`G-${i}`, 'GROW_YOUR_OWN');
}

function person(t: Teller, workerId: string, teamId: string, role: string, employment = 'PERMANENT'): void {
  t.note(`worker-${workerId}`, 'WorkerRegistered', longAgo, {
    workerId,
    teamId,
    qualified: true,
    fte: 1,
    employment,
    role,
    from: longAgo,
  });
}

/** Where the report only says above, below or in line, the published figures of the year (catalogue F.1, F.2) stand beside. */
function referenceData(t: Teller): void {
  const { compared, populated } = authorityNotes(t, '335', 'DfE Children in need, year ending 31 March 2016');
  const year = '2016-03-31';
  populated('TOTAL', 2015, 47_900);
  compared('RF-02', 536, year);
  compared('RF-02', 600, year, 'NEIGHBOURS');
  compared('RF-05', 22.5, year);
  compared('RF-05', 23, year, 'NEIGHBOURS');
  compared('AS-02', 83.4, year);
  compared('AS-02', 82, year, 'NEIGHBOURS');
}
