import type { PlainDate } from '#calendar/plain-date';
import { birthday } from '#calendar/plain-date';
import { ethnicity, upnUnknownReason } from '#case-flow/codes';
import { laChildId } from '#case-flow/child-identity/child-identity.events';
import type { NewEvent } from '#case-flow/event';
import {
  inTouch,
  leaverAccommodation,
  leaverActivity,
  previousPermanence,
  strengthsQuestionnaireReason,
} from '#case-flow/leaver-codes';
import { importedEvent, type Where } from '../imported.ts';
import type { Cells } from './cells.ts';
import type { Return } from './year-of-return.ts';

/** Reads one row of a file: its events, with what is remarkable noted on the cells; throws `Refused`. */
export type ReadRow = (cells: Cells, where: Where, childId: string, of: Return) => readonly NewEvent[];

const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = { 1: 'M', 2: 'F', M: 'M', F: 'F', U: 'U' };

/** A child of the header file. The only day it tells is that of birth, which so dates what it says. */
export const headerRow: ReadRow = (cells, where, childId, { latest, yearEnd }) => {
  const born = cells.dayOrNote('DOB', { rule: 'a-date-of-birth-is-a-day', dfe: '102' });
  const dob = born !== undefined && born <= latest ? born : undefined;
  if (born !== dob)
    cells.note({ rule: 'a-date-of-birth-is-a-day-gone-by', dfe: '301' }, `DOB is ${born}, after ${latest}: left out.`);
  if (cells.text('DOB') === undefined) cells.note({ rule: 'a-date-of-birth-is-a-day', dfe: '102' }, 'DOB is empty.');
  const group = cells.codeOrNote('ETHNIC', ethnicity, { rule: 'an-ethnicity-is-of-its-set', dfe: '103' });
  const data = {
    ...(laChildId.safeParse(childId).success ? { laChildId: childId } : {}),
    ...upnOf(cells),
    ...(dob === undefined ? {} : { dob }),
    sex: sexOf(cells),
    ...(group === undefined ? {} : { ethnicity: group }),
  };
  const on = dob ?? yearEnd;
  return [
    importedEvent(where, childId, 'ChildRegistered', data, { on, identity: { registered: data } }),
    ...motherhood(cells, where, childId, latest),
  ];
};

function sexOf(cells: Cells): 'M' | 'F' | 'U' {
  const text = cells.text('SEX')?.replace(/\.0+$/, '').toUpperCase();
  const sex = text !== undefined && Object.hasOwn(sexes, text) ? sexes[text] : undefined;
  if (sex === undefined)
    cells.note(
      { rule: 'a-sex-is-of-its-set', dfe: '101' },
      `SEX is "${cells.text('SEX')?.slice(0, 20) ?? ''}", which is no code of its set: stored as unknown.`,
    );
  return sex ?? 'U';
}

function upnOf(cells: Cells) {
  const rule = { rule: 'a-upn-is-a-letter-and-twelve-characters', dfe: '168' };
  const text = cells.text('UPN')?.toUpperCase();
  if (text === undefined) return {};
  const unknown = upnUnknownReason.safeParse(text);
  if (unknown.success) return { upnUnknownReason: unknown.data };
  if (/^[A-Z]\d{11}[\dA-Z]$/.test(text)) return { upn: text };
  cells.note(rule, `UPN is "${text.slice(0, 20)}": left out.`);
  return {};
}

function motherhood(cells: Cells, where: Where, childId: string, latest: PlainDate): readonly NewEvent[] {
  const isMother = cells.flag('MOTHER', { rule: 'a-mother-status-is-0-or-1', dfe: '165' });
  const childsDob = cells.dayOrNote('MC_DOB', { rule: 'a-date-of-birth-of-a-mothers-child-is-a-day', dfe: '171' });
  if (isMother === undefined) {
    if (childsDob !== undefined)
      cells.note(
        { rule: 'a-mother-status-goes-with-its-child', dfe: '612' },
        'MC_DOB is given and MOTHER is not: left out.',
      );
    return [];
  }
  const data = { isMother, ...(childsDob === undefined ? {} : { childsDob }) };
  return [importedEvent(where, childId, 'MotherhoodRecorded', data, { on: childsDob ?? latest, identity: data })];
}

/** An unaccompanied asylum-seeking child: the return tells the day the status ceased, or is to cease, and not since when. */
export const unaccompaniedRow: ReadRow = (cells, where, childId, { latest, yearEnd }) => {
  const until = cells.endingDay('DUC', { rule: 'a-status-ceased-is-a-day-gone-by', dfe: '104' }, latest);
  const dob = cells.dayOrNote('DOB', { rule: 'a-date-of-birth-is-a-day', dfe: '102' });
  if (until !== undefined && dob !== undefined && until > birthday(dob, 18))
    cells.note(
      { rule: 'an-unaccompanied-child-is-under-eighteen', dfe: '304' },
      `DUC ${until} is after the 18th birthday.`,
    );
  const data = until === undefined ? {} : { until };
  return [importedEvent(where, childId, 'UnaccompaniedStatusRecorded', data, { on: dob ?? yearEnd, identity: data })];
};

