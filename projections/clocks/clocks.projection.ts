import type { PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { careLeaver } from '#case-flow/leaving-care/care-leaver';
import { projection } from '#measures/projection';
import { acceptanceEvents, leadEvents } from '../case-events.ts';
import { changesOfSupport, supporterOn } from '../leaver-support.ts';
import { clockEvents, everyClock, type OwnedClock } from '../statutory-clocks.ts';
import { changesOf, responsibleOn, stretches } from '../stretches.ts';

/**
 * The days something was to be done, one row for each stretch of them with one team, area and lead worker. Whether it is
 * breached or due on a day follows from the days alone, so nothing has to be kept up to date as days go by.
 */
export const clocks = projection({
  name: 'clocks',
  question: 'What is to be done by when, by whom, and what is late?',
  version: 1,
  columns: {
    clock: 'text',
    caseId: 'text',
    dueOn: 'day',
    overdueFrom: 'day',
    /** The day the clock started, which may be earlier than the stretch. */
    startedOn: 'day',
    from: 'day',
    to: 'day',
    workerId: 'text',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, ...acceptanceEvents, ...clockEvents],
  rows: (journey) => everyClock(journey).flatMap((one) => rows(journey, one)),
});

function rows(journey: Journey, one: OwnedClock) {
  const { of, about, dueOn, overdueFrom, from: startedOn, because } = one;
  return stretches(one, changes(journey, one), (on) => holder(journey, one, on)).map(({ from, to, ...held }) => ({
    rowId: `${about}/${of}/${startedOn}#${from}`,
    because: [because],
    cells: {
      clock: of,
      caseId: one.case?.caseId ?? null,
      dueOn,
      overdueFrom,
      startedOn,
      from,
      to: to ?? null,
      ...held,
    },
  }));
}

/** Who is to do it: the lead social worker and team of the case; of a care leaver whoever supports them. */
function holder(journey: Journey, one: OwnedClock, on: PlainDate) {
  const leaver = one.of === 'Pathway plan' ? careLeaver(journey) : undefined;
  if (leaver !== undefined) {
    const { workerId, team, area } = supporterOn(journey, leaver, on);
    return { workerId, team, area };
  }
  const { team, area } = responsibleOn(one.case, on);
  const lead = one.case?.qualifiedLeads.find((each) => each.from <= on && (each.to === undefined || each.to > on));
  return { workerId: lead?.workerId ?? null, team, area };
}

function changes(journey: Journey, one: OwnedClock): readonly (PlainDate | undefined)[] {
  const leaver = one.of === 'Pathway plan' ? careLeaver(journey) : undefined;
  return leaver === undefined ? changesOf(one.case) : changesOfSupport(journey, leaver);
}
