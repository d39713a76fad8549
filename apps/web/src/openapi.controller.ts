import { Controller, Get } from '@nestjs/common';
import { openapiDocument } from './openapi/document.ts';
import { Needs } from './rights-guard.ts';

/** The API's description, for people and for machines. */
@Controller('api')
@Needs('anybody')
export class OpenapiController {
  private document: object | undefined;

  @Get('openapi.json')
  openapi(): object {
    return (this.document ??= openapiDocument());
  }
}
