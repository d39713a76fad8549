import type { PlainDate } from '#calendar/plain-date';
import { rememberedOf } from '#case-flow/alike';
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
  rows: (journey) =>
    everyClock(journey).flatMap((one) => (one.of === 'Pathway plan' ? rows(one, journey) : rowsOfCase(one))),
});

/** A clock of a case rests on the clock and the case alone; a pathway plan also on who supports the care leaver. */
const rowsOfCase = rememberedOf((one: OwnedClock) => rows(one));

function rows(one: OwnedClock, journey?: Journey) {
  const { of, about, dueOn, overdueFrom, from: startedOn, because } = one;
  return stretches(one, changes(one, journey), (on) => holder(one, on, journey)).map(({ from, to, ...held }) => ({
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
function holder(one: OwnedClock, on: PlainDate, journey?: Journey) {
  const leaver = journey && careLeaver(journey);
  if (leaver !== undefined) {
    const { workerId, team, area } = supporterOn(journey!, leaver, on);
    return { workerId, team, area };
  }
  const { team, area } = responsibleOn(one.case, on);
  const lead = one.case?.qualifiedLeads.find((each) => each.from <= on && (each.to === undefined || each.to > on));
  return { workerId: lead?.workerId ?? null, team, area };
}

function changes(one: OwnedClock, journey?: Journey): readonly (PlainDate | undefined)[] {
  const leaver = journey && careLeaver(journey);
  return leaver === undefined ? changesOf(one.case) : changesOfSupport(journey!, leaver);
}
