// Makes dist/eventstore-contract.mjs: the contract suite of the event store, the adapter for KurrentDB and a small runner in
// one file, to be taken to a machine that has a server. Plain Node runs it; nothing else needs to be there.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Writes the bundle to a file, and answers with its size in bytes. */
export async function bundleContract(outfile = join(root, 'dist', 'eventstore-contract.mjs')) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['test/contract/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    conditions: ['source'],
    metafile: true,
    logLevel: 'error',
    legalComments: 'none',
    // Some packages inside are CommonJS and ask for Node's own modules by require.
    banner: {
      js: [
        "import { createRequire as bundleRequireFrom } from 'node:module';",
        "import { dirname as bundleFolderOf } from 'node:path';",
        "import { fileURLToPath as bundlePathOf } from 'node:url';",
        'const require = bundleRequireFrom(import.meta.url);',
        'const __filename = bundlePathOf(import.meta.url), __dirname = bundleFolderOf(__filename);',
      ].join('\n'),
    },
  });
  return Object.values(metafile.outputs)[0].bytes;
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const bytes = await bundleContract();
  process.stdout.write(
    `dist/eventstore-contract.mjs, ${Math.round(bytes / 1024)} kB: node eventstore-contract.mjs esdb://host:2113?tls=false\n`,
  );
}
