import { setTimeout as pause } from 'node:timers/promises';
import { lasting, type FaultKind } from '../fault.ts';

const MINUTE = 60_000;
const moves: readonly (readonly [words: string, milliseconds: number])[] = [
  ['an hour ahead', 60 * MINUTE],
  ['an hour back', -60 * MINUTE],
  ['26 hours ahead', 26 * 60 * MINUTE],
  ['26 hours back', -26 * 60 * MINUTE],
  ['four minutes ahead', 4 * MINUTE],
  ['four minutes back', -4 * MINUTE],
];

/** The clock of every program is wrong for a while, and then right again: which moves it back, or ahead, once more. */
export const clockMoved: FaultKind = {
  name: 'clock moved',
  inflict: async (stage, lots) => {
    const [words, milliseconds] = lots.random.pick(moves);
    stage.moveClock(milliseconds);
    await pause(lasting(lots, 15));
    stage.moveClock(0);
    return words;
  },
};
