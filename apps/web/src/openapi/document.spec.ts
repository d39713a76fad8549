import type { CommandType } from '#case-flow/command';
import { commandTypes, type CommandName } from '#case-flow/processes';
import { registerCommands, type RegisterCommandName } from '#case-flow/workforce/workforce';
import { commandExample } from './command-paths.ts';
import { openapiDocument } from './document.ts';

const all = { ...commandTypes, ...registerCommands };
const names = Object.keys(all) as (CommandName | RegisterCommandName)[];

/** Every reference in a document, wherever it stands. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : referencesIn(inner)));
}

describe('the description of the API', () => {
  const document = openapiDocument() as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags: readonly string[] }>>>>;
    readonly tags: readonly { readonly name: string }[];
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

  it('has a path for every command', () => {
    for (const name of names) expect(document.paths).toHaveProperty([`/api/v1/commands/${name}`, 'post']);
  });

  it('puts every operation into exactly one chapter that there is', () => {
    const chapters = new Set(document.tags.map(({ name }) => name));
    for (const { tags } of operations) expect([tags, tags.length, chapters.has(tags[0]!)]).toEqual([tags, 1, true]);
  });

  it('refers only to what it holds', () => {
    for (const reference of new Set(referencesIn(document)))
      expect(document).toHaveProperty(reference.replace('#/', '').split('/'));
  });

  it.each(names)('gives an example of %s that its schema takes', (name) => {
    const { schema } = all[name] as unknown as CommandType;
    expect(schema.strict().safeParse(commandExample(name)).error?.issues).toBeUndefined();
  });
});
