import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, static as files } from 'express';
import type { Brand } from './pages/brand.ts';
import { projectRoot } from './project-root.ts';

const YEAR_SECONDS = 365 * 24 * 3600;
const packages = join(projectRoot, 'node_modules');
const own = join(projectRoot, 'apps/web/assets');

/** Style sheets, scripts and pictures, under an address that changes with their content, so that browsers keep them for good. */
export function assets(brand: Brand): { readonly at: string; readonly router: Router } {
  const style = (path: string) => withoutTypeface(readFileSync(join(packages, path), 'utf8'));
  const texts: Readonly<Record<string, readonly [type: string, content: string]>> = {
    'govuk.css': ['text/css', style('govuk-frontend/dist/govuk/govuk-frontend.min.css')],
    'moj.css': ['text/css', style('@ministryofjustice/frontend/moj/moj-frontend.min.css')],
    'brand.css': ['text/css', brandSheet(brand)],
    'waymark.svg': ['image/svg+xml', icon(brand)],
  };
  const sum = createHash('sha256');
  for (const [, content] of Object.values(texts)) sum.update(content);
  for (const name of readdirSync(own).sort()) sum.update(readFileSync(join(own, name)));
  const at = `/assets/${sum.digest('hex').slice(0, 12)}`;
  const router = Router();
  const kept = { index: false, maxAge: YEAR_SECONDS * 1000, immutable: true } as const;
  for (const [name, [type, content]] of Object.entries(texts))
    router.get(`${at}/${name}`, (_request, response) => {
      response.setHeader('Content-Type', `${type}; charset=utf-8`);
      response.setHeader('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`);
      response.send(content);
    });
  router.use(at, files(own, kept));
  router.use(
    `${at}/govuk-frontend.min.js`,
    files(join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'), kept),
  );
  router.use(
    `${at}/moj-frontend.min.js`,
    files(join(packages, '@ministryofjustice/frontend/moj/moj-frontend.min.js'), kept),
  );
  // Both style sheets name their pictures here.
  router.use(
    '/assets/images',
    files(join(packages, '@ministryofjustice/frontend/moj/assets/images'), { index: false, maxAge: 86_400_000 }),
  );
  return { at, router };
}

/** GDS Transport and the crown are licensed for GOV.UK alone: out they go. */
const withoutTypeface = (sheet: string): string =>
  sheet
    .replace(/@font-face\{[^}]*GDS Transport[^}]*\}/g, '')
    .replaceAll(
      /"?GDS Transport"?,\s*arial,\s*sans-serif/g,
      'system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif',
    )
    .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, '');

const brandSheet = ({ colour }: Brand): string => `:root{--govuk-brand-colour:${colour};--waymark-brand:${colour}}`;

const icon = ({ colour }: Brand): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${colour}"/><path d="M5 9l5 15 6-13 6 13 5-15" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;
