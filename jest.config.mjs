/** @type {import('jest').Config} */
export default {
  runtime: '<rootDir>/test/runner/native-runtime.cjs',
  testEnvironment: '<rootDir>/test/runner/one-process-environment.cjs',
  maxWorkers: '100%', // Jest's default on two cores is one worker
  workerIdleMemoryLimit: '1GB', // what a suite keeps at the top of its file stays as long as its worker
  testTimeout: 60_000,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/projections', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  testSequencer: '<rootDir>/test/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/skips-fail.mjs'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  transform: {}, // the runtime's own
};