/** The health of a child in care for a year: what was done in the year is dated by its last day, for no other is told. */
export const healthRow: ReadRow = (cells, where, childId, { latest: on }) => {
  const rule = { rule: 'a-health-item-is-0-or-1', dfe: '181' };
  const done = (column: string) => cells.flag(column, rule) === true;
  const immunised = cells.flag('IMMUNISATIONS', rule);
  const lost = [
    'CONVICTED',
    'HEALTH_CHECK',
    'SUBSTANCE_MISUSE',
    'INTERVENTION_RECEIVED',
    'INTERVENTION_OFFERED',
  ].filter((column) => cells.text(column) !== undefined);
  if (lost.length > 0)
    cells.note(
      { rule: 'a-health-item-without-a-place-is-left-out' },
      `There is no place here for ${lost.join(', ')}: left out.`,
    );
  const sdq = questionnaire(cells);
  return [
    ...(done('HEALTH_ASSESSMENT') ? [importedEvent(where, childId, 'HealthAssessmentDone', { on })] : []),
    ...(done('TEETH_CHECK') ? [importedEvent(where, childId, 'DentalCheckDone', { on })] : []),
    ...(immunised === undefined
      ? []
      : [importedEvent(where, childId, 'ImmunisationsRecorded', { on, upToDate: immunised })]),
    ...(sdq === undefined ? [] : [importedEvent(where, childId, 'SdqScored', { on, ...sdq })]),
  ];
};

function questionnaire(cells: Cells) {
  const text = cells.text('SDQ_SCORE');
  const score = text !== undefined && /^\d{1,2}(\.0+)?$/.test(text) ? Number(text) : undefined;
  const isScore = score !== undefined && score <= 40;
  if (text !== undefined && !isScore)
    cells.note({ rule: 'a-score-is-from-0-to-40', dfe: '180' }, `SDQ_SCORE is "${text.slice(0, 20)}": left out.`);
  const reason = cells.codeOrNote('SDQ_REASON', strengthsQuestionnaireReason, {
    rule: 'a-reason-for-no-score-is-of-its-set',
    dfe: '196',
  });
  if (!isScore && reason === undefined) return undefined;
  return { ...(isScore ? { score } : {}), ...(reason === undefined ? {} : { reason }) };
}

/** A care leaver: the return tells how they were around the birthday (17 to 21) that falls in its year. */
export const leaverRow: ReadRow = (cells, where, childId, { latest, yearEnd }) => {
  const dob = cells.dayOrNote('DOB', { rule: 'a-date-of-birth-is-a-day', dfe: '102' });
  const on = dob === undefined ? latest : birthdayIn(dob, yearEnd, latest);
  const touch = cells.codeOrNote('IN_TOUCH', inTouch, { rule: 'being-in-touch-is-of-its-set', dfe: '131' });
  const activity = cells.codeOrNote('ACTIV', leaverActivity, { rule: 'an-activity-is-of-its-set', dfe: '132' });
  const accommodation = accommodationOf(cells);
  const isGone = touch === 'DIED' || touch === 'RHOM';
  if (isGone && (accommodation !== undefined || (activity !== undefined && activity !== '0')))
    cells.note(
      { rule: 'a-leaver-who-died-or-went-home-has-no-activity', dfe: '344' },
      `IN_TOUCH is ${touch}, and activity or accommodation is told: all of it is stored.`,
    );
  return [
    ...(touch === undefined ? [] : [importedEvent(where, childId, 'LeaverContactMade', { on, inTouch: touch })]),
    ...(activity === undefined ? [] : [importedEvent(where, childId, 'ActivityRecorded', { on, code: activity })]),
    ...(accommodation === undefined
      ? []
      : [importedEvent(where, childId, 'AccommodationRecorded', { on, ...accommodation })]),
  ];
};

function birthdayIn(dob: PlainDate, yearEnd: PlainDate, latest: PlainDate): PlainDate {
  const year = Number(yearEnd.slice(0, 4));
  const age = year - Number(dob.slice(0, 4));
  const day = [birthday(dob, age), birthday(dob, age - 1)].find((one) => one <= yearEnd)!;
  return day <= latest ? day : latest;
}

/** A letter and 1 (suitable) or 2; 0 alone where nothing is known. */
function accommodationOf(cells: Cells) {
  const text = cells.text('ACCOM')?.toUpperCase().replace(/\.0+$/, '');
  if (text === undefined) return undefined;
  if (text === '0') return { code: '0' as const };
  const letter = leaverAccommodation.safeParse(text.slice(0, 1));
  if (letter.success && (text.slice(1) === '1' || text.slice(1) === '2'))
    return { code: letter.data, suitable: text.endsWith('1') ? (1 as const) : (2 as const) };
  cells.note(
    { rule: 'an-accommodation-is-of-its-set', dfe: '133' },
    `ACCOM is "${text.slice(0, 20)}", which is no code of its set: left out.`,
  );
  return undefined;
}

/** How a child had left care before. Day and month of an old order may be unknown (zz): then the day is left out. */
export const previousPermanenceRow: ReadRow = (cells, where, childId, { latest, yearEnd }) => {
  const kind = cells.code('PREV_PERM', previousPermanence, { rule: 'a-previous-permanence-is-of-its-set', dfe: '631' });
  const rule = { rule: 'a-day-of-previous-permanence-is-a-day', dfe: '632' };
  const isPartly = /^z{2}\//i.test(cells.text('DATE_PERM') ?? '');
  if (isPartly)
    cells.note(rule, `DATE_PERM is ${cells.text('DATE_PERM')!.slice(0, 20)}, of which the day is not known: left out.`);
  const found = isPartly ? undefined : cells.dayOrNote('DATE_PERM', rule);
  if (found !== undefined && found > latest) cells.note(rule, `DATE_PERM is ${found}, after ${latest}: left out.`);
  const on = found !== undefined && found <= latest ? found : undefined;
  const la = cells.text('LA_PERM')?.slice(0, 40);
  const data = { kind, ...(on === undefined ? {} : { on }), ...(la === undefined ? {} : { la }) };
  const dob = cells.dayOrNote('DOB', { rule: 'a-date-of-birth-is-a-day', dfe: '102' });
  return [importedEvent(where, childId, 'PreviousPermanenceRecorded', data, { on: dob ?? yearEnd, identity: data })];
};
