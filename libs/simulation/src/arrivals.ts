import { addDays, dayOfWeek, daysBetween, monthNumberOf, type PlainDate } from '#calendar/plain-date';
import { isWorkingDay } from '#calendar/working-days';
import { householdOf, type Arrival, type Situation } from './household.ts';
import { randomFrom, type Random } from './random.ts';
import type { World } from './setting.ts';
import { storyOf } from './story.ts';

/** Of all children, how many have been looked after for longer than the years before the simulated time that are told. */
const shareInCare = 0.032;
/** Households that come to notice in these years before the simulated time are told of if they are still worked with in it. */
const yearsBefore = 2;

/**
 * The households of so many children in the order of their arrival: those in care since long ago, those known from the
 * last two years, and those who come to notice in the simulated time.
 */
export function arrivalsOf(children: number, world: World): readonly Arrival[] {
  const random = randomFrom(world.seed, 'arrivals');
  const found: Arrival[] = [];
  let number = 0;
  let left = children;
  let inCare = Math.round(children * shareInCare);
  while (left > 0) {
    const before = inCare > 0;
    const size = Math.min(
      before ? inCare : left,
      random.weighted([1, 60], [2, before ? 15 : 24], [3, before ? 3 : 11], [4, before ? 1 : 5]),
    );
    const situation = before ? 'IN_CARE' : random.weighted(...situations);
    const on = before ? addDays(world.from, -daysInCare(random)) : dayOfArrival(world, random);
    const arrival = { number: number++, on, situation, firstChild: 0, size: situation === 'ALONE' ? 1 : size };
    if (!before && on < world.from && !isStillKnown(arrival, world)) continue;
    found.push(arrival);
    left -= arrival.size;
    if (before) inCare -= arrival.size;
  }
  return numbered(found);
}

const situations: readonly (readonly [Situation, number])[] = [
  ['ORDINARY', 930],
  ['UNBORN', 32],
  ['DISABLED', 30],
  ['ALONE', 8],
];

/** Those in care for long came into it two to fifteen years before. */
const daysInCare = (random: Random): number =>
  random.weighted(
    [random.whole(730, 1200), 32],
    [random.whole(1201, 1900), 30],
    [random.whole(1901, 3000), 24],
    [random.whole(3001, 5200), 14],
  );

/** Quiet in August and at Christmas, busiest before and after; a quarter as much at weekends. */
const months = [1.02, 1, 1.1, 0.95, 1.06, 1.06, 1.05, 0.72, 0.98, 1.08, 1.1, 0.86];

function dayOfArrival({ from, to }: World, random: Random): PlainDate {
  const first = addDays(from, -365 * yearsBefore);
  const length = daysBetween(first, to);
  for (;;) {
    const on = addDays(first, random.whole(0, length));
    const busy = months[monthNumberOf(on) - 1]! * (isWorkingDay(on) ? 1 : dayOfWeek(on) > 5 ? 0.22 : 0.15);
    if (random.chance(busy / 1.1)) return on;
  }
}

/** Something is still entered about the household once the simulated time has begun. */
function isStillKnown(arrival: Arrival, world: World): boolean {
  const steps = storyOf(householdOf(arrival, world), world);
  return (steps.at(-1)?.at ?? '') >= world.from;
}

/** In the order of arrival, with the children numbered in that order. */
function numbered(found: Arrival[]): readonly Arrival[] {
  found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.number - b.number));
  let firstChild = 1;
  return found.map((arrival) => {
    const one = { ...arrival, firstChild };
    firstChild += arrival.size;
    return one;
  });
}
