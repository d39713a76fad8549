import type { PlainDate } from '#calendar/plain-date';
import {
  categoryOfNeed,
  legalStatus,
  placementChangeReason,
  placementProvider,
  placementType,
  reasonEpisodeCeased,
  reasonForNewEpisode,
} from '#case-flow/looked-after-codes';
import { Refused } from '#case-flow/refused';
import type { z } from 'zod';
import type { NotRead, Reason, Where } from '../imported.ts';
import { refuse, refusedWith } from '../remarks.ts';
import { Cells } from './cells.ts';
import type { Row } from './table.ts';

type Code<Codes extends z.ZodEnum> = z.output<Codes>;

/** One row of the episodes file that was accepted. Plain values only: large files wait on disk. */
export interface Episode {
  readonly where: Where;
  readonly childId: string;
  readonly startedOn: PlainDate;
  readonly ceasedOn?: PlainDate;
  readonly legalStatus: Code<typeof legalStatus>;
  readonly placement: Code<typeof placementType>;
  readonly rne?: Code<typeof reasonForNewEpisode>;
  readonly need?: Code<typeof categoryOfNeed>;
  readonly provider?: Code<typeof placementProvider>;
  readonly reasonCeased?: Code<typeof reasonEpisodeCeased>;
  readonly changeReason?: Code<typeof placementChangeReason>;
  readonly urn?: string;
  readonly homePostcode?: string;
  readonly placementPostcode?: string;
  readonly notes: readonly Reason[];
}

/** The Children Act 1989 came into force: no period of care of the return is older. */
const FIRST_DAY = '1991-10-14';

/**
 * Reads a row of the episodes file. Refused are rows without a child, a day, a legal status or a placement, and those that
 * cannot be episodes: ended before they began, shorter than a day, begun after today or before the Act. Other fields that
 * are no code are left out with a note. `today` is the day of reading.
 */
export function episodeOf(row: Row, where: Where, today: PlainDate): Episode | NotRead {
  try {
    return episode(new Cells(row), where, today);
  } catch (error) {
    if (error instanceof Refused) return refusedWith(where, error);
    throw error;
  }
}

function episode(cells: Cells, where: Where, today: PlainDate): Episode {
  const childId = cells.childId();
  const days = daysOf(cells, today);
  return {
    where,
    childId,
    ...days,
    legalStatus: cells.code('LS', legalStatus, { rule: 'a-legal-status-is-of-its-set', dfe: '144' }),
    placement: cells.code('PLACE', placementType, { rule: 'a-placement-is-of-its-set', dfe: '146' }),
    ...present({
      rne: reasonForNew(cells),
      need: cells.codeOrNote('CIN', categoryOfNeed, { rule: 'a-need-is-of-its-set', dfe: '145' }),
      provider: cells.codeOrNote('PLACE_PROVIDER', placementProvider, { rule: 'a-provider-is-of-its-set', dfe: '178' }),
      reasonCeased: reasonOf(cells, days.ceasedOn),
      changeReason: cells.codeOrNote('REASON_PLACE_CHANGE', placementChangeReason, {
        rule: 'a-reason-for-a-change-of-placement-is-of-its-set',
        dfe: '1009',
      }),
      urn: cells.text('URN')?.slice(0, 20),
      homePostcode: postcode(cells, 'HOME_POST'),
      placementPostcode: postcode(cells, 'PL_POST'),
    }),
    notes: cells.notes,
  };
}

function daysOf(cells: Cells, today: PlainDate): { readonly startedOn: PlainDate; readonly ceasedOn?: PlainDate } {
  const startedOn = cells.day('DECOM', { rule: 'an-episode-has-its-first-day', dfe: '141' });
  if (startedOn > today)
    refuse({ rule: 'an-episode-starts-by-today', dfe: '141' }, `DECOM is ${startedOn}, which is still to come.`);
  if (startedOn < FIRST_DAY)
    refuse({ rule: 'an-episode-starts-under-the-act', dfe: '353' }, `DECOM is ${startedOn}, before 14 October 1991.`);
  const ceasedOn = cells.endingDay('DEC', { rule: 'an-episode-ceases-by-today', dfe: '147' }, today);
  if (ceasedOn === undefined) return { startedOn };
  if (ceasedOn < startedOn)
    refuse({ rule: 'an-episode-ceases-after-it-starts', dfe: '356' }, `DEC ${ceasedOn} is before DECOM ${startedOn}.`);
  if (ceasedOn === startedOn)
    refuse(
      { rule: 'an-episode-lasts-a-day', dfe: '355' },
      `DEC and DECOM are both ${startedOn}: the episode lasted less than a day.`,
    );
  return { startedOn, ceasedOn };
}

function reasonForNew(cells: Cells): Episode['rne'] {
  const rule = { rule: 'a-reason-for-a-new-episode-is-of-its-set', dfe: '143' };
  if (cells.text('RNE') === undefined) cells.note(rule, 'RNE is empty: what changed is told from the episode before.');
  return cells.codeOrNote('RNE', reasonForNewEpisode, rule);
}

/** Day and reason are both there or both not (DfE 148). An open episode with a reason is open. */
function reasonOf(cells: Cells, ceasedOn: PlainDate | undefined): Episode['reasonCeased'] {
  const both = { rule: 'an-episode-ceases-with-day-and-reason', dfe: '148' };
  const text = cells.text('REC');
  if (ceasedOn !== undefined) {
    if (text === undefined) cells.note(both, 'DEC is given and REC is empty.');
    return cells.codeOrNote('REC', reasonEpisodeCeased, { rule: 'a-reason-ceased-is-of-its-set', dfe: '149' });
  }
  if (text !== undefined)
    cells.note(both, `REC is ${text.slice(0, 10)} and DEC is not given: the episode is open, and the reason left out.`);
  return undefined;
}

/** Personal, and so at most as long as a postcode is. */
const postcode = (cells: Cells, column: string): string | undefined => cells.text(column)?.slice(0, 10);

function present<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
