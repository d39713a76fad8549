import type { KnownChild } from '../../queries/known-child.ts';
import { personalOf } from '../../queries/personal.ts';
import { may } from '#access/person';
import { ProblemFound } from '../../problem.ts';
import type { AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import { bornInWords } from './age-in-words.ts';

/** Another child whose record a page looks into as well. */
export interface OtherChild {
  readonly known: KnownChild;
  readonly name: string;
  readonly born: string;
}

/**
 * A second record on the page of a first: opened or refused like any other, and seen in the audit. Undefined where there is
 * no such record or it does not open for the person, which the page says in one sentence for both.
 */
export async function otherChild(
  { person, requestId, path }: AskedPage,
  service: Service,
  childId: string,
): Promise<OtherChild | undefined> {
  const known = await opened(service, () => service.child(person, childId, requestId));
  if (known === undefined) return undefined;
  await service.audit.write({
    person,
    action: 'VIEW',
    outcome: 'DONE',
    childId,
    detail: `beside another record: ${path}`,
    requestId,
  });
  const { givenName, familyName } = (may(person, 'see-personal-details') ? personalOf(known) : null) ?? {};
  const name = [givenName, familyName].filter((part) => typeof part === 'string').join(' ');
  return {
    known,
    name: name === '' ? `child ${childId}` : name,
    born: bornInWords(known.identity, service.waymark.today()),
  };
}

async function opened(service: Service, open: () => Promise<KnownChild>): Promise<KnownChild | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof ProblemFound && [403, 404].includes(error.problem.status)) return undefined;
    throw error;
  }
}
