import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { recordedBy, type Person } from '#access/person';
import { identifier } from '#case-flow/event-type';
import { Malformed, type Request } from '#waymark/ask';

const version = z.string().regex(/^(\d{1,9}|"\d{1,9}")$/, 'must be the version of the child: 12, or "12"');

/** The headers a command comes with. Who asks is the account: no header says so. */
export const commandHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters without a space')
    .optional()
    .meta({ description: 'Makes asking twice harmless. Made up, and returned as commandId, when it is left out.' }),
  'Expected-Version': version
    .optional()
    .meta({ description: "The child's version you were looking at; another one is answered with 409." }),
  'If-Match': version.optional().meta({ description: 'The same as Expected-Version, as an entity tag.' }),
  'X-Acting-Team': identifier
    .optional()
    .meta({ description: "The team you act for: one of your account's. Its first when left out." }),
  'X-Correlation-Id': identifier
    .optional()
    .meta({ description: 'What ties commands together, such as those about siblings.' }),
});

/**
 * A command as `ask` takes it, recorded by whoever asks. Refuses (Malformed, naming the header) what a header must not hold,
 * such as the team of somebody else.
 */
export function requestOf(
  command: string,
  body: unknown,
  headers: NodeJS.Dict<string | string[]>,
  person: Person,
): Request {
  const names = Object.keys(commandHeaders.shape) as (keyof z.output<typeof commandHeaders>)[];
  const given = commandHeaders.safeParse(
    Object.fromEntries(
      names.map((name) => [name, headers[name.toLowerCase()]]).filter(([, value]) => value !== undefined),
    ),
  );
  if (!given.success)
    throw new Malformed(given.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
  const { data } = given;
  const expected = expectedVersion(data['Expected-Version'], data['If-Match']);
  const told = {
    recordedBy: recordedBy(person),
    actingRole: person.role,
    actingTeam: actingTeam(data['X-Acting-Team'], person),
    correlationId: data['X-Correlation-Id'],
    expectedVersion: expected,
  };
  return {
    command,
    body,
    commandId: data['Idempotency-Key'] ?? randomUUID(),
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Partial<Request>),
  };
}

/** Somebody without teams of their own acts for any team there is. */
function actingTeam(named: string | undefined, { teams }: Person): string | undefined {
  if (named === undefined) return teams[0];
  if (teams.length > 0 && !teams.includes(named))
    throw new Malformed([{ field: 'X-Acting-Team', message: `${named} is none of your teams` }]);
  return named;
}

function expectedVersion(header: string | undefined, tag: string | undefined): number | undefined {
  const [one, other] = [header, tag].map((text) => (text === undefined ? undefined : Number(text.replaceAll('"', ''))));
  if (one !== undefined && other !== undefined && one !== other)
    throw new Malformed([{ field: 'If-Match', message: `says version ${other} where Expected-Version says ${one}` }]);
  return one ?? other;
}
