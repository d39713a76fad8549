import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { handOver, turnover } from './allocation-path.ts';
import { enter, isTold, min, note, workerOf, workingDayOnOrBefore, type Group, type Story } from './setting.ts';

export type NeedEnd = 'NEED_MET' | 'STEP_DOWN_EH' | 'MOVED' | 'AGED_OUT' | 'BECAME_CPP' | 'BECAME_CLA';

export interface EndedNeed {
  readonly reason: NeedEnd;
  readonly on: PlainDate;
}

type Kind = 'STANDARD' | 'STEP_DOWN_FROM_CPP';

/**
 * A child in need plan: visits and reviews up to its end. One that ends because a protection plan or care begins is not
 * ended here: that is what the beginning of the other does.
 */
export function needPlan(story: Story, group: Group, startedOn: PlainDate, kind: Kind): EndedNeed {
  const { random } = story;
  const end = endOf(story, group, startedOn, kind);
  enter(story, group, 'StartChildInNeedPlan', startedOn, { startedOn, kind });
  handOver(story, group, 'SAFEGUARDING', startedOn, end.on);
  turnover(story, group, startedOn, end.on);
  visits(story, group, startedOn, end.on);
  let on = reviewAfter(story, startedOn);
  while (on < end.on && on <= story.world.to) {
    if (isTold(story, on)) note(story, group, 'HoldChildInNeedReview', on, { heldOn: on, decision: 'CONTINUE' });
    on = reviewAfter(story, on);
  }
  if (end.reason === 'BECAME_CPP' || end.reason === 'BECAME_CLA') return end;
  const early = kind === 'STEP_DOWN_FROM_CPP' && end.on < addDays(startedOn, 93);
  const override = early
    ? { overrideReason: random.pick(['The family asked to end it', 'Early help has taken over']) }
    : {};
  enter(
    story,
    group,
    'EndChildInNeedPlan',
    end.on,
    { endedOn: end.on, reason: end.reason, ...override },
    'TEAM_MANAGER',
  );
  return end;
}

type Lengths = readonly (readonly [days: readonly [number, number], weight: number])[];
const lengths: Lengths = [
  [[20, 80], 22],
  [[81, 180], 42],
  [[181, 330], 28],
  [[331, 620], 8],
];
/** After a protection plan help goes on for three months at least, nearly always. */
const lengthsAfterProtection: Lengths = [
  [[30, 90], 8],
  [[94, 130], 55],
  [[131, 260], 37],
];

function endOf({ random }: Story, group: Group, startedOn: PlainDate, kind: Kind): EndedNeed {
  const [least, most] = random.weighted(...(kind === 'STEP_DOWN_FROM_CPP' ? lengthsAfterProtection : lengths));
  const on = workingDayOnOrAfter(addDays(startedOn, random.whole(least, most)));
  const adultOn = group.children.map((child) => child.adultOn).reduce(min);
  if (on >= adultOn) return { on: adultOn, reason: 'AGED_OUT' };
  const reason = random.weighted<NeedEnd>(
    ['NEED_MET', 55],
    ['STEP_DOWN_EH', 27],
    ['MOVED', 4],
    ['BECAME_CPP', 10],
    ['BECAME_CLA', 3],
  );
  return { on, reason };
}

function visits(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, diary } = story;
  for (let on = addWorkingDays(startedOn, random.whole(3, 15)); on < endedOn && on <= story.world.to;) {
    const by = workerOf(story, group, on);
    if (isTold(story, on))
      for (const child of group.children) {
        const seen = on > child.dob && random.chance(0.92);
        const alone = seen && random.chance(0.5);
        diary.note(child.id, 'RecordChildInNeedVisit', on, { visitedOn: on, seen, alone, by: by.workerId }, by);
      }
    on = addWorkingDays(on, random.weighted([random.whole(9, 20), 84], [random.whole(21, 40), 16]));
  }
}

/** Every three months; one review in six is held later. */
function reviewAfter({ random }: Story, on: PlainDate): PlainDate {
  return workingDayOnOrBefore(addDays(on, random.chance(0.84) ? random.whole(70, 90) : random.whole(96, 140)));
}
