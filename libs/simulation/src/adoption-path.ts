import { addDays, type PlainDate } from '#calendar/plain-date';
import { enter, max, workingDayOnOrBefore, type Group, type Story } from './setting.ts';

/** The way to an adoption order: the decision, the court's placement order, a match, the move, the order itself. */
export function adoption(story: Story, group: Group, orderedOn: PlainDate, startedOn: PlainDate): void {
  const { random } = story;
  const step = (days: number) => max(workingDayOnOrBefore(addDays(orderedOn, -days)), startedOn);
  const placedOn = step(random.whole(110, 180));
  const matchedOn = step(random.whole(190, 240));
  const orderOn = step(random.whole(260, 330));
  const decidedOn = step(random.whole(340, 400));
  enter(story, group, 'RecordAdoptionDecision', decidedOn, { on: decidedOn });
  enter(story, group, 'RecordPlacementOrder', orderOn, { on: orderOn });
  enter(story, group, 'ChangeLegalStatus', orderOn, { on: orderOn, legalStatus: 'E1' });
  const couple = random.chance(0.85);
  const adopters = couple
    ? { adopters: 2, adopterGender: random.pick(['MF', 'MF', 'MF', 'FF', 'MM']), adopterStatus: 'L11' }
    : { adopters: 1, adopterGender: 'F1', adopterStatus: 'L0' };
  enter(story, group, 'RecordAdoptionMatch', matchedOn, {
    on: matchedOn,
    adoptersFostered: random.chance(0.15),
    ...adopters,
  });
  enter(story, group, 'RecordPlacementForAdoption', placedOn, { on: placedOn });
  const placement = { type: 'A6', provider: 'PR1', sameCarer: false, changeReason: 'CARPL' };
  enter(story, group, 'ChangePlacement', placedOn, { on: placedOn, ...placement });
  enter(story, group, 'RecordAdoptionOrder', orderedOn, { on: orderedOn });
}
