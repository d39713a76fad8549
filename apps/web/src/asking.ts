import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { Audited } from '#access/audit';
import { may, type Person } from '#access/person';
import type { Right } from '#access/rights';
import type { SignedIn } from './pages/serve-pages.ts';
import { Service } from './pages/service.ts';
import { notYourRole } from './problem.ts';
import { seenBy, type SeenBy } from './queries/seen-by.ts';

/** Who asks the API, with which request. */
export interface Asking {
  readonly person: Person;
  readonly requestId: string;
  /** What was asked for, as the audit keeps it. */
  readonly detail: string;
}

/** Whoever the guard let through; on an address for anybody, asking for it is a fault of ours. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const { person, requestId, method, originalUrl } = context.switchToHttp().getRequest<SignedIn>();
  if (person === undefined) throw new Error('This address is for anybody, and nobody is signed in.');
  return { person, requestId, detail: `${method} ${originalUrl}` };
});

/** What an answer of the API may hold for whoever asks. */
@Injectable()
export class Access {
  constructor(private readonly service: Service) {}

  seenBy({ person }: Asking): Promise<SeenBy> {
    return seenBy(this.service.waymark, this.service.breakGlass, person);
  }

  /** For a part of an answer that needs a right of its own. In the audit either way; refused (403) without the right. */
  async needs({ person, requestId, detail }: Asking, right: Right, action: Audited['action']): Promise<void> {
    const isHeld = may(person, right);
    await this.service.audit.write({ person, action, outcome: isHeld ? 'DONE' : 'REFUSED', detail, requestId });
    if (!isHeld) throw notYourRole('Your role does not give you this.');
  }

  /** Refuses (403) a command that whoever asks may not carry out. Its line is in the audit either way. */
  mayCarryOut({ person, requestId }: Asking, command: string, body: object): Promise<void> {
    return this.service.mayCarryOut(person, command, body, requestId);
  }
}
