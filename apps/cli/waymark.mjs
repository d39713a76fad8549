import { prepareAndRun } from './prepare.mjs';

await prepareAndRun('apps/cli/src/main.js');
