import type { PlainDate } from '#calendar/plain-date';
import type { Fact } from '#case-flow/journey';
import { latestBy, type CareLeaver } from '#case-flow/leaving-care/care-leaver';

/** The latest contact, whether or not it reached the young person. */
export const touchOn = ({ contacts }: CareLeaver, on: PlainDate): Fact<'LeaverContactMade'> | undefined =>
  latestBy(contacts, on);

/** Statuses in which the young person could not be, or would not be, asked (catalogue B.6). */
const notReached: readonly string[] = ['NO', 'REFU', 'NREQ'];
/** Abroad, deported, residence not known: out of every figure of accommodation (catalogue C.8). */
const notHere: readonly string[] = ['G', 'H', 'R'];

/** Accommodation at the end of a day, whether it is suitable, and if not, why. */
export function accommodationOn(leaver: CareLeaver, on: PlainDate) {
  const data = stillKnown(leaver, latestBy(leaver.accommodations, on), on)?.data;
  const suitability = suitabilityOf(data, isReached(leaver, on));
  return { accommodation: data?.code ?? null, suitability, reasonNotSuitable: reasonOf(data, suitability) };
}

/** Activity at the end of a day, and which of the published groups it is in. */
export function activityOn(leaver: CareLeaver, on: PlainDate) {
  const code = stillKnown(leaver, latestBy(leaver.activities, on), on)?.data.code ?? null;
  const group = code === null || code === '0' ? 'NOT_KNOWN' : code.startsWith('G') ? 'NEET' : 'EET';
  return { activity: code, activityGroup: group };
}

const isReached = (leaver: CareLeaver, on: PlainDate): boolean =>
  !notReached.includes(touchOn(leaver, on)?.data.inTouch ?? '');

/** What was found out before the authority lost touch is no longer known; what was found out since, or that day, is. */
function stillKnown<F extends Fact>(leaver: CareLeaver, fact: F | undefined, on: PlainDate): F | undefined {
  const touch = touchOn(leaver, on);
  if (fact === undefined || touch === undefined || !notReached.includes(touch.data.inTouch)) return fact;
  return fact.on < touch.on ? undefined : fact;
}

type Accommodation = Fact<'AccommodationRecorded'>['data'];

function suitabilityOf(data: Accommodation | undefined, isReached: boolean): string {
  if (data !== undefined && notHere.includes(data.code)) return 'ABROAD_OR_NOT_FOUND';
  if (data?.suitable === 1) return 'SUITABLE';
  if (data?.suitable === 2 || data?.code === 'X') return 'UNSUITABLE';
  return isReached ? 'NOT_KNOWN' : 'NOT_IN_TOUCH';
}

/** The reason that was given, else what the code itself says of a home that is not suitable. */
function reasonOf(data: Accommodation | undefined, suitability: string): string | null {
  if (suitability === 'SUITABLE' || suitability === 'ABROAD_OR_NOT_FOUND') return null;
  if (suitability !== 'UNSUITABLE') return suitability;
  return data!.reasonUnsuitable ?? reasonsByCode[data!.code] ?? 'OTHER';
}

const reasonsByCode: Readonly<Record<string, string>> = {
  X: 'CUSTODY',
  S: 'NO_FIXED_ABODE',
  V: 'EMERGENCY_ACCOMMODATION',
  W: 'BED_AND_BREAKFAST',
};
