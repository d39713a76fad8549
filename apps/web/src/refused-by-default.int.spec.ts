import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Controller, Get, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import ts from 'typescript';
import type { Person } from '#access/person';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import { servedApp, type ServedApp } from '#testing/served-app';
import { AppModule } from './app.module.ts';
import { Limits } from './limits.ts';
import type { Page } from './pages/page.ts';
import { servePages } from './pages/serve-pages.ts';
import { Service } from './pages/service.ts';
import { projectRoot } from './project-root.ts';
import { Needs } from './rights-guard.ts';
import { webProgram, type WebProgram } from './web-program.ts';

@Controller('api/bare')
class Bare {
  @Get('silent')
  silent(): string {
    return 'shown';
  }

  @Get('said')
  @Needs('see-queues')
  said(): string {
    return 'shown';
  }
}

describe('what says nothing of a right is refused', () => {
  let site: ServedApp & { readonly program: WebProgram };
  let app: NestExpressApplication;
  let address = '';

  beforeAll(async () => {
    site = await servedApp(readingModel(projections, measures), webProgram);
    const { waymark, around } = site.program;
    const manager = (await site.accounts.named(await site.usernameOf('TM'))) as Person;
    const module: DynamicModule = {
      module: class {},
      imports: [AppModule.around(waymark, around)],
      controllers: [Bare],
    };
    app = await NestFactory.create<NestExpressApplication>(module, { logger: false });
    app.use((request: Request, _response: Response, next: NextFunction) => {
      Object.assign(request, {
        person: manager,
        requestId: 'R',
        session: { cookie: {}, save: (done: () => void) => done() },
      });
      next();
    });
    const shows = { audit: 'NOTHING', show: () => ({ redirect: '/shown' }) } as const;
    const pages = [
      { path: '/silent', ...shows } as unknown as Page, // as plain JavaScript could have it
      { path: '/said', right: 'see-queues', ...shows } as const,
    ];
    app.use(servePages(pages, app.get(Service), new Limits()));
    await app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await app.close();
    await site.close();
  });

  const statusOf = async (path: string) => (await fetch(`${address}${path}`, { redirect: 'manual' })).status;

  it('a page does not compile without one', () => {
    const problemsOf = (right: string) =>
      problemsIn(`import { page } from './page.ts';
      export const one = page({ path: '/one', ${right} audit: 'NOTHING', show: () => ({ redirect: '/' }) });`);
    expect(problemsOf(`right: 'see-queues',`)).toEqual([]);
    expect(problemsOf('').join()).toContain(`Property 'right' is missing`);
    expect(problemsOf(`right: 'see-everything',`).join()).toContain('is not assignable');
  }, 60_000);

  it('a page is not served without one, and is with it', async () => {
    expect([await statusOf('/silent'), await statusOf('/said')]).toEqual([403, 303]);
  });

  it('an address of the API is not served without one, and is with it', async () => {
    expect([await statusOf('/api/bare/silent'), await statusOf('/api/bare/said')]).toEqual([403, 200]);
  });
});

/** What the compiler says of a file as it would stand among the pages. */
function problemsIn(source: string): readonly string[] {
  const file = join(projectRoot, 'apps/web/src/pages/without-a-right.ts');
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    readonly config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => (path === file ? source : readFile.call(host, path));
  host.fileExists = (path) => path === file || fileExists.call(host, path);
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([file], { ...options, noEmit: true, incremental: false }, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
