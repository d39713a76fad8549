import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { turnover } from './allocation-path.ts';
import { enter, isTold, min, note, type Group, type Story } from './setting.ts';

/**
 * Short breaks for a disabled child: a budget of hours; for one in three stays away from home recorded one by one (V3) or
 * under an agreement (V4). Returns the day they ended, which may lie in the future. The brothers and sisters stay with them.
 */
export function shortBreaks(story: Story, group: Group, startedOn: PlainDate): PlainDate {
  const { random } = story;
  const adultOn = group.children.map((child) => child.adultOn).reduce(min);
  const endedOn = min(workingDayOnOrAfter(addDays(startedOn, random.whole(200, 1100))), adultOn);
  const disabled: Group = { ...group, children: group.children.slice(0, 1) };
  enter(story, disabled, 'AgreeShortBreakBudget', startedOn, { from: startedOn, hours: random.whole(2, 20) * 10 });
  turnover(story, group, startedOn, endedOn);
  const kind = random.weighted<'NONE' | 'V3' | 'V4'>(['NONE', 50], ['V3', 38], ['V4', 12]);
  if (kind === 'V3') stays(story, disabled, startedOn, endedOn);
  if (kind === 'V4') agreement(story, disabled, startedOn, endedOn);
  enter(story, disabled, 'EndShortBreakBudget', endedOn, { until: endedOn }, 'TEAM_MANAGER');
  return endedOn;
}

/** A weekend or a few days every month or two: far fewer than 75 days in a year. */
function stays(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random, world } = story;
  let from = addDays(startedOn, random.whole(10, 60));
  for (;;) {
    const until = addDays(from, random.whole(1, 4));
    if (until >= endedOn || until > world.to) return;
    if (isTold(story, from)) note(story, group, 'RecordRespiteStay', until, { from, until, legalStatus: 'V3' });
    from = addDays(until, random.whole(25, 70));
  }
}

function agreement(story: Story, group: Group, startedOn: PlainDate, endedOn: PlainDate): void {
  const { random } = story;
  const from = addWorkingDays(startedOn, random.whole(5, 40));
  const until = min(addDays(from, random.whole(90, 500)), addDays(endedOn, -1));
  if (until <= addDays(from, 30)) return;
  const placement = { type: random.pick(['U6', 'K2', 'R1']), provider: random.pick(['PR1', 'PR4']) };
  enter(story, group, 'StartCare', from, { startedOn: from, legalStatus: 'V4', need: 'N2', placement });
  enter(story, group, 'CeaseCare', until, { ceasedOn: until, reason: 'E8' });
}
