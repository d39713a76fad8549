import { ageOn } from '#calendar/plain-date';
import { z } from 'zod';
import { unlessKnown } from '../already-known.ts';
import { identity } from '../child-identity/identity.ts';
import { command } from '../command.ts';
import { identifier } from '../event-type.ts';
import { Refused } from '../refused.ts';
import { latestBy } from './care-leaver.ts';
import { leavingCareEvents } from './leaving-care.events.ts';
import {
  aCareLeaver,
  aCareLeaverWithAPlan,
  afterThirteenWeeks,
  inOrOutOfCare,
  ofTheAge,
} from './leaving-care.rules.ts';

const child = z.object({ childId: identifier });
const events = leavingCareEvents;

/** Where somebody lives who is abroad, or whose home nobody knows, is not judged (catalogue C.8, B.6). */
const notJudged: readonly string[] = ['G', 'H', 'R', '0'];

/** What may be asked about care leavers, and what follows (catalogue A.10, A.14). */
export const leavingCareCommands = {
  SetLeaverEligibility: command(
    child.extend(events.LeaverEligibilitySet.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const { category, from } = asked;
      ofTheAge(journey, category, from);
      inOrOutOfCare(journey, category, from);
      afterThirteenWeeks(journey, category, from);
      return unlessKnown(journey, { type: 'LeaverEligibilitySet', data: asked });
    },
  ),

  CompletePathwayPlan: command(
    child.extend(events.PathwayPlanCompleted.payload.shape),
    (journey, { childId: _, ...asked }) => {
      aCareLeaverWithAPlan(journey, asked.on);
      return unlessKnown(journey, { type: 'PathwayPlanCompleted', data: asked });
    },
  ),

  ReviewPathwayPlan: command(
    child.extend(events.PathwayPlanReviewed.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const { plans } = aCareLeaverWithAPlan(journey, asked.on);
      if (latestBy(plans, asked.on) === undefined)
        throw new Refused(
          'a-review-follows-a-pathway-plan',
          `No pathway plan had been completed by ${asked.on}. Record the plan first, or check the day.`,
        );
      return unlessKnown(journey, { type: 'PathwayPlanReviewed', data: asked });
    },
  ),

  AllocatePersonalAdviser: command(
    child.extend(events.PersonalAdviserAllocated.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const { advisers } = aCareLeaver(journey, asked.from);
      const now = latestBy(advisers, asked.from)?.data;
      if (now?.workerId === asked.workerId && (asked.teamId === undefined || asked.teamId === now.teamId)) return [];
      return [{ type: 'PersonalAdviserAllocated', data: asked }];
    },
  ),

  RecordLeaverContact: command(
    child.extend(events.LeaverContactMade.payload.shape),
    (journey, { childId: _, ...asked }) => {
      aCareLeaver(journey, asked.on);
      return unlessKnown(journey, { type: 'LeaverContactMade', data: asked });
    },
  ),

  /** Custody counts as unsuitable unless somebody judged otherwise (catalogue A.10, G43). */
  RecordLeaverAccommodation: command(
    child.extend(events.AccommodationRecorded.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const { on, code, reasonUnsuitable } = asked;
      aCareLeaver(journey, on);
      const suitable = asked.suitable ?? (code === 'X' ? 2 : undefined);
      if (suitable === undefined && !notJudged.includes(code))
        throw new Refused(
          'accommodation-is-suitable-or-not',
          'Say whether the accommodation is suitable (1) or unsuitable (2): every kind of home is judged.',
        );
      if (reasonUnsuitable !== undefined && suitable !== 2)
        throw new Refused(
          'only-unsuitable-accommodation-has-a-reason',
          'A reason was given although the accommodation is not unsuitable. Leave it out, or say that it is unsuitable.',
        );
      const { dob } = identity(journey);
      if (code === 'Z' && dob !== undefined && ageOn(dob, on) < 18)
        throw new Refused(
          'a-former-foster-carer-is-one-from-eighteen-on',
          `On ${on} this young person was not 18 yet: staying put with a former foster carer begins at 18.`,
        );
      return unlessKnown(journey, { type: 'AccommodationRecorded', data: { ...asked, suitable } });
    },
  ),

  RecordLeaverActivity: command(
    child.extend(events.ActivityRecorded.payload.shape),
    (journey, { childId: _, ...asked }) => {
      aCareLeaver(journey, asked.on);
      return unlessKnown(journey, { type: 'ActivityRecorded', data: asked });
    },
  ),
};
