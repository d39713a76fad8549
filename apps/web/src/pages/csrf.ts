import type { Request } from 'express';
import { csrfSync } from 'csrf-sync';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (request) =>
    (request.body as { _csrf?: string } | undefined)?._csrf ?? request.get('X-CSRF-Token'),
});

/** The token that a form of this session sends back: another site cannot know it. */
export const csrfToken = (request: Request): string =>
  (request.session as unknown) === undefined ? '' : generateToken(request);

/** Whether a form came without the token of its session. */
export const csrfRefused = (request: Request): boolean => !isRequestValid(request);
