/**
 * Loaded before a program that is soaked (`--import`): on the message `memory` it tells what is left of its heap after everything
 * unused has been collected.
 */
process.on('message', (asked) => {
  if (asked !== 'memory') return;
  globalThis.gc?.();
  process.send!({ heapMegabytes: process.memoryUsage().heapUsed / 1024 / 1024 });
});
// The programs end by themselves when they are told to, and not because nobody asks any more.
process.channel?.unref();

export {};
