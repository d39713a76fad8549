import type { CommandType } from '../command.ts';
import { leaveCommands } from './leave.ts';
import { serviceCommands } from './services.ts';
import { teamCommands } from './teams.ts';
import { workerCommands } from './workers.ts';

/**
 * Every command of the register, by name. They are decided on the journey of one worker, team or service, and what
 * follows goes onto that stream; commands about children are in `processes.ts`.
 */
export const registerCommands = { ...workerCommands, ...leaveCommands, ...teamCommands, ...serviceCommands };

export type RegisterCommandName = keyof typeof registerCommands;

/** A command of the register by name, or undefined for a name there is not. */
export function registerCommand(name: string): CommandType | undefined {
  return Object.hasOwn(registerCommands, name) ? registerCommands[name as RegisterCommandName] : undefined;
}

/** Whom or what a command of the register is about, and the stream that holds it. */
export function subjectOfCommand(command: Readonly<Record<string, unknown>>): {
  readonly subject: string;
  readonly stream: `worker-${string}` | `team-${string}` | `authority-${string}`;
} {
  const { workerId, teamId, service, authority } = command as Readonly<Record<string, string | undefined>>;
  if (workerId !== undefined) return { subject: `worker-${workerId}`, stream: `worker-${workerId}` };
  if (authority !== undefined) return { subject: `service-${service!}`, stream: `authority-${authority}` };
  return { subject: `team-${teamId!}`, stream: `team-${teamId!}` };
}
