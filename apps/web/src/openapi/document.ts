import { carriedOut, problem } from './answers.ts';
import { commandPaths, commandTags } from './command-paths.ts';
import { exampleOf } from './example-of.ts';
import { previewPaths } from './preview-paths.ts';
import { queryPaths, queryTags } from './query-paths.ts';
import { answered } from './schemas.ts';

const about = `Commands record what happened; questions are answered from read models that follow within moments.

A command's answer carries a position. A question with \`?afterPosition=\` that position waits (at most two seconds) until it sees it.
Every command may be sent twice: the same Idempotency-Key records once. Errors are problem+json (RFC 9457).

Every request says who asks with a token: \`Authorization: Bearer …\`, made by an administrator or \`waymark account token\`. What is
recorded is recorded by that account, in its role. A role's rights, areas and teams count from the next request; whatever is not given
is refused, and every look at a child stands in the audit. A restricted record is counted everywhere, and named only to those it opens
for; a record that does not open answers 403 with \`why\`. A token may ask 600 times a minute.`;

const problems: readonly (readonly [
  status: number,
  description: string,
  example: Readonly<Record<string, unknown>>,
])[] = [
  [
    400,
    'A field is missing or wrong; `errors` names each one.',
    {
      type: '/problems/malformed',
      title: 'Something in the request is not as it must be',
      status: 400,
      detail: 'decidedOn: must be a real day written YYYY-MM-DD',
      errors: [{ field: 'decidedOn', message: 'must be a real day written YYYY-MM-DD' }],
    },
  ],
  [
    401,
    'Nobody is signed in: the token is missing, unknown, expired, or its account is closed.',
    {
      type: '/problems/not-signed-in',
      title: 'Sign in first',
      status: 401,
      detail: 'Send a token: Authorization: Bearer …. "waymark account token" makes one; in a browser, /sign-in does.',
    },
  ],
  [
    403,
    "Not for the account's role, or a child's record that does not open for it: `why` says RESTRICTED, ELSEWHERE or SEALED.",
    {
      type: '/problems/not-yours',
      title: 'You may not open this record',
      status: 403,
      detail: 'This record is restricted, and you are not among those who may open it.',
      why: 'RESTRICTED',
      childId: 'CHILD-1',
    },
  ],
  [
    404,
    'There is nothing of that name.',
    {
      type: '/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is no measure RF-5. Did you mean RF-05? /api/v1/measures lists them.',
    },
  ],
  [
    409,
    'A rule refuses, or somebody else wrote first.',
    {
      type: '/problems/an-accepted-referral-has-a-primary-need',
      title: 'Refused by a rule',
      status: 409,
      detail: 'Choose the primary need before accepting the referral.',
      rule: 'an-accepted-referral-has-a-primary-need',
      dfe: '8530',
    },
  ],
  [
    413,
    'The body is larger than 256 kB.',
    {
      type: '/problems/too-large',
      title: 'Too large',
      status: 413,
      detail: 'The body of a request may hold at most 256 kB.',
    },
  ],
  [
    415,
    'The body is not JSON.',
    {
      type: '/problems/unsupported-media-type',
      title: 'Not JSON',
      status: 415,
      detail: 'Send the body as application/json.',
    },
  ],
  [
    422,
    'The Idempotency-Key was used for something else, or the command cannot be stored as it is.',
    {
      type: '/problems/idempotency-key-reused',
      title: 'The key was used for something else',
      status: 422,
      detail: 'The Idempotency-Key "a1" was answered for another command. Choose a new one for each command.',
    },
  ],
  [
    429,
    'Too often: try again after the seconds that Retry-After says.',
    {
      type: '/problems/too-many-requests',
      title: 'Too many requests',
      status: 429,
      detail: 'More than 600 requests came with this token within a minute. Wait a moment, then go on.',
    },
  ],
  [
    500,
    'A fault of ours; it stands in the log.',
    {
      type: '/problems/unexpected',
      title: 'Something went wrong here',
      status: 500,
      detail:
        'This is a fault of Waymark, and it stands in its log. A command may be sent again with the same Idempotency-Key.',
    },
  ],
  [
    503,
    'Not just now: try again after the seconds that Retry-After says.',
    {
      type: '/problems/unavailable',
      title: 'Not available now',
      status: 503,
      detail: 'The database cannot be reached just now. Try again.',
    },
  ],
];

/** The whole API as OpenAPI 3.1, from the very schemas that requests are held against. */
export function openapiDocument(): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Waymark', version: '1', description: about, license: { name: 'MIT', identifier: 'MIT' } },
    tags: [...queryTags, ...commandTags],
    security: [{ token: [] }],
    paths: { ...queryPaths(), ...commandPaths(), ...previewPaths() },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Stands for an account, until the day it expires.' },
      },
      schemas: { CarriedOut: answered(carriedOut), Problem: answered(problem) },
      headers: {
        Position: {
          description: 'The answer holds everything up to this position of the log.',
          schema: { type: 'integer' },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      responses: {
        CarriedOut: carriedOutResponse('What was recorded', false),
        CarriedOutBefore: carriedOutResponse(
          'Nothing new: the key was answered before, or all of it was so already',
          true,
        ),
        ...Object.fromEntries(
          problems.map(([status, description, example]) => [
            `Problem${status}`,
            problemResponse(status, description, example),
          ]),
        ),
      },
    },
  };
}

const carriedOutResponse = (description: string, repeated: boolean): object => ({
  description,
  headers: { 'Waymark-Position': { $ref: '#/components/headers/Position' } },
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/CarriedOut' },
      example: { ...(exampleOf(answered(carriedOut)) as object), repeated },
    },
  },
});

const problemResponse = (status: number, description: string, example: object): object => ({
  description,
  ...(status === 503 || status === 429
    ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }
    : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
});
