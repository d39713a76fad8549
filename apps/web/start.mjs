import { prepareAndRun } from '../cli/prepare.mjs';

await prepareAndRun('apps/web/src/main.js', (message) => process.stderr.write(`${message}\n`));
