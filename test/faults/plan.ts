import { addDays, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { Role } from '#access/roles';
import { randomFrom, type Random } from '#simulation/random';

/** A command as a client is going to send it. */
export interface Planned {
  readonly commandId: string;
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly role: Role;
  /** Whose ids its events' ids are made from: the children it is decided for, or `worker-` and one of the register. */
  readonly subjects: readonly string[];
  /** How many events it leaves when it leaves any: fewer are half of it. */
  readonly least: number;
  /** Whether it names the version of the child that its sender was looking at. */
  readonly looksFirst: boolean;
  readonly pauseMilliseconds: number;
}

type Drawn = Pick<Planned, 'command' | 'body' | 'role' | 'subjects' | 'least'>;
interface Drawing {
  readonly random: Random;
  readonly commandId: string;
  readonly today: PlainDate;
  readonly child: () => string;
  /** A worker of the register, whom all clients share. */
  readonly worker: () => string;
  /** The client's own latest merge, to be reversed. */
  readonly merged: { readonly childId: string; readonly mergeEventId: string } | undefined;
}

/** How many children stand open to all clients at once; the window moves on by one every few commands. */
const SHARED = 14;
const COMMANDS_A_CHILD = 3;

/** What one client sends, the same for the same seed: all clients draw from the same few children at a time. */
export function* planOf(seed: number, client: number, today: PlainDate): Generator<Planned> {
  const random = randomFrom(seed, 'client', client);
  let merged: Drawing['merged'];
  for (let n = 0; ; n++) {
    const commandId = `faults-${seed}-${client}-${n}`;
    const first = Math.floor(n / COMMANDS_A_CHILD);
    const child = () => `F${seed}x${first + random.whole(0, SHARED - 1)}`;
    const worker = () => `V${seed}x${Math.floor(first / 4) + random.whole(0, 5)}`;
    const drawn = random.weighted(...kinds)({ random, commandId, today, child, worker, merged });
    if (drawn.command === 'MergeDuplicateRecords') {
      const [childId] = drawn.subjects;
      merged = { childId: childId!, mergeEventId: uuidOf(`${commandId}/${childId}/0`) };
    }
    const looksFirst = drawn.body['childId'] !== undefined && random.chance(0.15);
    yield { commandId, ...drawn, looksFirst, pauseMilliseconds: random.whole(10, 90) };
  }
}

type Kind = (drawing: Drawing) => Drawn;
const of = (role: Role, command: string, childId: string, body: object, least = 1): Drawn => ({
  ...{ role, command, least },
  body: { childId, ...body },
  subjects: [childId],
});
const day = ({ today, random }: Drawing, from: number, to: number): PlainDate => addDays(today, random.whole(from, to));
const at = (drawing: Drawing, from: number, to: number): string => {
  const two = (most: number) => String(drawing.random.whole(0, most)).padStart(2, '0');
  return `${day(drawing, from, to)}T${two(23)}:${two(59)}:${two(59)}.000Z`;
};
const place = ({ random }: Drawing) =>
  random.chance(0.5) ? { teamId: 'ASSESSMENT-SOUTH', areaId: 'SOUTH' } : { teamId: 'ASSESSMENT-EAST', areaId: 'EAST' };

/** One event on the stream of each of several children: all of them, or none. */
const receiveContact: Kind = (drawing) => {
  const { commandId, child, random } = drawing;
  const children = [...new Set(Array.from({ length: random.whole(1, 3) }, child))];
  const what = { contactId: commandId, source: '2A', method: 'PHONE', hub: 'MASH', narrative: `Told in ${commandId}.` };
  const body = { children, ...what, receivedAt: at(drawing, -40, -10) };
  return { role: 'SM', command: 'ReceiveContact', body, subjects: children, least: children.length };
};
const aboutContact =
  (command: string, role: Role, more: (drawing: Drawing) => object): Kind =>
  (drawing) => {
    const childId = drawing.child();
    return { role, command, body: { children: [childId], ...more(drawing) }, subjects: [childId], least: 1 };
  };

const kinds: readonly (readonly [Kind, number])[] = [
  [receiveContact, 22],
  [
    aboutContact('ScreenContact', 'QP', (d) => ({
      ...{ screenedAt: at(d, -9, -7), screenedBy: d.worker(), qualified: true, ragThreshold: 'A' },
    })),
    9,
  ],
  [aboutContact('DecideContact', 'SM', (d) => ({ outcome: 'REFERRAL', decidedAt: at(d, -7, -6), ...place(d) })), 8],
  [(d) => of('SM', 'ReceiveReferral', d.child(), { referredOn: day(d, -40, -8), source: '6', ...place(d) }), 10],
  [(d) => of('QP', 'NotifyTransferIn', d.child(), { fromLa: '301', notifiedOn: day(d, -40, -8), hadCpp: false }, 2), 4],
  [
    (d) =>
      of(
        'SM',
        'DecideReferral',
        d.child(),
        { decision: 'ACCEPT_ASSESS', decidedOn: day(d, -6, -5), primaryNeed: 'N1' },
        2,
      ),
    9,
  ],
  [
    (d) =>
      of('SM', 'AllocateCase', d.child(), { workerId: d.worker(), role: 'LEAD_SW', from: day(d, -5, -3), ...place(d) }),
    12,
  ],
  [(d) => of('SW', 'RecordNewInformation', d.child(), { information: `Heard in ${d.commandId}.` }), 9],
  [(d) => of('SM', 'HoldStrategyDiscussion', d.child(), { heldAt: at(d, -5, -3), kind: 'MEETING', outcome: 'NFA' }), 4],
  [(d) => of('SM', 'CloseCase', d.child(), { closedOn: day(d, -2, -2), reason: 'RC7' }), 4],
  [(d) => of('SM', 'RegisterChild', d.child(), registration(d)), 5],
  [(d) => of('SM', 'LinkSibling', d.child(), { otherChildId: d.child(), relation: 'FULL' }), 4],
  [(d) => of('RM', 'MergeDuplicateRecords', d.child(), { mergedId: d.child(), reason: 'One child.' }, 2), 3],
  [
    (d) =>
      d.merged
        ? of('RM', 'ReverseMerge', d.merged.childId, { mergeEventId: d.merged.mergeEventId, reason: 'Two.' }, 2)
        : receiveContact(d),
    2,
  ],
  [
    (d) =>
      inRegister('RegisterWorker', d.worker(), { qualified: true, teamId: 'ASSESSMENT-SOUTH', from: day(d, -40, -30) }),
    3,
  ],
  [
    (d) =>
      inRegister('MoveWorkerToTeam', d.worker(), {
        teamId: d.random.pick(['ASSESSMENT-EAST', 'MASH', 'DUTY']),
        from: day(d, -20, -8),
      }),
    4,
  ],
];

const registration = ({ random, commandId }: Drawing): object => ({
  laChildId: commandId.replace(/\W/g, '').slice(-20),
  dob: `20${random.whole(10, 24)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
  givenName: 'Sam',
  familyName: `Of ${commandId}`,
});

const inRegister = (command: string, workerId: string, body: object): Drawn => ({
  ...{ role: 'WFM', command, least: 1 },
  body: { workerId, ...body },
  subjects: [`worker-${workerId}`],
});
