import { addDays, type PlainDate } from '#calendar/plain-date';
import { workingDayOnOrAfter } from '#calendar/working-days';
import { isUnder, type SimulatedChild } from './household.ts';
import { address } from './names.ts';
import { shares, type Random } from './random.ts';
import { enter, inForce, type Group, type Story } from './setting.ts';

/** A placement as a command names it. */
export interface Placed {
  readonly type: string;
  readonly provider?: string;
  readonly carerId?: string;
  readonly intendedTo18?: boolean;
  readonly regBasis?: string;
}

/** Where a child goes first: mostly to foster carers, the oldest also to homes and supported accommodation. */
export function firstPlacement(story: Story, child: SimulatedChild, on: PlainDate, legalStatus: string): Placed {
  const { random, household } = story;
  if (household.situation === 'ALONE' && !isUnder(16, child, on))
    return placed(
      random.weighted(...inForce('placementType', shares({ K3: 70, H5: 70, U6: 30 }), on)),
      legalStatus,
      random,
    );
  const orders = legalStatus === 'C1' || legalStatus === 'C2';
  return placed(
    random.weighted(
      ['U6', 56],
      ['U3', 20],
      ['K2', isUnder(10, child, on) ? 1 : 22],
      ['R3', isUnder(1, child, on) ? 8 : 0],
      ['P1', orders ? 8 : 0],
    ),
    legalStatus,
    random,
  );
}

/** Where a child goes next: what is meant to last is likelier. */
function nextPlacement(story: Story, child: SimulatedChild, on: PlainDate, legalStatus: string): Placed {
  const { random } = story;
  const older = isUnder(16, child, on) ? 0 : 30;
  const home = isUnder(9, child, on) ? 1 : 20;
  const parents = legalStatus === 'C2' ? 7 : 0;
  const choices = shares({ U4: 34, U6: 26, U1: 10, K2: home, K3: older, H5: older, P1: parents });
  return placed(random.weighted(...inForce('placementType', choices, on)), legalStatus, random);
}

function placed(type: string, legalStatus: string, random: Random): Placed {
  const carer = type.startsWith('U') ? { carerId: `F${random.whole(1000, 9999)}` } : {};
  const lasting = type === 'U4' || type === 'U1' ? { intendedTo18: true } : {};
  if (type === 'P1')
    return {
      type,
      provider: 'PR0',
      regBasis: legalStatus === 'C1' ? 'INTERIM_ORDER_WITH_PARENT' : 'CARE_ORDER_WITH_PARENT',
    };
  if (type === 'U1' || type === 'U3')
    return { type, provider: 'PR1', ...carer, ...lasting, ...(type === 'U3' ? { regBasis: 'REG24' } : {}) };
  const provider = random.weighted(['PR1', type === 'R3' || type.startsWith('U') ? 55 : 15], ['PR4', 40], ['PR5', 5]);
  return { type, provider, ...carer, ...lasting };
}

/** The day a child moved, and what the placement rests on. */
export interface Move {
  readonly on: PlainDate;
  readonly regBasis?: string;
}

/** The placements of a child up to the end of care. Returns the moves, the first placement among them. */
export function placements(
  story: Story,
  group: Group,
  child: SimulatedChild,
  life: {
    readonly startedOn: PlainDate;
    readonly endOn: PlainDate;
    readonly first: Placed;
    readonly legalOn: (on: PlainDate) => string;
  },
): readonly Move[] {
  const { random, household, world } = story;
  const begun: Move[] = [moveTo(life.startedOn, life.first)];
  // One child in eight moves again and again; most settle after the first year.
  const restless = random.chance(0.12);
  for (let i = 0; ; i++) {
    const days = restless ? random.whole(25, 130) : i === 0 ? random.whole(20, 500) : random.whole(350, 2200);
    const on = workingDayOnOrAfter(addDays(begun.at(-1)!.on, days));
    if (on >= addDays(life.endOn, -14) || on > world.to) return begun;
    const changeReason = random.weighted(
      ['CARPL', 55],
      ['CREQB', 14],
      ['CREQO', 8],
      ['CHILD', 6],
      ['LAREQ', 8],
      ['CLOSE', 3],
      ['STAND', 2],
      ['OTHER', 4],
    );
    const to = nextPlacement(story, child, on, life.legalOn(on));
    const { postcode } = address(household.area, random);
    enter(story, group, 'ChangePlacement', on, { on, ...to, sameCarer: false, changeReason, postcode });
    begun.push(moveTo(on, to));
    if (random.chance(0.04)) carerOnHoliday(story, group, on, to, life.endOn, begun);
  }
}

const moveTo = (on: PlainDate, { regBasis }: Placed): Move => (regBasis === undefined ? { on } : { on, regBasis });

/** The carer goes on holiday: two weeks elsewhere and back again. No move, as figures count it. */
function carerOnHoliday(
  story: Story,
  group: Group,
  from: PlainDate,
  home: Placed,
  endOn: PlainDate,
  begun: Move[],
): void {
  const { random } = story;
  const away = addDays(from, random.whole(40, 200));
  const back = addDays(away, random.whole(5, 14));
  if (addDays(back, 30) >= endOn) return;
  enter(story, group, 'ChangePlacement', away, { on: away, type: 'T3', sameCarer: false, changeReason: 'CREQO' });
  enter(story, group, 'ChangePlacement', back, { on: back, ...home, sameCarer: true, changeReason: 'CARPL' });
  begun.push({ on: away }, moveTo(back, home));
}
