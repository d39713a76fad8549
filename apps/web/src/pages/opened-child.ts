import { setTimeout as pause } from 'node:timers/promises';
import { opening, recordPlace, type Opening } from '#access/opening';
import { mayCarryOut } from '#access/commands-by-role';
import { may, type Person } from '#access/person';
import { identifier } from '#case-flow/event-type';
import { uuidOf } from '#case-flow/decide';
import { Conflict } from '#event-store/event-store';
import { ask } from '#waymark/ask';
import { recordedBy } from '#access/person';
import { closedTo, withoutSharedAccounts } from '../queries/withheld-accounts.ts';
import { knownChild, type KnownChild } from '../queries/known-child.ts';
import { notYourRole, ProblemFound } from '../problem.ts';
import type { Service } from './service.ts';

const whyNot: Readonly<Record<Exclude<Opening, 'OPEN'>, string>> = {
  NO_RIGHT: 'Your role does not open the records of children.',
  SEALED: 'This record was sealed at adoption. Use the record opened after the adoption.',
  RESTRICTED: 'This record is restricted, and you are not among those who may open it.',
  ELSEWHERE: "This child's case is held by another area or team.",
};

/** A record that does not open for this person, with the way there is to open it. */
export const notOpened = (why: Exclude<Opening, 'OPEN'>, childId: string): ProblemFound =>
  new ProblemFound({
    type: '/problems/not-yours',
    title: 'You may not open this record',
    status: 403,
    detail: whyNot[why],
    why,
    childId,
  });

/**
 * A child's record, if it opens for the person. Throws a problem (404, 403) otherwise. An attempt to open a restricted record
 * is an event on the child's stream, let through or not (catalogue A.1), and every refusal stands in the audit.
 * `whoeverHoldsTheCase` is for the front door, which works for every area and team.
 */
export async function openedChild(
  service: Service,
  person: Person,
  childId: string,
  requestId: string,
  whoeverHoldsTheCase = false,
): Promise<KnownChild> {
  const { waymark, breakGlass, audit } = service;
  const child = await knownChild(waymark.store, childId, null);
  const opened = await breakGlass.openedBy(person);
  const isOpened = opened.has(childId);
  const place = opening(person, recordPlace(child.journey, waymark.today()), isOpened);
  const decided = place === 'ELSEWHERE' && whoeverHoldsTheCase ? 'OPEN' : place;
  const isNoted =
    child.identity.restriction !== undefined &&
    (await attempted(service, person, childId, decided === 'OPEN', requestId));
  // Having looked is on the record now: what is shown, and its version, are with it.
  if (decided === 'OPEN') {
    const shown = isNoted ? await knownChild(waymark.store, childId, null) : child;
    return withoutSharedAccounts(shown, await closedTo(waymark, breakGlass, person));
  }
  await audit.write({
    person,
    action: 'VIEW',
    outcome: 'REFUSED',
    childId,
    detail: 'record',
    reason: decided,
    requestId,
  });
  throw notOpened(decided, childId);
}

const ATTEMPTS = 6;

/** Front-door work is done for any child there is: a contact is never turned away because of whose case it is. */
const forAnyChild: ReadonlySet<string> = new Set(['RegisterChild', 'ReceiveContact']);

/** What the front door does with a contact, whoever holds the child's case; a restricted record stays closed. */
const atTheFrontDoor: ReadonlySet<string> = new Set([
  'LinkSibling',
  'ScreenContact',
  'RerateContact',
  'RequestAgencyChecks',
  'RecordAgencyChecks',
  'DecideContact',
  'ReopenContact',
  'ReceiveReferral',
]);

/** Refuses (403, in the audit) a command that a role may not carry out, or about a child whose record does not open. */
export async function recordsRefused(
  service: Service,
  person: Person,
  command: string,
  body: object,
  requestId: string,
): Promise<void> {
  const detail = `command ${command}`;
  const childIds = childrenIn(body);
  if (!mayCarryOut(person, command)) {
    await service.audit.write({
      person,
      action: 'CHANGE',
      outcome: 'REFUSED',
      detail,
      reason: 'NO_RIGHT',
      requestId,
      ...first(childIds),
    });
    throw notYourRole('Your role does not record this. Ask somebody whose role does.');
  }
  const isFrontDoor = atTheFrontDoor.has(command) && may(person, 'log-contacts');
  if (!forAnyChild.has(command))
    for (const childId of childIds) await openedIfThere(service, person, childId, requestId, isFrontDoor);
  const lines = childIds.length === 0 ? [undefined] : childIds;
  await service.audit.write(
    ...lines.map(
      (childId) =>
        ({
          person,
          action: 'CHANGE',
          outcome: 'DONE',
          detail,
          requestId,
          ...(childId === undefined ? {} : { childId }),
        }) as const,
    ),
  );
}

const first = ([childId]: readonly string[]): object => (childId === undefined ? {} : { childId });

/** The children a command is about: `childId`, `children`, and those it names beside. */
function childrenIn(body: object): readonly string[] {
  const { childId, children, otherChildId, survivorId, mergedId } = body as Record<string, unknown>;
  const named = [
    childId,
    ...(Array.isArray(children) ? (children as unknown[]) : []),
    otherChildId,
    survivorId,
    mergedId,
  ];
  return [...new Set(named.filter((one): one is string => identifier.safeParse(one).success))];
}

/** A command about somebody nobody knows yet is its own process's to judge. */
async function openedIfThere(
  service: Service,
  person: Person,
  childId: string,
  requestId: string,
  whoeverHoldsTheCase: boolean,
): Promise<void> {
  try {
    await openedChild(service, person, childId, requestId, whoeverHoldsTheCase);
  } catch (error) {
    if (!(error instanceof ProblemFound) || error.problem.status !== 404) throw error;
  }
}

/** Notes that somebody looked, and whether it did: once a minute is enough, the pages of one record are many. */
async function attempted(
  { waymark }: Service,
  person: Person,
  childId: string,
  granted: boolean,
  requestId: string,
): Promise<boolean> {
  const minute = waymark.now().slice(0, 16);
  const request = {
    command: 'RecordRestrictedAccess',
    body: { childId, accessedBy: recordedBy(person), granted },
    commandId: uuidOf(`${person.accountId}/${childId}/${granted}/${minute}`),
    recordedBy: recordedBy(person),
    actingRole: person.role,
    correlationId: requestId,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return !(await ask(waymark.store, request, waymark.now)).repeated;
    } catch (error) {
      // Many look at one record at once, and each look is an event on its stream.
      if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      await pause(Math.random() * 20 * attempt);
    }
  }
}
