import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Audit } from '#access/audit';
import { may } from '#access/person';
import type { Right } from '#access/rights';
import { ProblemFound } from './problem.ts';
import type { SignedIn } from './pages/serve-pages.ts';

const NEEDS = 'waymark needs';

/** What an address of the API asks of who uses it: the right, and how the audit calls it. */
interface Needed {
  readonly right: Right | 'anybody' | 'signed-in';
  readonly audit: 'NOTHING' | 'VIEW' | 'LIST' | 'SEARCH' | 'EXPORT';
}

/** Says what a controller or one of its methods needs. One that says nothing is refused to everyone. */
export const Needs = (right: Needed['right'], audit: Needed['audit'] = 'NOTHING') =>
  SetMetadata(NEEDS, { right, audit } satisfies Needed);

/** Denied by default: the API answers whoever is signed in, by session or token, and holds the right; and writes it down. */
@Injectable()
export class RightsGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: Audit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.getAllAndOverride<Needed | undefined>(NEEDS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<SignedIn>();
    if (needed?.right === 'anybody') return true;
    const { person } = request;
    if (person === undefined) throw new ProblemFound(notSignedIn);
    const isHeld = needed !== undefined && (needed.right === 'signed-in' || may(person, needed.right));
    const action = needed?.audit ?? 'VIEW';
    if (!isHeld || action !== 'NOTHING') {
      const childId = request.params['childId'];
      await this.audit.write({
        person,
        action: action === 'NOTHING' ? 'VIEW' : action,
        outcome: isHeld ? 'DONE' : 'REFUSED',
        ...(typeof childId === 'string' ? { childId } : {}),
        detail: `${request.method} ${request.originalUrl}`,
        requestId: request.requestId,
      });
    }
    if (isHeld) return true;
    throw new ProblemFound({
      type: '/problems/not-your-role',
      title: 'Not for your role',
      status: 403,
      detail: 'Your role does not give you this.',
    });
  }
}

const notSignedIn = {
  type: '/problems/not-signed-in',
  title: 'Sign in first',
  status: 401,
  detail: 'Send a token: Authorization: Bearer …. "waymark account token" makes one; in a browser, /sign-in does.',
};
