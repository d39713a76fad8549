import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, startsOf } from '../succession.ts';

/** A section 47 enquiry. Children with one first day have one enquiry: the return counts child and day (YonY 04). */
export interface Section47Enquiry {
  readonly section47Id: string;
  /** Its own id and those of starts of the same day, which are folded into it. */
  readonly ids: ReadonlySet<string>;
  readonly caseId?: string;
  readonly strategyId?: string;
  readonly started: Fact<'Section47Started'>;
  readonly startedOn: PlainDate;
  /** 15 working days after the strategy discussion (CIN guide 4.12.2). */
  readonly conferenceTargetOn: PlainDate;
  readonly concluded?: Fact<'Section47Concluded'>;
  readonly concludedOn?: PlainDate;
  readonly outcome?: NonNullable<Fact<'Section47Concluded'>['data']['outcome']>;
  readonly conferenceRequired?: boolean;
  /** Opened by the system together with an assessment: left out of counts and exports (G39). */
  readonly isAutomatic: boolean;
}

/** The day by which the initial conference that follows from an enquiry (or a transfer in) is due. */
export const conferenceDueOn = (clockStartedOn: PlainDate): PlainDate => addWorkingDays(clockStartedOn, 15);

/** The child's section 47 enquiries in the order of their start. */
export const section47Enquiries = perJourney((journey): readonly Section47Enquiry[] => {
  const starts = startsOf(factsOf(journey, 'Section47Started'), (data) => data.s47Id);
  const ends = endsOf(starts, factsOf(journey, 'Section47Concluded'), (data) => data.s47Id);
  return starts.map((start) => {
    const { s47Id, strategyId, autoS47 } = start.started.data;
    const caseId = caseOf(journey, start.started)?.caseId;
    const concluded = ends.get(start);
    return {
      ...start,
      section47Id: s47Id,
      ...(caseId === undefined ? {} : { caseId }),
      ...(strategyId === undefined ? {} : { strategyId }),
      conferenceTargetOn: conferenceDueOn(start.startedOn),
      ...(concluded === undefined ? {} : conclusion(concluded)),
      isAutomatic: autoS47 === true || concluded?.data.autoS47 === true,
    };
  });
});

function conclusion(concluded: Fact<'Section47Concluded'>) {
  const { outcome, icpcRequired } = concluded.data;
  const because = outcome === undefined ? {} : { outcome };
  return { concluded, concludedOn: concluded.on, ...because, conferenceRequired: icpcRequired };
}

/** The enquiry with this id, whether its own or that of a start folded into it. */
export const enquiryById = (journey: Journey, section47Id: string): Section47Enquiry | undefined =>
  section47Enquiries(journey).find((one) => one.ids.has(section47Id));

/** The enquiries of one case, in the order of their start. */
export const enquiriesOf = (journey: Journey, caseId: string | undefined): readonly Section47Enquiry[] =>
  section47Enquiries(journey).filter((one) => one.caseId === caseId);
