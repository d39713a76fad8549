import { addDays, addYears, birthday, daysBetween, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { simulatedAreas } from './authority.ts';
import { address, familyName, givenName, type Area } from './names.ts';
import { randomFrom, type Random } from './random.ts';
import type { World } from './setting.ts';

/**
 * What a household comes to the authority with: an ordinary worry, a pregnancy, a child's disability, a young person who
 * arrived in the country alone, or children who have been in care since before the simulated time.
 */
export type Situation = 'ORDINARY' | 'UNBORN' | 'DISABLED' | 'ALONE' | 'IN_CARE';

export interface SimulatedChild {
  readonly id: string;
  readonly number: number;
  readonly sex: 'F' | 'M' | 'U';
  readonly givenName?: string;
  /** The day of birth; of an unborn child the day it is going to be born on, which nobody knows yet. */
  readonly dob: PlainDate;
  readonly expectedDob?: PlainDate;
  readonly adultOn: PlainDate;
  readonly ethnicity: string;
  readonly disabilities: readonly string[];
}

/** When a household first comes to notice, how many children it has and the number of the first. Cheap to keep by the million. */
export interface Arrival {
  readonly number: number;
  readonly on: PlainDate;
  readonly situation: Situation;
  readonly firstChild: number;
  readonly size: number;
}

export interface Household extends Arrival {
  /** Siblings share it from their first contact on. */
  readonly correlationId: string;
  readonly area: Area;
  readonly familyName: string;
  readonly address: string;
  readonly postcode: string;
  readonly ethnicity: string;
  readonly children: readonly SimulatedChild[];
}

/** Who lives behind an arrival: the same for the same seed and arrival, whenever it is asked. */
export function householdOf(arrival: Arrival, { seed, from }: World): Household {
  const random = randomFrom(seed, 'household', arrival.number);
  const area = random.weighted(...simulatedAreas.map(({ id, shareOfWork }) => [id, shareOfWork] as const));
  const ethnicity = random.weighted(...ethnicities);
  const ages = agesOf(arrival, from, random);
  const children = ages.map((days, i) => child(arrival, i, days, ethnicity, random));
  return {
    ...arrival,
    correlationId: uuidOf(`${seed}/household/${arrival.number}`),
    area,
    familyName: familyName(random),
    ...address(area, random),
    ethnicity,
    children,
  };
}

const ethnicities = [
  ['WBRI', 46],
  ['APKN', 14],
  ['BAFR', 7],
  ['MWBC', 7],
  ['BCRB', 5],
  ['WOTH', 5],
  ['AIND', 3],
  ['ABAN', 3],
  ['MOTH', 3],
  ['MWAS', 2],
  ['AOTH', 2],
  ['OOTH', 2],
  ['WROM', 1],
] as const;
const disabilities = ['AUT', 'LD', 'COMM', 'MOB', 'BEH', 'PC', 'HEAR', 'VIS', 'CON', 'DDA'] as const;

/** Ages at which children come to notice. */
const agesInYears: readonly (readonly [years: readonly [number, number], weight: number])[] = [
  [[0, 0], 12],
  [[1, 4], 26],
  [[5, 9], 28],
  [[10, 14], 26],
  [[15, 16], 8],
];

/** Ages in days at the arrival, youngest first; an unborn child's is negative. Siblings are one to five years apart. */
function agesOf({ situation, size, on }: Arrival, from: PlainDate, random: Random): readonly number[] {
  const years = situation === 'ALONE' ? ([15, 16] as const) : random.weighted(...agesInYears);
  // Those in care before the simulated time are still children when it begins.
  const oldest = situation === 'IN_CARE' ? 17.9 * 365 - daysBetween(on, from) : 17.3 * 365;
  let days = situation === 'UNBORN' ? -random.whole(40, 150) : random.whole(years[0] * 365, years[1] * 365 + 360);
  if (situation === 'IN_CARE') days = random.around(0, Math.floor(oldest));
  return Array.from({ length: size }, (_, i) => {
    if (i > 0) days += random.whole(330, 1800);
    return Math.min(days, Math.floor(oldest) - i);
  });
}

function child(arrival: Arrival, index: number, age: number, ethnicity: string, random: Random): SimulatedChild {
  const dob = addDays(arrival.on, -age);
  const unborn = age < 0;
  const sex = unborn ? 'U' : random.pick(['F', 'M'] as const);
  const disabled = !unborn && (arrival.situation === 'DISABLED' ? index === 0 : random.chance(0.06));
  const name = givenName(sex, random);
  const number = arrival.firstChild + index;
  return {
    id: `C${String(number).padStart(5, '0')}`,
    number,
    sex,
    ...(name === undefined ? {} : { givenName: name }),
    dob,
    ...(unborn ? { expectedDob: addDays(dob, random.around(-12, 14)) } : {}),
    adultOn: birthday(dob, 18),
    ethnicity: unborn ? 'NOBT' : arrival.situation === 'ALONE' ? random.pick(['AOTH', 'OOTH', 'BAFR']) : ethnicity,
    disabilities: unborn
      ? []
      : disabled
        ? [...new Set([random.pick(disabilities), random.pick(disabilities)])]
        : ['NONE'],
  };
}

/** Whether a child is still under a given age on a day. */
export const isUnder = (age: number, { dob }: SimulatedChild, on: PlainDate): boolean => on < addYears(dob, age);
