import { addDays, birthday, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { handOver, turnover } from './allocation-path.ts';
import { adoption } from './adoption-path.ts';
import { careLife } from './care-life.ts';
import { helped } from './case-path.ts';
import { close, type EndedCase } from './closing-path.ts';
import { isUnder, type SimulatedChild } from './household.ts';
import { leavingCare } from './leaving-care-path.ts';
import { firstPlacement } from './placements.ts';
import { shares } from './random.ts';
import { enter, inForce, max, type Group, type Story } from './setting.ts';

/** What a period of care ends in, and when; the day may lie in the future. */
export interface CareEnd {
  readonly on: PlainDate;
  readonly destiny: 'HOME' | 'ADOPTED' | 'GUARDIAN' | 'ADULT' | 'ELSEWHERE';
}

/** Children who come into care: together on one day, and from then on each with a life of its own. */
export function carePath(story: Story, group: Group, startedOn: PlainDate): readonly EndedCase[] {
  return group.children.flatMap((child) => {
    if (startedOn >= child.adultOn) return close(story, alone(group, child), startedOn, 'RC7');
    return careOf(story, alone(group, child), child, max(startedOn, child.dob));
  });
}

const alone = (group: Group, child: SimulatedChild): Group => ({
  ...group,
  children: [child],
  desks: [...group.desks],
});

function careOf(story: Story, group: Group, child: SimulatedChild, startedOn: PlainDate): readonly EndedCase[] {
  const { household, random } = story;
  const end = endOf(story, child, startedOn);
  const legal = legalPath(story, child, startedOn, end);
  const first = firstPlacement(story, child, startedOn, legal[0]!.legalStatus);
  const need =
    household.situation === 'ALONE'
      ? 'N8'
      : random.weighted(['N1', 70], ['N5', 12], ['N4', 8], ['N3', 5], ['N6', 3], ['N2', 2]);
  const began = {
    startedOn,
    legalStatus: legal[0]!.legalStatus,
    need,
    placement: first,
    homePostcode: household.postcode,
  };
  enter(story, group, 'StartCare', startedOn, began);
  if (household.situation === 'ALONE') enter(story, group, 'RecordUnaccompaniedStatus', startedOn, { from: startedOn });
  for (const { on, legalStatus } of legal.slice(1)) enter(story, group, 'ChangeLegalStatus', on, { on, legalStatus });
  if (legal.some(({ legalStatus }) => legalStatus === 'C1')) proceedings(story, group, startedOn);
  handOver(story, group, 'CHILDREN_IN_CARE', addDays(startedOn, random.whole(20, 110)), end.on);
  turnover(story, group, startedOn, end.on);
  careLife(story, group, child, { startedOn, end, first, legal });
  leavingCare(story, group, child, startedOn, end);
  return leave(story, group, startedOn, end, legal.at(-1)!.legalStatus);
}

export interface LegalStep {
  readonly on: PlainDate;
  readonly legalStatus: string;
}

/** How care begins in law and goes on: emergency powers for days, an interim order for months, a full order for years. */
function legalPath(
  { random, household }: Story,
  child: SimulatedChild,
  startedOn: PlainDate,
  end: CareEnd,
): readonly LegalStep[] {
  const permanent = end.destiny === 'ADOPTED' || end.destiny === 'GUARDIAN';
  const first =
    household.situation === 'ALONE'
      ? 'V2'
      : random.weighted(
          ['V2', permanent ? 25 : 50],
          ['C1', 38],
          ['L1', 5],
          ['L2', 4],
          ['J1', isUnder(13, child, startedOn) ? 0 : 2],
        );
  const steps: LegalStep[] = [{ on: startedOn, legalStatus: first }];
  const then = (days: number, legalStatus: string) =>
    steps.push({ on: addWorkingDays(addDays(steps.at(-1)!.on, days), 1), legalStatus });
  if (first === 'L1') then(1, random.pick(['V2', 'C1']));
  if (first === 'L2') then(random.whole(6, 12), 'C1');
  if (first === 'J1') then(random.whole(20, 60), 'V2');
  if (steps.at(-1)!.legalStatus === 'V2' && household.situation !== 'ALONE' && random.chance(permanent ? 1 : 0.42))
    then(random.whole(20, 120), 'C1');
  if (steps.at(-1)!.legalStatus === 'C1' && end.destiny !== 'ADOPTED') then(random.whole(150, 260), 'C2');
  return steps.filter((step, i) => i === 0 || step.on < end.on);
}

/** How long care lasts depends on the age: the youngest go home or are adopted, many of the older stay until 18. */
function endOf({ random, household, world }: Story, child: SimulatedChild, startedOn: PlainDate): CareEnd {
  const before = household.situation === 'IN_CARE';
  const young = isUnder(5, child, startedOn);
  const ordinary = shares<CareEnd['destiny']>({
    HOME: before ? 16 : young ? 36 : 40,
    ADOPTED: young ? (before ? 25 : 20) : 0,
    GUARDIAN: young ? 18 : 8,
    ADULT: before ? 60 : young ? 22 : 42,
    ELSEWHERE: 5,
  });
  const alone = shares<CareEnd['destiny']>({ ADULT: 96, ELSEWHERE: 4 });
  const destiny = random.weighted(...(household.situation === 'ALONE' ? alone : ordinary));
  const days = {
    HOME: random.waiting(170) + 4,
    ADOPTED: random.around(480, 950),
    GUARDIAN: random.around(220, 700),
    ELSEWHERE: random.whole(30, 500),
    ADULT: 0,
  };
  const least = before ? addDays(world.from, random.whole(1, 700)) : startedOn;
  const on = workingDayOnOrAfter(max(addDays(startedOn, days[destiny]), least));
  const adultOn = birthday(child.dob, 18);
  return destiny === 'ADULT' || on >= adultOn ? { destiny: 'ADULT', on: adultOn } : { destiny, on };
}

/** Before a court is asked there is a legal planning meeting, mostly followed by a last attempt without the court. */
function proceedings(story: Story, group: Group, startedOn: PlainDate): void {
  const on = addWorkingDays(startedOn, story.random.whole(0, 4));
  enter(story, group, 'RecordLegalPlanningMeeting', on, { on, outcome: 'ISSUE' });
  const issuedOn = addWorkingDays(on, story.random.whole(0, 5));
  enter(story, group, 'IssueProceedings', issuedOn, { on: issuedOn });
}

/** Special guardianship, by who the guardian is; the codes changed in 2018. */
const guardianships = shares({ E43: 60, E44: 40, E45: 55, E46: 15, E47: 25, E48: 5 });

/** The end of care and what follows it: back home a plan or the closure, adoption and guardianship the closure for good. */
function leave(
  story: Story,
  group: Group,
  startedOn: PlainDate,
  { on, destiny }: CareEnd,
  legalStatus: string,
): readonly EndedCase[] {
  const { random } = story;
  const cease = (reason: string) => enter(story, group, 'CeaseCare', on, { ceasedOn: on, reason });
  if (destiny === 'HOME') {
    if (legalStatus === 'C2') enter(story, group, 'RecordCareOrderDischarge', on, { on });
    cease(random.weighted(['E4A', 78], ['E4B', 14], ['E13', 8]));
    return random.chance(0.55)
      ? helped(story, group, on, 'STANDARD')
      : close(story, group, addWorkingDays(on, random.whole(5, 40)), 'RC7');
  }
  if (destiny === 'ADOPTED') {
    adoption(story, group, on, startedOn);
    cease(random.weighted(['E11', 40], ['E12', 60]));
    return close(story, group, on, 'RC1');
  }
  if (destiny === 'GUARDIAN') {
    enter(story, group, 'RecordSpecialGuardianshipOrder', on, { on, carerRelation: 'RELATIVE' });
    cease(random.weighted(...inForce('reasonEpisodeCeased', guardianships, on)));
    return close(story, group, on, 'RC4');
  }
  if (destiny === 'ELSEWHERE') {
    cease(random.weighted(['E3', 35], ['E41', 45], ['E16', 20]));
    return close(story, group, on, 'RC7');
  }
  cease(random.weighted(['E17', 28], ['E5', 42], ['E6', 14], ['E7', 8], ['E9', 4], ['E8', 4]));
  // A care leaver's case stays open while a personal adviser is wanted, for many until 21.
  const until = random.chance(0.45)
    ? addWorkingDays(on, random.whole(5, 60))
    : workingDayOnOrAfter(addDays(on, random.whole(200, 1090)));
  return close(story, group, until, 'RC7');
}
