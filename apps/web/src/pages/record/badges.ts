import type { PlainDate } from '#calendar/plain-date';
import { isShortBreak, legalStatusOn, periodOn } from '#case-flow/care/periods-of-care';
import { missingEpisodes } from '#case-flow/care/missing-episodes';
import { identity } from '#case-flow/child-identity/identity';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import type { Journey } from '#case-flow/journey';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { runsOn } from '#case-flow/succession';

/** What must be known about a child before anything else. The words say it all; the colour only helps to find it. */
export interface Badge {
  readonly text: string;
  readonly colour: 'red' | 'orange' | 'purple' | 'blue' | 'green' | 'grey' | 'black';
}

/** The badges of a child at the end of a day, the gravest first. */
export function badgesOf(journey: Journey, on: PlainDate): readonly Badge[] {
  const { dob, expectedDob, diedOn, pregnancyEndedOn, restriction, mergedInto } = identity(journey);
  const isUnborn = (dob === undefined || dob > on) && expectedDob !== undefined && pregnancyEndedOn === undefined;
  const period = periodOn(journey, on);
  const status = period && legalStatusOn(period, on);
  const isMissing = missingEpisodes(journey).some(
    (one) => one.fromOn <= on && (one.untilOn === undefined || one.untilOn > on),
  );
  const badges: readonly (Badge | false)[] = [
    mergedInto !== undefined && { text: 'Merged record', colour: 'black' },
    restriction !== undefined && { text: 'Restricted', colour: 'black' },
    diedOn !== undefined && diedOn <= on && { text: 'Died', colour: 'black' },
    isMissing && { text: 'Missing', colour: 'red' },
    childProtectionPlans(journey).some((plan) => runsOn(plan, on)) && { text: 'Child protection plan', colour: 'red' },
    section47Enquiries(journey).some(
      (one) => one.startedOn <= on && (one.concludedOn === undefined || one.concludedOn > on),
    ) && {
      text: 'Open section 47 enquiry',
      colour: 'red',
    },
    period !== undefined && {
      text: status !== undefined && isShortBreak(status) ? 'Short breaks in care' : 'Looked-after child',
      colour: 'purple',
    },
    openChildInNeedPlan(journey, on) !== undefined && { text: 'Child in need plan', colour: 'blue' },
    isUnborn && { text: 'Unborn', colour: 'grey' },
  ];
  return badges.filter((one) => one !== false);
}
