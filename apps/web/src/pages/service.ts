import { createHash } from 'node:crypto';
import type { QueryBus, CommandBus } from '@nestjs/cqrs';
import type { Audit } from '#access/audit';
import type { Accounts } from '#access/accounts';
import type { BreakGlass } from '#access/break-glass';
import type { Drafts } from '#access/drafts';
import { recordedBy, type Person } from '#access/person';
import type { Finding } from '#finding/finding';
import type { Jobs } from '#jobs/jobs';
import type { Answer } from '#waymark/ask';
import { CarryOut } from '../carry-out.ts';
import type { KnownChild } from '../queries/known-child.ts';
import type { IdentityProvider } from '../identity-provider.ts';
import { ProblemFound, unavailable } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Waymark } from '../waymark.ts';
import type { Brand } from './brand.ts';
import type { AskedPage } from './page.ts';
import { navigationCounts } from './navigation-counts.ts';
import { namedChildren, type NamedChild } from './named-children.ts';
import { openedChild, recordsRefused } from './opened-child.ts';

const LONGEST_WAIT_MILLISECONDS = 3000;

/** How a page's command is to be carried out. */
export interface CarryingOut {
  /** The version of the child's stream the person was looking at. */
  readonly expectedVersion?: number;
  /** Tells the commands of one form apart, such as those for several children; the same form sent twice is still harmless. */
  readonly part?: string;
  /** What ties commands together, such as those about siblings. */
  readonly correlationId?: string;
}

/** What pages stand on. One for the whole program. */
export class Service {
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly breakGlass: BreakGlass;
  readonly drafts: Drafts;
  readonly finding: Finding;
  readonly jobs: Jobs;
  readonly brand: Brand;
  readonly provider: IdentityProvider | undefined;

  constructor(
    readonly waymark: Waymark,
    readonly queries: QueryBus,
    private readonly commands: CommandBus,
    { accounts, audit, breakGlass, drafts, finding, jobs, brand, provider }: Surroundings,
  ) {
    this.accounts = accounts;
    this.audit = audit;
    this.breakGlass = breakGlass;
    this.drafts = drafts;
    this.finding = finding;
    this.jobs = jobs;
    this.brand = brand;
    this.provider = provider;
  }

  /** How somebody may sign in: at the council's identity provider, with a password kept here, or either. */
  get signInWays(): { readonly provider: boolean; readonly passwords: boolean } {
    const { provider } = this;
    return { provider: provider !== undefined, passwords: provider === undefined || provider.options.alsoPasswords };
  }

  /**
   * Carries out a command as the person who is signed in. Throws what `ask` throws; and a refusal (403) when the person's
   * role may not carry it out, or a child it is about is not theirs to open.
   */
  async carryOut(asked: AskedPage, command: string, body: object, how: CarryingOut = {}): Promise<Answer> {
    const { expectedVersion, part, correlationId } = how;
    const { person, commandId, requestId } = asked;
    await recordsRefused(this, person, command, body, requestId);
    return this.commands.execute(
      new CarryOut({
        command,
        body,
        commandId: part === undefined ? commandId : partOf(commandId, part),
        recordedBy: recordedBy(person),
        actingRole: person.role,
        ...(person.teams[0] === undefined ? {} : { actingTeam: person.teams[0] }),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
        ...(correlationId === undefined ? {} : { correlationId }),
      }),
    );
  }

  /** Refuses (403) a command that a role may not carry out, or about a child whose record does not open. In the audit either way. */
  mayCarryOut(person: Person, command: string, body: object, requestId: string): Promise<void> {
    return recordsRefused(this, person, command, body, requestId);
  }

  /** Waits until the read model shows what was recorded at a position. A problem (503) when it does not within three seconds. */
  async settled(position: number): Promise<void> {
    if (await this.waymark.reached(position, LONGEST_WAIT_MILLISECONDS)) return;
    throw new ProblemFound(
      unavailable(
        'What you entered is recorded. The lists are not up to date with it yet: reload the page in a moment.',
      ),
    );
  }

  /** A child's record, if it opens for the person. A problem (404, 403) otherwise; the refusal is in the audit. */
  child(person: Person, childId: string, requestId: string): Promise<KnownChild> {
    return openedChild(this, person, childId, requestId);
  }

  /** How the children of a list are shown to a person: by name, by id, or as a marker. All those asked for are there. */
  children(person: Person, childIds: readonly string[]): Promise<ReadonlyMap<string, NamedChild>> {
    return namedChildren(this, person, childIds);
  }

  /** The counts behind the words of the navigation. */
  counts(person: Person): Promise<Readonly<Record<string, number>>> {
    return navigationCounts(this, person);
  }
}

const partOf = (commandId: string, part: string): string =>
  `${commandId}/${createHash('sha256').update(part).digest('hex').slice(0, 16)}`;
