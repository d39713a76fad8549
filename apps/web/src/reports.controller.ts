import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Response } from 'express';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formats } from '#reporting/formats';
import { style } from '#reporting/html-style';
import { dayIn, knownAt } from '#waymark/window';
import { Access, Asker, type Asking } from './asking.ts';
import { notFound } from './problem.ts';
import { ReportQuery } from './queries/report.query.ts';
import { parameters, reportParameters } from './query-parameters.ts';
import { ReadYourWrites } from './read-your-writes.ts';
import { Needs } from './rights-guard.ts';
import { Waymark } from './waymark.ts';

/** A printed page brings its one style with it, and nothing else may be loaded. */
const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Reports, printed in any of their formats. */
@Controller('api/v1/reports')
@Needs('see-figures')
@UseInterceptors(ReadYourWrites)
export class ReportsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waymark: Waymark,
    private readonly access: Access,
  ) {}

  @Get(':definition')
  async report(
    @Asker() asker: Asking,
    @Param('definition') name: string,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const given = parameters(reportParameters, query);
    const asAt = given.asAt === undefined ? this.waymark.today() : dayIn('asAt', given.asAt);
    const asKnownAt = given.asKnownAt === undefined ? null : knownAt(given.asKnownAt);
    const definition = reportDefinition(name, asAt);
    if (definition === undefined) throw notFound(`There is no report ${name}. There are ${reportNames.join(', ')}.`);
    if (isFile(given.format)) await this.access.needs(asker, 'export-figures', 'EXPORT');
    const asked = { definition, asAt, asKnownAt, isPublic: given.public === 'true' };
    const { position, answer } = await this.queries.execute(new ReportQuery(asked));
    const { contentType, write } = formats[given.format];
    response.setHeader('Waymark-Position', String(position));
    response.setHeader('Content-Type', contentType);
    if (given.format === 'html') response.setHeader('Content-Security-Policy', PAGE_POLICY);
    if (isFile(given.format))
      response.setHeader('Content-Disposition', `attachment; filename="${definition.id}-${asAt}.${given.format}"`);
    response.send(await write(answer));
  }
}

/** What leaves as a file is an export, and needs the right to it. */
const isFile = (format: string): boolean => format === 'xlsx' || format === 'csv';
