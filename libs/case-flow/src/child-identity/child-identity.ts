import type { PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { command } from '../command.ts';
import { disability, ethnicity, sex } from '../codes.ts';
import { day, identifier, text } from '../event-type.ts';
import { factsOf } from '../journey.ts';
import { Refused } from '../refused.ts';
import { childIdentityEvents, laChildId, personalDetails } from './child-identity.events.ts';
import { disabilitiesAreConsistent, exactlyOneBirthday, unbornIsUnknown } from './child-identity.rules.ts';
import { correctionCommands } from './corrections.ts';
import { identity, type identityFields } from './identity.ts';
import { mergingCommands } from './merging.ts';
import { notSameChildCommands } from './not-same-child.ts';
import { relationCommands } from './relations.ts';
import { restrictionCommands } from './restrictions.ts';

export { identity, siblings, type Identity, type Restriction } from './identity.ts';

const child = z.object({ childId: identifier });
const details = z.object(personalDetails).partial();
const { ChildRegistered, UnbornChildBorn, PregnancyEnded, ChildDied } = childIdentityEvents;
const dataFields = ChildRegistered.payload.shape;

const registration = child.extend({
  ...dataFields,
  ...details.shape,
  laChildId,
  sex: sex.default('U'),
  ethnicity: ethnicity.default('NOBT'),
  disabilities: z.array(disability).default([]),
});

/** What may be asked about a person, and what follows (catalogue A.1, A.14). */
export const childIdentityCommands = {
  RegisterChild: command(registration, (journey, { childId: _, ...asked }, { today }) => {
    const { laChildId: known } = identity(journey);
    if (known === asked.laChildId) return [];
    if (factsOf(journey, 'ChildRegistered').length > 0)
      throw new Refused(
        'a-child-is-registered-once',
        'This child is registered already. Amend the details if they are wrong.',
      );
    exactlyOneBirthday(asked);
    if (asked.dob !== undefined) bornByNow(asked.dob, today);
    unbornIsUnknown(asked);
    disabilitiesAreConsistent(asked);
    const { givenName, familyName, address, homePostcode, genderText, ...data } = asked;
    return [
      {
        type: 'ChildRegistered',
        data,
        personal: present({ givenName, familyName, address, homePostcode, genderText }),
      },
    ];
  }),

  RecordBirth: command(child.extend(UnbornChildBorn.payload.shape), (journey, { dob }) => {
    const known = identity(journey);
    if (known.dob === dob) return [];
    if (known.dob !== undefined || known.expectedDob === undefined || known.pregnancyEndedOn !== undefined)
      throw new Refused(
        'only-an-unborn-child-is-born',
        'This child was not expected to be born. Correct the date of birth if it is wrong.',
      );
    return [{ type: 'UnbornChildBorn', data: { dob } }];
  }),

  RecordPregnancyEnded: command(child.extend(PregnancyEnded.payload.shape), (journey, { childId: _, ...asked }) => {
    const known = identity(journey);
    if (known.pregnancyEndedOn === asked.endedOn) return [];
    if (known.dob !== undefined || known.expectedDob === undefined || known.pregnancyEndedOn !== undefined)
      throw new Refused(
        'only-an-expected-birth-does-not-come-about',
        'There is no pregnancy on this record that could have ended.',
      );
    return [{ type: 'PregnancyEnded', data: asked }];
  }),

  AmendDemographics: command(
    child.extend({ field: z.string().max(40), to: z.json(), reason: text }),
    (journey, { field, to, reason }, { today }) => {
      const value = valueFor(field, to);
      if (field === 'dob') bornByNow(value as PlainDate, today);
      if (field === 'disabilities') disabilitiesAreConsistent({ disabilities: value as string[] });
      if (field in personalDetails)
        return [{ type: 'DemographicsAmended', data: { field }, personal: { to: value, reason } }];
      const from = identity(journey)[field as (typeof identityFields)[number]];
      if (JSON.stringify(from) === JSON.stringify(value)) return [];
      const was = from === undefined ? {} : { from: from as z.output<ReturnType<typeof z.json>> };
      return [{ type: 'DemographicsAmended', data: { field, ...was, to: value }, personal: { reason } }];
    },
  ),

  RecordDeath: command(
    child.extend({ ...ChildDied.payload.shape, verifiedByCertificate: z.boolean() }),
    (journey, { childId: _, ...asked }) => {
      const { diedOn } = identity(journey);
      if (diedOn === asked.diedOn) return [];
      if (diedOn !== undefined)
        throw new Refused(
          'a-death-is-recorded-once',
          `The death is recorded on ${diedOn}. Correct that date if it is wrong.`,
        );
      return [{ type: 'ChildDied', data: asked }];
    },
  ),

  ...relationCommands,
  ...correctionCommands,
  ...mergingCommands,
  ...notSameChildCommands,
  ...restrictionCommands,
};

function bornByNow(dob: PlainDate, today: PlainDate): void {
  if (dob > today)
    throw new Refused(
      'a-date-of-birth-is-not-in-the-future',
      `${dob} is in the future. For an unborn child give the expected date instead.`,
    );
}

const amendable: Readonly<Record<string, z.ZodType>> = { ...dataFields, ...personalDetails, dob: day };

/** The new value of a field, as its payload would have it. Refuses a field a person does not have, and a value that does not fit. */
function valueFor(field: string, to: unknown): z.output<ReturnType<typeof z.json>> {
  const schema = Object.hasOwn(amendable, field) ? amendable[field] : undefined;
  if (!schema)
    throw new Refused(
      'an-amendment-names-a-field-of-the-person',
      `There is no field "${field}". There are: ${Object.keys(amendable).join(', ')}.`,
    );
  const parsed = schema.safeParse(to);
  if (!parsed.success || parsed.data === undefined)
    throw new Refused(
      'an-amendment-fits-its-field',
      `The value ${JSON.stringify(to)} does not fit ${field}: ${parsed.error?.issues[0]?.message ?? 'it is empty'}.`,
    );
  return parsed.data as z.output<ReturnType<typeof z.json>>;
}

const present = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
