import type { AnyCommandName } from '#access/commands-by-role';
import type { PlainDate } from '#calendar/plain-date';
import { identityFields } from '#case-flow/child-identity/identity';
import { commandTypes } from '#case-flow/processes';
import { registerCommands } from '#case-flow/workforce/workforce';
import { z } from 'zod';
import { fieldsOf } from './fields-of.ts';
import type { Field } from './field.ts';
import { labelOf } from './labels.ts';

const types: Readonly<Record<AnyCommandName, { readonly schema: z.ZodObject }>> = {
  ...commandTypes,
  ...registerCommands,
};

/** The form of a command: what it asks, and what its body is checked against. */
export interface CommandForm {
  readonly command: AnyCommandName;
  readonly schema: z.ZodObject;
  readonly fields: readonly Field[];
  /** The part of the body that says whom it is about, which no form asks. Empty in the register. */
  readonly about: (childId: string) => Record<string, unknown>;
}

/** The details of a person that can be amended. */
export const details = [
  ...identityFields,
  ...(['givenName', 'familyName', 'address', 'homePostcode', 'genderText'] as const),
] as const;

export type Detail = (typeof details)[number];

export const isDetail = (name: string): name is Detail => (details as readonly string[]).includes(name);

/**
 * The form of a command. With a day, only the codes in force on it are offered. An amendment is asked for as the detail it
 * changes is: a date of birth as a day, an ethnicity by its codes.
 */
export function formOf(
  command: AnyCommandName,
  { on, detail }: { readonly on?: PlainDate; readonly detail?: Detail } = {},
): CommandForm {
  const { schema } = types[command];
  const isOfContact = schema.shape['childId'] === undefined && schema.shape['children'] !== undefined;
  const registration = commandTypes.RegisterChild.schema.shape as Readonly<Record<string, z.ZodType>>;
  const amended = command === 'AmendDemographics' && detail !== undefined ? registration[detail] : undefined;
  const fields = fieldsOf(schema, {
    label: (name) =>
      amended !== undefined && name === 'to' ? labelOf(command, `details.${detail}`) : labelOf(command, name),
    without: isOfContact ? ['children'] : amended === undefined ? ['childId'] : ['childId', 'field'],
    ...(on === undefined ? {} : { on }),
    ...(amended === undefined ? {} : { instead: { to: { schema: z.nonoptional(amended), as: detail! } } }),
  });
  return {
    command,
    schema,
    fields,
    about: (childId) => {
      if (isOfContact) return { children: [childId] };
      if (schema.shape['childId'] === undefined) return {};
      return amended === undefined ? { childId } : { childId, field: detail };
    },
  };
}
