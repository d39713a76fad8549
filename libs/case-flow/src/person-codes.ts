import type { PlainDate } from '#calendar/plain-date';
import { codeSet } from './code-set.ts';

/** Code sets about a person (catalogue B.4, the CIN census from 2024-25 on). Codes are stored for decades: add, never rename. */

const sexes = codeSet(['M', 'Male'], ['F', 'Female'], ['U', 'Unknown or unborn']);
export const sex = sexes.codes;
export const sexLabels = sexes.labels;

const ethnicities = codeSet(
  ['WBRI', 'White British'],
  ['WIRI', 'White Irish'],
  ['WIRT', 'Traveller of Irish heritage'],
  ['WROM', 'Gypsy or Roma'],
  ['WOTH', 'Any other White background'],
  ['MWBC', 'White and Black Caribbean'],
  ['MWBA', 'White and Black African'],
  ['MWAS', 'White and Asian'],
  ['MOTH', 'Any other Mixed background'],
  ['AIND', 'Indian'],
  ['APKN', 'Pakistani'],
  ['ABAN', 'Bangladeshi'],
  ['CHNE', 'Chinese'],
  ['AOTH', 'Any other Asian background'],
  ['BCRB', 'Caribbean'],
  ['BAFR', 'African'],
  ['BOTH', 'Any other Black background'],
  ['OOTH', 'Any other ethnic group'],
  ['REFU', 'Refused'],
  ['NOBT', 'Not yet obtained'],
);
export const ethnicity = ethnicities.codes;
export const ethnicityLabels = ethnicities.labels;

const ethnicGroups: readonly (readonly [codes: string, group: string])[] = [
  ['WBRI WIRI WIRT WROM WOTH', 'White'],
  ['MWBC MWBA MWAS MOTH', 'Mixed'],
  ['AIND APKN ABAN AOTH', 'Asian'],
  ['BCRB BAFR BOTH', 'Black'],
  ['OOTH', 'Other'],
];

/** The Department's group of an ethnicity on a day. Chinese moved from Other to Asian on 1 April 2023 (catalogue G33). */
export function ethnicGroup(code: string, on: PlainDate): string {
  if (code === 'CHNE') return on < '2023-04-01' ? 'Other' : 'Asian';
  return ethnicGroups.find(([codes]) => codes.split(' ').includes(code))?.[1] ?? 'Unknown';
}

const disabilities = codeSet(
  ['NONE', 'No disability'],
  ['MOB', 'Mobility'],
  ['HAND', 'Hand function'],
  ['PC', 'Personal care'],
  ['INC', 'Incontinence'],
  ['COMM', 'Communication'],
  ['LD', 'Learning'],
  ['HEAR', 'Hearing'],
  ['VIS', 'Vision'],
  ['BEH', 'Behaviour'],
  ['CON', 'Consciousness'],
  ['AUT', 'Autism'],
  ['DDA', 'Other disability'],
);
export const disability = disabilities.codes;
export const disabilityLabels = disabilities.labels;

const upnUnknownReasons = codeSet(
  ['UN1', 'Not of school age'],
  ['UN2', 'Never attended a maintained school'],
  ['UN3', 'Educated outside England'],
  ['UN4', 'Newly in need, in the last week of the collection period'],
  ['UN5', 'Sources disagree about the number'],
  ['UN6', 'Not looked after, and the number could not be obtained'],
  ['UN7', 'Referral with no further action'],
);
export const upnUnknownReason = upnUnknownReasons.codes;
export const upnUnknownReasonLabels = upnUnknownReasons.labels;
