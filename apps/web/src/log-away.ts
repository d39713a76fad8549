import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import { OutcomeUnknown, Unavailable } from '#event-store/event-store';

/** Every request meets the same while a store is away: it is logged once in so long. */
const SAID_AGAIN_AFTER_MILLISECONDS = 10_000;

const logger = new Logger('Waymark');
let said = { message: '', at: -Infinity };

/** Logs what a store said of being away, with its address: whoever asked is told in plain words, without. */
export function logAway(error: unknown): void {
  if (!(error instanceof Unavailable || error instanceof OutcomeUnknown)) return;
  const { message } = error;
  const now = performance.now();
  if (message === said.message && now - said.at < SAID_AGAIN_AFTER_MILLISECONDS) return;
  said = { message, at: now };
  logger.warn(message);
}
