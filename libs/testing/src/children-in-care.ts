import type { RecordedEvent } from '#case-flow/event';
import { happened } from './given.ts';

type Happening = Parameters<typeof happened>;
type Told = readonly [type: Happening[0], data: object, recorded?: string];

/** What happened to one child, in order; what is recorded when it happens is recorded at noon. */
function child(childId: string, area: string, dob: string, referredOn: string, told: readonly Told[]): RecordedEvent[] {
  const caseId = `${childId}:case`;
  const first: readonly Told[] = [
    ['ChildRegistered', { dob, sex: 'M' }],
    ['ReferralReceived', { caseId, referredOn, source: '6', teamId: `CHILDREN-IN-CARE-${area}`, areaId: area }],
  ];
  return [...first, ...told].map(([type, data, recorded]) =>
    happened(type as 'CareStarted', data as Happening[1] as never, {
      childId,
      occurredOn: dayOf(data) ?? referredOn,
      ...(recorded === undefined ? {} : { recorded }),
    }),
  );
}

const dayOf = (data: object): string | undefined =>
  Object.entries(data)
    .find(([key]) => /(On|^on|^from|^until)$/.test(key))?.[1]
    .slice(0, 10);

const started = (startedOn: string, legalStatus: string, type: string, more: object = {}): Told => [
  'CareStarted',
  { periodId: `care:${startedOn}`, startedOn, legalStatus, placement: { type, provider: 'PR1', ...more } },
];
const moved = (on: string, type: string, more: object = {}): Told => [
  'PlacementStarted',
  { placementId: `placement:${on}`, on, type, provider: 'PR1', sameCarer: false, ...more },
];
const legal = (on: string, legalStatus: string): Told => ['LegalStatusChanged', { on, legalStatus }];
const reviewed = (...days: readonly string[]): readonly Told[] =>
  days.map((heldOn) => ['CareReviewHeld', { heldOn, participation: 'PN1' }]);
const visited = (...days: readonly string[]): readonly Told[] =>
  days.map((visitedOn) => ['CareVisitMade', { visitedOn, seen: true, alone: true }]);
const missing = (kind: 'M' | 'A', from: string, until: string, offeredAt?: string): readonly Told[] => [
  ['MissingEpisodeStarted', { missingId: `missing:${from}`, from, kind }],
  [
    'MissingEpisodeEnded',
    {
      missingId: `missing:${from}`,
      until,
      returnInterviewOffered: offeredAt !== undefined,
      ...(offeredAt === undefined ? {} : { returnInterviewOfferedAt: offeredAt }),
    },
  ],
];

/** Came alone; was missing twice; one review without minutes, one visit late, one recorded late. */
const alone = child('CARE-ALONE', 'EAST', '2009-01-15', '2025-05-30', [
  started('2025-06-02', 'V2', 'K2'),
  ['UnaccompaniedStatusRecorded', { from: '2025-06-02' }],
  ...visited('2025-06-06', '2025-07-10', '2025-09-01', '2025-10-09', '2025-11-18', '2025-12-29', '2026-02-06'),
  ['CareVisitMade', { visitedOn: '2026-03-16', seen: true }, '2026-03-20T15:00:00.000Z'],
  ...reviewed('2025-06-27', '2025-09-24', '2026-03-18'),
  ['ReviewMinutesCompleted', { completedOn: '2025-07-20' }],
  ...missing('M', '2026-03-03T21:00:00.000Z', '2026-03-05T07:30:00.000Z', '2026-03-06T10:00:00.000Z'),
  ...missing('M', '2025-08-29T21:00:00.000Z', '2025-08-29T23:30:00.000Z'),
  ...missing('A', '2026-03-20T21:00:00.000Z', '2026-03-21T01:30:00.000Z'),
]);

/** Four placements in a year, at last with a parent under a care order that is discharged; reviews late and overdue. */
const restless = child('CARE-RESTLESS', 'SOUTH', '2014-05-20', '2025-01-06', [
  ['LegalPlanningMeetingHeld', { on: '2025-01-28', outcome: 'ISSUE' }],
  ['ProceedingsIssued', { on: '2025-02-03' }],
  started('2025-02-03', 'C1', 'U3', { regBasis: 'REG24' }),
  ...visited('2025-02-07', '2025-02-14', '2025-02-24', '2025-03-20', '2025-04-16', '2025-05-14', '2025-06-11'),
  ...reviewed('2025-03-12'),
  moved('2025-07-01', 'U6', { carerId: 'F1' }),
  moved('2025-08-11', 'T3'),
  moved('2025-08-25', 'U6', { carerId: 'F1', sameCarer: true }),
  ...visited('2025-07-04', '2025-08-08', '2025-09-26'),
  legal('2025-09-01', 'C2'),
  moved('2025-12-01', 'K2'),
  ...visited('2025-12-05', '2026-01-12'),
  ['LegalPlanningMeetingHeld', { on: '2026-03-10', outcome: 'CONTINUE' }],
  ['ProceedingsIssued', { on: '2026-03-17' }],
  moved('2026-02-02', 'P1', { provider: 'PR0' }),
  ...visited('2026-02-06', '2026-03-19'),
  ['CareOrderDischarged', { on: '2026-03-30' }],
]);

/** Four years in care, three with one carer. */
const settled = child('CARE-SETTLED', 'EAST', '2015-11-02', '2021-12-06', [
  started('2022-01-10', 'C2', 'U6'),
  moved('2022-03-01', 'U4', { intendedTo18: true }),
  ...visited('2025-10-20', '2026-01-15', '2026-04-10', '2026-07-09', '2026-10-02'),
  ...reviewed('2022-02-04', '2022-05-03', '2025-04-28', '2025-10-27', '2026-04-20', '2026-10-12'),
]);

const adopted = child('CARE-ADOPTED', 'SOUTH', '2023-12-01', '2023-12-04', [
  started('2024-01-08', 'C1', 'U6'),
  ['PlacementOrderMade', { on: '2025-01-10' }],
  legal('2025-01-10', 'E1'),
  ['AdoptionMatched', { on: '2025-06-02' }],
  ['PlacedForAdoption', { on: '2025-07-07' }],
  moved('2025-07-07', 'A6'),
  ['AdoptionOrderMade', { on: '2026-03-16' }],
  ['CareCeased', { ceasedOn: '2026-03-16', reason: 'E12' }],
]);

/** Home, back in care within the year, then with a special guardian. */
const guarded = child('CARE-GUARDED', 'NWC', '2018-03-03', '2025-05-01', [
  started('2025-05-06', 'V2', 'U6'),
  ['CareCeased', { ceasedOn: '2025-08-04', reason: 'E4A' }],
  started('2025-10-06', 'C1', 'U3'),
  ['SgoMade', { on: '2026-03-20' }],
  ['CareCeased', { ceasedOn: '2026-03-20', reason: 'E45' }],
]);

/** In the same community home after the 18th birthday, under section 20(5). */
const grown = child('CARE-GROWN', 'NWC', '2007-08-01', '2024-02-01', [started('2024-02-05', 'V2', 'K2')]);

/** Comes into care in the months the figures are asked for. */
const recent = child('CARE-RECENT', 'NWC', '2020-02-29', '2026-03-02', [
  started('2026-03-05', 'L2', 'U6'),
  legal('2026-03-12', 'C1'),
  ...visited('2026-03-10'),
]);

/** Some children in care whose lives hold, in the year to March 2026, something of all that is counted about care. */
export const childrenInCare: readonly RecordedEvent[] = [
  ...alone,
  ...restless,
  ...settled,
  ...adopted,
  ...guarded,
  ...grown,
  ...recent,
];
