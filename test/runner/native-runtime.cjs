const { register } = require('node:module');
const { existsSync } = require('node:fs');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');
const { sourceMapOf } = require('./transformed.cjs');

register('./typescript-hooks.mjs', pathToFileURL(__filename));

/**
 * Runs a suite as Node runs any program: its imports are Node's own, and a worker loads the program once for all its suites,
 * where Jest would load it anew for each. No module is mocked here, which is what Jest's way is for.
 */
class NativeRuntime extends Runtime {
  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    await import(pathToFileURL(path).href);
  }

  /** Jest's own framework, whose state must begin anew with each suite. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  getSourceMaps() {
    return sourceMaps;
  }
}

/** Found when a stack is shown. */
const sourceMaps = {
  get(generated) {
    const path = generated.startsWith('file:') ? fileURLToPath(generated) : generated;
    return path.endsWith('.ts') && existsSync(path) ? sourceMapOf(path) : undefined;
  },
  [Symbol.iterator]: () => [][Symbol.iterator](),
};

module.exports = NativeRuntime;
