import { exampleOf } from './example-of.ts';
import { preview } from './frozen-report-answers.ts';
import { answered } from './schemas.ts';

/** The preview of a command about a child: its body is that of the command, and nothing is stored. */
export function previewPaths(): Readonly<Record<string, object>> {
  const schema = answered(preview);
  const problems = [400, 401, 403, 404, 409, 413, 415, 429, 500, 503];
  return {
    '/api/v1/previews/{command}': {
      post: {
        operationId: 'preview',
        summary: 'Which rows, measures, clocks and frozen reports a command would move. Nothing is stored.',
        tags: ['Measures'],
        parameters: [
          { name: 'command', in: 'path', required: true, example: 'CorrectEventDate', schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', description: "The command's own body." } } },
        },
        responses: {
          200: {
            description: 'What would move',
            content: { 'application/json': { schema, example: exampleOf(schema) } },
          },
          ...Object.fromEntries(
            problems.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
          ),
        },
      },
    },
  };
}
