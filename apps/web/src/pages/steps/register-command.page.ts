import { isCommandName, mayCarryOut } from '#access/commands-by-role';
import { Refused } from '#case-flow/refused';
import { registerCommand, type RegisterCommandName } from '#case-flow/workforce/workforce';
import { doesWhat, whatWasDone } from '../../forms/command-words.ts';
import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import { formOf } from '../../forms/form-of.ts';
import type { FieldError, Posted } from '../../forms/field.ts';
import { begunWith, bodyFrom } from '../../forms/posted-body.ts';
import { notFound, notYourRole } from '../../problem.ts';
import { page, type AskedPage, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { registersFor } from './registers.ts';
import { refusalInWords } from './step-view.ts';

const path = '/administration/register/:command';

/** The form of a command of the register of workers and teams. What the address says, such as the worker, is filled in. */
export const registerForm = page({
  path,
  right: 'manage-workforce',
  audit: 'NOTHING',
  show: (asked, service) => {
    const command = commandOf(asked);
    return drawn(asked, service, command, { ...begunWith(formOf(command).fields, {}), ...asked.query });
  },
});

/** Carries out a command of the register, and goes back to where it shows. */
export const recordInRegister = page({
  method: 'post',
  path,
  right: 'manage-workforce',
  audit: 'NOTHING', // carrying a command out writes a line of its own
  show: async (asked, service) => {
    const command = commandOf(asked);
    const { fields, schema } = formOf(command);
    const read = bodyFrom(fields, asked.body, schema);
    if ('errors' in read) return drawn(asked, service, command, asked.body, { errors: read.errors, status: 400 });
    try {
      const { position, events } = await service.carryOut(asked, command, read.body);
      await service.settled(position);
      const text = events.length === 0 ? 'It was recorded already. Nothing has changed.' : whatWasDone(command);
      return { redirect: shownAt(command), says: { kind: events.length === 0 ? 'information' : 'success', text } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return drawn(asked, service, command, asked.body, { refused: refusalInWords(error), status: 409 });
    }
  },
});

function commandOf({ person, params }: AskedPage): RegisterCommandName {
  const name = params['command'] ?? '';
  if (registerCommand(name) === undefined || !isCommandName(name))
    throw notFound('There is no such entry in the register.');
  if (!mayCarryOut(person, name)) throw notYourRole('Your role does not keep the register.');
  return name as RegisterCommandName;
}

interface Wrong {
  readonly errors?: readonly FieldError[];
  readonly refused?: string;
  readonly status?: number;
}

async function drawn(
  { path: action }: AskedPage,
  service: Service,
  command: RegisterCommandName,
  typed: Posted,
  { errors = [], refused, status = 200 }: Wrong = {},
): Promise<View> {
  const { fields } = formOf(command);
  const summary = summaryOf(fields, errors);
  const model = {
    back: { href: shownAt(command), text: 'Back' },
    action,
    fields: drawnFields(fields, typed, errors, await registersFor(fields, service)),
    errors: refused === undefined ? summary : [{ text: refused, href: `#${fields[0]!.name}` }, ...summary],
    submits: doesWhat(command),
  };
  return { view: 'steps/register-command.njk', title: doesWhat(command), model, status };
}

/** Where what was recorded shows. */
const shownAt = (command: RegisterCommandName): string =>
  command === 'CreateTeam' || command === 'ChangeTeam'
    ? '/administration/teams'
    : /Worker/.test(command)
      ? '/administration/workers'
      : '/administration';
