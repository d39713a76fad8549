import { holds, type Right } from './rights.ts';
import type { Role } from './roles.ts';

/** Somebody who is signed in, as the account says on this very request. */
export interface Person {
  readonly accountId: string;
  /** What they sign in with. */
  readonly username: string;
  /** How pages name them. */
  readonly displayName: string;
  readonly role: Role;
  /** The areas they work in; none means the whole authority. */
  readonly areas: readonly string[];
  /** The teams they work in; none means every team of their areas. The first is the one they act for. */
  readonly teams: readonly string[];
  /** Their id in the register of workers; undefined for somebody who holds no post there, such as an auditor. */
  readonly workerId?: string;
}

/** Whether a person holds a right at all. */
export const may = (person: Person, right: Right): boolean => holds(person.role, right);

/** The id that the log keeps of who recorded something: the worker's, else the account's name. */
export const recordedBy = ({ workerId, username }: Person): string => workerId ?? username;
