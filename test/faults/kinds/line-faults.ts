import { lasting, seconds, type FaultKind, type Lots } from '../fault.ts';
import type { End, Line } from '../line.ts';
import type { Stage } from '../stage.ts';

const COMMIT_WITHIN_MILLISECONDS = 4000;

const some = ({ lines }: Stage, { random }: Lots): readonly [string, Line] => random.pick([...lines]);
/** Only these are sure to write while the clients do. */
const ofWeb = ({ lines }: Stage, { random }: Lots): readonly [string, Line] =>
  random.pick([...lines].filter(([name]) => name.startsWith('web')));

/** Every connection of a program ends at once, by a reset or in due form, and for a while there is no other. */
export const lineCut = (how: End): FaultKind => ({
  name: how === 'RST' ? 'connections reset' : 'connections closed',
  inflict: async (stage, lots) => {
    const [name, line] = some(stage, lots);
    const milliseconds = lasting(lots, 8);
    await line.cut(how, milliseconds);
    return `${name}, none for ${seconds(milliseconds)}`;
  },
});

/** Every message takes longer. */
export const lineDelayed: FaultKind = {
  name: 'connections slow',
  inflict: async (stage, lots) => {
    const [name, line] = some(stage, lots);
    const [each, milliseconds] = [lots.random.whole(20, 150), lasting(lots, 10)];
    await line.delay(each, milliseconds);
    return `${name}, ${each} ms each way for ${seconds(milliseconds)}`;
  },
};

/** One direction stands still while the other goes on, and nobody is told. */
export const lineHalved: FaultKind = {
  name: 'connections halved',
  inflict: async (stage, lots) => {
    const [name, line] = some(stage, lots);
    const [direction, milliseconds] = [lots.random.pick(['to', 'from'] as const), lasting(lots, 15)];
    await line.hold(direction, milliseconds);
    return `${name}, ${direction} the database, for ${seconds(milliseconds)}`;
  },
};

/** The worst moment: committed, and whoever asked for it is never told. */
export const commitAnswerLost: FaultKind = {
  name: 'answer to a commit lost',
  inflict: async (stage, lots) => {
    const [name, line] = ofWeb(stage, lots);
    return (await line.loseCommit(COMMIT_WITHIN_MILLISECONDS)) ? name : undefined;
  },
};

/** A writer stands still with the lock of all writers, in a long run for longer than the others wait for it, or the server for it. */
export const commitHeld: FaultKind = {
  name: 'commit held back',
  inflict: async (stage, lots) => {
    const [name, line] = ofWeb(stage, lots);
    const milliseconds = lots.isLong ? lots.random.pick([2000, 12_000, 12_000, 63_000]) : 1200;
    const isHeld = await line.holdCommit(COMMIT_WITHIN_MILLISECONDS, milliseconds);
    return isHeld ? `${name}, for ${seconds(milliseconds)}` : undefined;
  },
};
