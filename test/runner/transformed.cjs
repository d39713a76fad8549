const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..', '..', 'node_modules', '.cache', 'waymark-tests');

/** As the build makes it, but one file at a time and without looking at types. */
const options = {
  sourceMaps: true,
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};
const compiler = require('@swc/core/package.json').version;

/** JavaScript of a TypeScript file, made once for each content and kept beside its source map. */
function transformed(path) {
  const source = readFileSync(path, 'utf8');
  const file = fileOf(path, source);
  return read(file) ?? made(path, source, file);
}

/** Where the source map of a file is that was transformed. */
const sourceMapOf = (path) => `${fileOf(path, readFileSync(path, 'utf8'))}.map`;

const fileOf = (path, source) =>
  join(
    folder,
    createHash('sha1')
      .update(JSON.stringify([compiler, options, path, source]))
      .digest('hex'),
  );

function made(path, source, file) {
  const { transformSync } = require('@swc/core'); // slow to load, and mostly not needed
  const { code, map } = transformSync(source, { ...options, filename: path });
  mkdirSync(folder, { recursive: true });
  written(`${file}.map`, map);
  written(file, code);
  return code;
}

/** In one step: other workers make the same at the same time. */
function written(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

module.exports = { transformed, sourceMapOf };
