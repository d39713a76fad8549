import type { z } from 'zod';
import {
  chronologyParameters,
  explainParameters,
  findParameters,
  forecastParameters,
  measureParameters,
  positionParameters,
  queueParameters,
  reportParameters,
  scorecardParameters,
} from '../query-parameters.ts';
import * as answers from './answers.ts';
import * as frozen from './frozen-report-answers.ts';
import { exampleOf } from './example-of.ts';
import { answered, parametersFrom } from './schemas.ts';

interface QueryPath {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly parameters?: z.ZodObject;
  /** What stands in the path, with an example. */
  readonly named?: Readonly<Record<string, string>>;
  readonly answer: z.ZodType;
  /** Other content types that the same answer comes in. */
  readonly alsoAs?: readonly string[];
  readonly problems: readonly number[];
}

const questions: readonly QueryPath[] = [
  {
    path: '/api/v1/queue',
    id: 'queue',
    summary: 'Cases without a lead social worker, the oldest referral first. `count` is the length of the list.',
    tag: 'Queues and children',
    parameters: queueParameters,
    answer: answers.queue,
    problems: [400, 503],
  },
  {
    path: '/api/v1/forecast',
    id: 'forecast',
    summary:
      'What is breached, due today, and due within five and ten working days: by clock, and by team or worker, each with its list.',
    tag: 'Queues and children',
    parameters: forecastParameters,
    answer: answers.forecast,
    problems: [400, 503],
  },
  {
    path: '/api/v1/children',
    id: 'findChildren',
    summary:
      'Finds children by name parts, birth date, age, postcode or identifier: the likeliest first, each with why. At least one parameter.',
    tag: 'Queues and children',
    parameters: findParameters,
    answer: answers.foundChildren,
    problems: [400, 503],
  },
  {
    path: '/api/v1/children/{childId}',
    id: 'child',
    summary: 'Who a child is and what is open today. The entity tag is its version.',
    tag: 'Queues and children',
    parameters: positionParameters,
    named: { childId: 'CHILD-1' },
    answer: answers.child,
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/children/{childId}/chronology',
    id: 'chronology',
    summary: 'Everything recorded about a child; what was corrected or voided is marked.',
    tag: 'Queues and children',
    parameters: chronologyParameters,
    named: { childId: 'CHILD-1' },
    answer: answers.chronology,
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/measures',
    id: 'measures',
    summary: 'Every measure, with its definition and source.',
    tag: 'Measures',
    answer: answers.catalogue,
    problems: [503],
  },
  {
    path: '/api/v1/measures/{id}',
    id: 'measure',
    summary: 'One measure in a period, as at a day and as known at an instant; with its parts and its list.',
    tag: 'Measures',
    parameters: measureParameters,
    named: { id: 'RF-05' },
    answer: answers.measureAnswer,
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/measures/{id}/explain',
    id: 'explain',
    summary: 'A figure opened: its definition, its rows, and the events behind each row.',
    tag: 'Measures',
    parameters: explainParameters,
    named: { id: 'CP-01' },
    answer: answers.explanation,
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/scorecard',
    id: 'scorecard',
    summary: 'Every measure: the month up to asAt by area, the six months before, the year to date, the trend.',
    tag: 'Measures',
    parameters: scorecardParameters,
    answer: answers.scorecard,
    problems: [400, 503],
  },
  {
    path: '/api/v1/reports/{definition}',
    id: 'report',
    summary: 'A report of a day as the councils print it, with targets, ratings, trends and comparators.',
    tag: 'Measures',
    parameters: reportParameters,
    named: { definition: 'monthly-scorecard' },
    answer: answers.report,
    alsoAs: [
      'text/plain',
      'text/csv',
      'text/html',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/frozen-reports',
    id: 'frozenReports',
    summary: 'Every report that was given out: its dates, definitions and hash.',
    tag: 'Measures',
    parameters: positionParameters,
    answer: frozen.frozenReports,
    problems: [400, 503],
  },
  {
    path: '/api/v1/frozen-reports/{id}',
    id: 'frozenReport',
    summary: 'One report as it was given out, with every figure.',
    tag: 'Measures',
    parameters: positionParameters,
    named: { id: 'monthly-scorecard-2026-09-30' },
    answer: frozen.frozenReport,
    problems: [400, 404, 503],
  },
  {
    path: '/api/v1/frozen-reports/{id}/restated',
    id: 'restated',
    summary: 'Every figure that has moved since, by how much, and the rows and events that moved it.',
    tag: 'Measures',
    parameters: positionParameters,
    named: { id: 'monthly-scorecard-2026-09-30' },
    answer: frozen.restated,
    problems: [400, 404, 503],
  },
  {
    path: '/health/live',
    id: 'live',
    summary: 'Whether the process lives.',
    tag: 'Health',
    answer: answers.live,
    problems: [],
  },
  {
    path: '/health/ready',
    id: 'ready',
    summary: 'Whether the stores answer and the projector runs, and how far it is behind.',
    tag: 'Health',
    answer: answers.ready,
    problems: [503],
  },
];

export const queryTags = [...new Set(questions.map(({ tag }) => tag))].map((name) => ({ name }));

/** One path for each question. */
export const queryPaths = (): Readonly<Record<string, object>> =>
  Object.fromEntries(questions.map((question) => [question.path, { get: operation(question) }]));

function operation(question: QueryPath): object {
  const { id, summary, tag, parameters, named = {}, answer, alsoAs = [], problems } = question;
  const isForAnybody = tag === 'Health';
  const schema = answered(answer);
  return {
    ...(isForAnybody ? { security: [] } : {}),
    operationId: id,
    summary,
    tags: [tag],
    parameters: [
      ...Object.entries(named).map(([name, example]) => ({
        name,
        in: 'path',
        required: true,
        example,
        schema: { type: 'string' },
      })),
      ...(parameters ? parametersFrom(parameters, 'query') : []),
    ],
    responses: {
      200: {
        description: 'The answer',
        headers: { 'Waymark-Position': { $ref: '#/components/headers/Position' } },
        content: {
          'application/json': { schema, example: exampleOf(schema) },
          ...Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: 'string' } }])),
        },
      },
      ...Object.fromEntries(
        [...problems, ...(isForAnybody ? [] : [401, 403, 429]), 500].map((status) => [
          status,
          { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
    },
  };
}
