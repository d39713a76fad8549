import { opening, recordPlace } from '#access/opening';
import { recordedBy } from '#access/person';
import { wholeRegister } from '../../queries/register.ts';
import { knownChild } from '../../queries/known-child.ts';
import { wordsOfValue } from '../../forms/value-words.ts';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { workerNames } from './names.ts';
import { doneAt, repairView, type FormError } from './repair-view.ts';
import { repaired, type NotDone } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const levels = ['TEAM_ONLY', 'NAMED_WORKERS'] as const;

/** Asks who may still open the record, on whose authority, and why. */
export const restrictForm = page({
  path: '/children/:childId/restrict',
  right: 'restrict-records',
  audit: 'VIEW',
  show: (asked, service) => restrictView(asked, service, {}),
});

/** Restricts a record (catalogue A.1 RecordRestricted): it is a marker to everybody else, and counted like any other. */
export const restrict = page({
  method: 'post',
  path: '/children/:childId/restrict',
  right: 'restrict-records',
  audit: 'VIEW', // the restriction itself is audited where it is carried out
  show: async (asked, service) => {
    onlyWhoCarriesOut(asked.person, 'RestrictRecord');
    const { childId } = childOf(asked);
    const read = await readRestriction(asked, service);
    if ('errors' in read) return restrictView(asked, service, read);
    const outcome = await repaired(asked, service, { command: 'RestrictRecord', body: { childId, ...read.said } });
    if ('notDone' in outcome) return restrictView(asked, service, outcome);
    return opensStill(asked, service, 'The record is restricted.');
  },
});

/** Asks on whose authority and why a restriction is lifted. */
export const liftForm = page({
  path: '/children/:childId/lift-restriction',
  right: 'restrict-records',
  audit: 'VIEW',
  show: (asked, service) => liftView(asked, service, {}),
});

/** Lifts the restriction of a record (catalogue A.1 RestrictionLifted). */
export const lift = page({
  method: 'post',
  path: '/children/:childId/lift-restriction',
  right: 'restrict-records',
  audit: 'VIEW', // the lifting itself is audited where it is carried out
  show: async (asked, service) => {
    onlyWhoCarriesOut(asked.person, 'LiftRestriction');
    const { childId } = childOf(asked);
    const reason = oneOf(asked.body, 'reason');
    if (reason === undefined)
      return liftView(asked, service, {
        errors: [{ field: 'reason', text: 'Say why the restriction is lifted', href: '#reason' }],
      });
    const body = { childId, authorisedBy: oneOf(asked.body, 'authorisedBy') ?? recordedBy(asked.person), reason };
    const outcome = await repaired(asked, service, { command: 'LiftRestriction', body });
    if ('notDone' in outcome) return liftView(asked, service, outcome);
    return doneAt(childId, 'The restriction is lifted.', 'record');
  },
});

async function readRestriction({ body, person }: AskedPage, { waymark, accounts }: Service) {
  const level = levels.find((one) => one === oneOf(body, 'level'));
  const reason = oneOf(body, 'reason');
  const allowed = (oneOf(body, 'allowed') ?? '').split(/[\s,]+/).filter((id) => id !== '');
  const errors: FormError[] = [];
  if (level === undefined) errors.push({ field: 'level', text: 'Choose who may open the record', href: '#level' });
  if (level === 'NAMED_WORKERS' && allowed.length === 0)
    errors.push({ field: 'allowed', text: 'Name at least one worker who may open the record', href: '#allowed' });
  const { workers } = await wholeRegister(waymark.store, waymark.today());
  const known = new Set([...workers, ...(await accounts.all())].map(({ workerId }) => workerId));
  const unknown = allowed.filter((id) => !known.has(id));
  if (unknown.length > 0)
    errors.push({
      field: 'allowed',
      text: `There is no worker ${unknown.join(', ')} in the register`,
      href: '#allowed',
    });
  if (reason === undefined) errors.push({ field: 'reason', text: 'Say why the record is restricted', href: '#reason' });
  if (errors.length > 0 || level === undefined || reason === undefined) return { errors };
  const authorisedBy = oneOf(body, 'authorisedBy') ?? recordedBy(person);
  return { said: { level, allowed: level === 'NAMED_WORKERS' ? allowed : [], authorisedBy, reason } };
}

/** Whoever restricts a record may be among those it is closed to from now on: then they are told so elsewhere. */
async function opensStill(asked: AskedPage, { waymark, breakGlass }: Service, says: string): Promise<Shown> {
  const { person } = asked;
  const { childId } = childOf(asked);
  const { journey } = await knownChild(waymark.store, childId, null);
  const isOpened = (await breakGlass.openedBy(person)).has(childId);
  if (opening(person, recordPlace(journey, waymark.today()), isOpened) === 'OPEN')
    return doneAt(childId, says, 'record');
  return { redirect: '/', says: { kind: 'success', text: `${says} You are not among those who may open it.` } };
}

interface Why {
  readonly errors?: readonly FormError[];
  readonly notDone?: NotDone;
}

async function restrictView(asked: AskedPage, service: Service, why: Why): Promise<Shown> {
  onlyWhoCarriesOut(asked.person, 'RestrictRecord');
  const { restriction } = childOf(asked).identity;
  const worker = await workerNames(service);
  const model = {
    choices: levels.map((value) => ({ value, text: wordsOfValue('level', value) ?? value })),
    now: restriction && { level: wordsOfValue('level', restriction.level), allowed: restriction.allowed.map(worker) },
    self: recordedBy(asked.person),
  };
  return repairView(asked, service, { view: 'record/restrict.njk', title: 'Restrict this record', model, ...why });
}

function liftView(asked: AskedPage, service: Service, why: Why): Promise<Shown> {
  onlyWhoCarriesOut(asked.person, 'LiftRestriction');
  const model = { self: recordedBy(asked.person), isRestricted: childOf(asked).identity.restriction !== undefined };
  return repairView(asked, service, {
    view: 'record/lift-restriction.njk',
    title: 'Lift the restriction',
    model,
    ...why,
  });
}
