import { londonDate } from '#calendar/instant';
import { z } from 'zod';
import { command, type Decision } from '../command.ts';
import { day, identifier, text } from '../event-type.ts';
import { cases, openCase } from '../referral/case.ts';
import { anOpenCase, noReferralOnAnOpenCase } from '../referral/referral.rules.ts';
import { referralEvents } from '../referral/referral.events.ts';
import { Refused } from '../refused.ts';
import { contactEvents } from './contact.events.ts';
import { aContactOfThisChild, onlyScreened } from './contact.rules.ts';
import { contacts } from './contacts.ts';

export { contacts, type Contact } from './contacts.ts';

const {
  ContactReceived,
  ContactScreened,
  ContactRerated,
  AgencyChecksRequested,
  AgencyChecksReturned,
  ContactDecided,
} = contactEvents;
const { teamId, areaId, primaryReason } = referralEvents.ReferralReceived.payload.shape;

const isEachOnce = (childIds: readonly string[]) => new Set(childIds).size === childIds.length;

/** A command about a contact is asked once for all its children and decided for each, with one contact id. */
const about = z.object({ children: z.array(identifier).min(1).max(30).refine(isEachOnce, 'names a child twice') });

/** What may be asked of a contact, and what follows (catalogue A.2, A.14). */
export const contactCommands = {
  ReceiveContact: command(
    about.extend({
      ...ContactReceived.payload.shape,
      children: about.shape.children,
      contactId: identifier.optional(),
      method: ContactReceived.payload.shape.method.unwrap(),
      hub: ContactReceived.payload.shape.hub.unwrap(),
      narrative: text.optional(),
    }),
    (journey, { narrative, ...asked }, { newId }) => {
      const contactId = asked.contactId ?? newId();
      if (contacts(journey).some((one) => one.contactId === contactId && one.received)) return [];
      const onOpenCase = asked.onOpenCase ?? openCase(journey, londonDate(asked.receivedAt)) !== undefined;
      const data = { ...asked, contactId, onOpenCase };
      return [{ type: 'ContactReceived', data, ...(narrative === undefined ? {} : { personal: { narrative } }) }];
    },
  ),

  ScreenContact: command(about.extend(ContactScreened.payload.shape), (journey, { children: _, ...asked }) => {
    const one = aContactOfThisChild(journey, asked.contactId, londonDate(asked.screenedAt));
    if (one.screenings.some(({ data }) => data.screenedAt === asked.screenedAt && data.screenedBy === asked.screenedBy))
      return [];
    // A screening by somebody not qualified does not stand in the way of one by somebody who is.
    if (one.screened ?? one.decided)
      throw new Refused(
        'only-a-received-contact-is-screened',
        `This contact was screened already. It is ${one.status.toLowerCase()} now.`,
      );
    return [{ type: 'ContactScreened', data: { ...asked, contactId: one.contactId } }];
  }),

  RerateContact: command(
    about.extend({ ...ContactRerated.payload.shape, reason: text }),
    (journey, { children: _, reason, ...asked }) => {
      const one = aContactOfThisChild(journey, asked.contactId, londonDate(asked.ratedAt));
      if (one.ratings.at(-1)?.rag === asked.ragThreshold) return [];
      onlyScreened(one, 'rating it again');
      return [{ type: 'ContactRerated', data: { ...asked, contactId: one.contactId }, personal: { reason } }];
    },
  ),

  RequestAgencyChecks: command(
    about.extend(AgencyChecksRequested.payload.shape),
    (journey, { children: _, ...asked }) => {
      const one = aContactOfThisChild(journey, asked.contactId, londonDate(asked.at));
      if (one.agenciesAsked.includes(asked.agency)) return [];
      onlyScreened(one, 'asking other agencies');
      return [{ type: 'AgencyChecksRequested', data: { ...asked, contactId: one.contactId } }];
    },
  ),

  RecordAgencyChecks: command(
    about.extend({ ...AgencyChecksReturned.payload.shape, findings: text.optional() }),
    (journey, { children: _, findings, ...asked }) => {
      const one = aContactOfThisChild(journey, asked.contactId, londonDate(asked.at));
      if (one.agenciesAnswered.includes(asked.agency)) return [];
      if (!one.agenciesAsked.includes(asked.agency))
        throw new Refused(
          'only-requested-checks-are-returned',
          `${asked.agency} was not asked about this contact. Record the request first.`,
        );
      onlyScreened(one, 'recording what an agency answered');
      const data = { ...asked, contactId: one.contactId };
      return [{ type: 'AgencyChecksReturned', data, ...(findings === undefined ? {} : { personal: { findings } }) }];
    },
  ),

  DecideContact: command(
    about.extend({ ...ContactDecided.payload.shape, rationale: text.optional(), teamId, areaId, primaryReason }),
    (
      journey,
      { children: _, rationale, teamId, areaId, primaryReason, ...asked },
      { eventIdOf },
    ): readonly Decision[] => {
      const on = londonDate(asked.decidedAt);
      const one = aContactOfThisChild(journey, asked.contactId, on);
      if (one.outcome === asked.outcome) return [];
      onlyScreened(one, 'deciding');
      const { contactId } = one;
      const decided: Decision = {
        type: 'ContactDecided',
        data: { ...asked, contactId },
        ...(rationale === undefined ? {} : { personal: { rationale } }),
      };
      if (asked.outcome === 'LINKED_TO_OPEN_CASE') {
        const { caseId } = anOpenCase(journey, undefined, on);
        return [decided, { type: 'NewInformationRecorded', data: { caseId, contactId }, occurredOn: on }];
      }
      // A second referral of one day is the first (CIN guide 4.4).
      if (asked.outcome !== 'REFERRAL' || cases(journey).some((other) => other.referredOn === on)) return [decided];
      noReferralOnAnOpenCase(journey, on);
      const source = one.received?.data.source ?? '10';
      // Each child of the contact has a case of its own, so the case's id is made from the child's.
      const data = { caseId: eventIdOf(1), referredOn: on, source, contactId, primaryReason, teamId, areaId };
      return [decided, { type: 'ReferralReceived', data }];
    },
  ),

  ReopenContact: command(
    about.extend({ contactId: identifier.optional(), reopenedOn: day.optional(), reason: text }),
    (journey, { children: _, contactId, reopenedOn, reason }, { today }) => {
      const on = reopenedOn ?? today;
      const one = aContactOfThisChild(journey, contactId, on);
      if (one.reopenedOn === on) return [];
      if (one.status !== 'DECIDED')
        throw new Refused(
          'only-a-decided-contact-is-reopened',
          'Nobody has decided on this contact, so there is nothing to reopen.',
        );
      return [{ type: 'ContactReopened', data: { contactId: one.contactId }, personal: { reason }, occurredOn: on }];
    },
  ),
};
