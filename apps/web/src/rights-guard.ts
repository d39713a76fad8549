import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { may } from '#access/person';
import type { Right } from '#access/rights';
import { notYourRole, ProblemFound } from './problem.ts';
import type { SignedIn } from './pages/serve-pages.ts';
import { Service } from './pages/service.ts';

const NEEDS = 'waymark needs';

/** What an address of the API asks of who uses it: the right, and how the audit calls it. */
interface Needed {
  readonly right: Right | 'anybody' | 'signed-in';
  readonly audit: 'NOTHING' | 'VIEW' | 'LIST' | 'SEARCH' | 'EXPORT';
}

/** Says what a controller or one of its methods needs. One that says nothing is refused to everyone. */
export const Needs = (right: Needed['right'], audit: Needed['audit'] = 'NOTHING') =>
  SetMetadata(NEEDS, { right, audit } satisfies Needed);

/**
 * Denied by default: the API answers whoever is signed in, by session or token, and holds the right; opens the record of a
 * `:childId` or refuses it; and writes it down before anything is answered.
 */
@Injectable()
export class RightsGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly service: Service,
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
    const childId = request.params['childId'];
    if (isHeld && typeof childId === 'string') await this.service.child(person, childId, request.requestId);
    if (!isHeld || action !== 'NOTHING') {
      await this.service.audit.write({
        person,
        action: action === 'NOTHING' ? 'VIEW' : action,
        outcome: isHeld ? 'DONE' : 'REFUSED',
        ...(typeof childId === 'string' ? { childId } : {}),
        detail: `${request.method} ${request.originalUrl}`,
        requestId: request.requestId,
      });
    }
    if (isHeld) return true;
    throw notYourRole('Your role does not give you this.');
  }
}

const notSignedIn = {
  type: '/problems/not-signed-in',
  title: 'Sign in first',
  status: 401,
  detail: 'Send a token: Authorization: Bearer …. "waymark account token" makes one; in a browser, /sign-in does.',
};
