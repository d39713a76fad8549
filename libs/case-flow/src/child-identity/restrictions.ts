import { z } from 'zod';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { factsOf } from '../journey.ts';
import { openCase } from '../referral/case.ts';
import { Refused } from '../refused.ts';
import { childIdentityEvents } from './child-identity.events.ts';
import { identity } from './identity.ts';

const child = z.object({ childId: identifier });
const { RecordRestricted, RestrictedRecordAccessed, AdoptedRecordOpened } = childIdentityEvents;

/** Who may open a record (catalogue A.1). A restricted child is counted in every figure like any other. */
export const restrictionCommands = {
  RestrictRecord: command(
    child.extend({ ...RecordRestricted.payload.shape, authorisedBy: identifier, reason: text }),
    (journey, { childId: _, reason, ...asked }, { today }) => {
      const allowed = asked.allowed ?? [];
      if (asked.level === 'TEAM_ONLY' && allowed.length === 0 && openCase(journey, today) === undefined)
        throw new Refused(
          'a-restriction-to-a-team-has-a-team',
          'This child has no open case, so no team would be left to open the record. Name the workers who may open it.',
        );
      if (asked.level === 'NAMED_WORKERS' && allowed.length === 0)
        throw new Refused(
          'a-restriction-to-named-workers-names-them',
          'Name at least one worker who may open this record.',
        );
      const now = identity(journey).restriction;
      if (now?.level === asked.level && [...now.allowed].sort().join() === [...allowed].sort().join()) return [];
      return [{ type: 'RecordRestricted', data: { ...asked, allowed }, personal: { reason } }];
    },
  ),

  LiftRestriction: command(
    child.extend({ authorisedBy: identifier, reason: text }),
    (journey, { authorisedBy, reason }) => {
      const now = identity(journey).restriction;
      if (now === undefined) {
        if (factsOf(journey, 'RestrictionLifted').length > 0) return [];
        throw new Refused('only-a-restricted-record-is-lifted', 'This record is not restricted.');
      }
      if (now.level === 'ADOPTION_SEALED')
        throw new Refused(
          'an-adoption-seal-stays',
          'A record sealed at adoption is not opened again. Use the record opened after the adoption.',
        );
      // A pooled journey may have been restricted on several streams: the seal of each is lifted.
      const streams = new Set(factsOf(journey, 'RecordRestricted').map((fact) => fact.childId));
      return [...streams].map((childId) => ({
        type: 'RestrictionLifted',
        data: { authorisedBy },
        personal: { reason },
        childId,
      }));
    },
  ),

  /** An attempt to open a restricted record, let through or not. Every attempt is an event. */
  RecordRestrictedAccess: command(
    child.extend({ ...RestrictedRecordAccessed.payload.shape, reason: text.optional() }),
    (journey, { childId: _, reason, ...asked }) => {
      if (identity(journey).restriction === undefined) return [];
      return [
        { type: 'RestrictedRecordAccessed', data: asked, ...(reason === undefined ? {} : { personal: { reason } }) },
      ];
    },
  ),

  /**
   * Need after an adoption begins a new, unlinked record (CIN guide 2 and 4.2). The link stands on the old stream alone, which
   * is sealed; the new child is registered by a command of its own, so that not even a correlation ties the two together.
   */
  OpenAdoptedRecord: command(
    child.extend({ ...AdoptedRecordOpened.payload.shape, authorisedBy: identifier }),
    (journey, { childId, authorisedBy, ...asked }) => {
      if (asked.newChildId === childId)
        throw new Refused(
          'an-adopted-child-has-a-new-record',
          'After an adoption the child has a new number. Choose one that is not in use.',
        );
      const opened = factsOf(journey, 'AdoptedRecordOpened').at(-1);
      if (opened?.data.newChildId === asked.newChildId) return [];
      if (opened)
        throw new Refused('an-adopted-record-is-opened-once', 'A record after this adoption was opened already.');
      return [
        { type: 'AdoptedRecordOpened', data: asked },
        {
          type: 'RecordRestricted',
          data: { level: 'ADOPTION_SEALED', allowed: [], authorisedBy },
          personal: { reason: 'Adopted' },
        },
      ];
    },
  ),
};
