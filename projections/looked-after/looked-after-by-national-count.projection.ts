import { birthday, type PlainDate } from '#calendar/plain-date';
import { placementOn } from '#case-flow/care/periods-of-care';
import { identity } from '#case-flow/child-identity/identity';
import { heldOn } from '#case-flow/referral/case';
import type { Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, stretches } from '../stretches.ts';
import { boundsOf, daysBefore, lookedAfterEvents, rowIdOf, type DaysLookedAfter } from './days-looked-after.ts';
import { legalStatusBy } from './spans-of-care.ts';

/**
 * The days on which the national figures count a child: as `looked-after-children`, and from 18 up to the 21st birthday
 * those in a community home under section 20(5) (legal status V2, placement K2; DfE 359).
 */
export const lookedAfterByNationalCount = projection({
  name: 'looked-after-by-national-count',
  question: 'Which children do the national figures count as looked after?',
  version: 1,
  columns: { periodId: 'text', caseId: 'text', adult: 'flag', from: 'day', to: 'day', team: 'text', area: 'text' },
  reads: [...holdingEvents, ...lookedAfterEvents, 'PlacementStarted', 'PlacementEnded'],
  rows: (journey) => daysBefore(journey, 21).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const { span, case: ofCase } = days;
  const { period } = span;
  const { dob } = identity(journey);
  const adultOn = dob === undefined ? undefined : birthday(dob, 18);
  const changes = [
    ...changesOf(ofCase),
    adultOn,
    ...period.legalStatuses.map((one) => one.from),
    ...period.placements.flatMap((one) => [one.from, one.to]),
  ];
  const said = (on: PlainDate) => {
    const adult = adultOn !== undefined && on >= adultOn;
    const isCounted = !adult || (legalStatusBy(period, on) === 'V2' && placementOn(period, on)?.type === 'K2');
    return { adult, isCounted, ...heldOn(ofCase, on) };
  };
  return stretches(days, changes, said)
    .filter((one) => one.isCounted)
    .map(({ from, to, isCounted: _, ...says }) => ({
      rowId: rowIdOf(span, from),
      because: boundsOf(span),
      cells: { periodId: period.periodId, caseId: period.caseId ?? null, ...says, from, to: to ?? null },
    }));
}
