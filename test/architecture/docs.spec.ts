import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measures } from '#projections/index';
import { measuresPage } from '#reference/measures-page';

const root = resolve(import.meta.dirname, '../..');

describe('pages that are made from the program', () => {
  it('docs/measures.md says what the measures say', () => {
    const isFresh = readFileSync(join(root, 'docs/measures.md'), 'utf8') === measuresPage(measures);
    expect(isFresh ? 'fresh' : 'docs/measures.md is stale: run npm run docs').toBe('fresh');
  });
});
