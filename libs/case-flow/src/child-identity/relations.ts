import { z } from 'zod';
import { command } from '../command.ts';
import { identifier } from '../event-type.ts';
import { factsOf, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import { childIdentityEvents } from './child-identity.events.ts';
import { siblings } from './identity.ts';

const child = z.object({ childId: identifier });
const { SiblingLinked, MotherhoodRecorded } = childIdentityEvents;

/** Who belongs together (catalogue A.1): siblings and households, and children who are mothers themselves. */
export const relationCommands = {
  LinkSibling: command(
    child.extend(SiblingLinked.payload.shape),
    (journey, { childId, ...asked }, { other }) => {
      if (asked.otherChildId === childId)
        throw new Refused('a-child-is-not-its-own-sibling', 'Choose another child: this is the same one.');
      const linked = (of: Journey, otherChildId: string) => siblings(of).get(otherChildId)?.relation === asked.relation;
      // A link is mutual, so it is written on both records, wherever it is not there yet.
      return [
        ...(linked(journey, asked.otherChildId) ? [] : [{ type: 'SiblingLinked' as const, data: asked }]),
        ...(linked(other(asked.otherChildId), childId)
          ? []
          : [
              {
                type: 'SiblingLinked' as const,
                data: { ...asked, otherChildId: childId },
                childId: asked.otherChildId,
              },
            ]),
      ];
    },
    { others: ({ otherChildId }) => [otherChildId] },
  ),

  UnlinkSibling: command(
    child.extend({ otherChildId: identifier }),
    (journey, { childId, otherChildId }, { other }) => [
      ...(siblings(journey).has(otherChildId) ? [{ type: 'SiblingUnlinked' as const, data: { otherChildId } }] : []),
      ...(siblings(other(otherChildId)).has(childId)
        ? [{ type: 'SiblingUnlinked' as const, data: { otherChildId: childId }, childId: otherChildId }]
        : []),
    ],
    { others: ({ otherChildId }) => [otherChildId] },
  ),

  RecordMotherhood: command(child.extend(MotherhoodRecorded.payload.shape), (journey, { childId: _, ...asked }) => {
    const known = factsOf(journey, 'MotherhoodRecorded').at(-1)?.data;
    if (known?.isMother === asked.isMother && known.childsDob === asked.childsDob) return [];
    return [{ type: 'MotherhoodRecorded', data: asked }];
  }),
};
