import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { roles } from '#access/roles';
import { may, type Person } from '#access/person';
import { projectRoot } from '../project-root.ts';
import { addFilters } from './filters.ts';
import { navigationFor } from './navigation.ts';
import type { Banner, View } from './page.ts';
import type { Brand } from './brand.ts';

/** What the layout knows of a request, beside what the page shows. */
export interface Drawing {
  readonly path: string;
  readonly person: Person | undefined;
  readonly says?: Banner;
  readonly csrf: string;
  readonly nonce: string;
  /** When the session ends: after so many minutes without a request, and in any case in so many. */
  readonly ends?: { readonly idleMinutes: number; readonly minutesLeft: number };
  /** Counts shown in the navigation, by its names. */
  readonly counts: Readonly<Record<string, number>>;
}

const packages = join(projectRoot, 'node_modules');
const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader(
    [
      join(projectRoot, 'apps/web/src/pages'),
      join(packages, 'govuk-frontend/dist'),
      join(packages, '@ministryofjustice/frontend'),
    ],
    { watch: false, noCache: false },
  ),
  { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true },
);
addFilters(environment);

/** Sets what is the same on every page. */
export function dressed(brand: Brand, assets: string): void {
  environment.addGlobal('council', brand.council);
  environment.addGlobal('assets', assets);
}

/** A page as HTML. */
export function drawn(
  { view, title, model }: View,
  { path, person, says, csrf, nonce, ends, counts }: Drawing,
): Promise<string> {
  const errors = 'errors' in model && Array.isArray(model.errors) ? (model.errors as unknown[]) : [];
  const context = {
    ...model,
    heading: title,
    errorOf: (id: string) =>
      (errors as readonly { href?: string; text: string }[]).find(({ href }) => href === `#${id}`)?.text,
    path,
    person,
    roleName: person && roles[person.role],
    may: (right: Parameters<typeof may>[1]) => person !== undefined && may(person, right),
    navigation: person ? navigationFor(person, path, counts) : [],
    says,
    csrf,
    ends,
    cspNonce: nonce,
    formKeys: () => new nunjucks.runtime.SafeString(formKeys(csrf, person)),
  };
  return new Promise((resolve, reject) =>
    environment.render(view, context, (error, html) =>
      error || html === null ? reject(error ?? new Error(`Nothing was drawn for ${view}.`)) : resolve(html),
    ),
  );
}

/** What every form sends back: the session's token, a key that makes sending twice harmless, and who filled it in. */
const formKeys = (csrf: string, person: Person | undefined): string =>
  `<input type="hidden" name="_csrf" value="${csrf}"><input type="hidden" name="_once" value="${randomUUID()}">` +
  (person ? `<input type="hidden" name="_by" value="${person.accountId}">` : '');
