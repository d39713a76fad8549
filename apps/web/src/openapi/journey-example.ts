import type { CommandName } from '#case-flow/processes';

/** A command's body, as an example. */
export type Example = Readonly<Record<string, unknown>>;

const child = { childId: 'CHILD-1' };
const children = ['CHILD-1'];

/**
 * One child's way from the first contact into care: the examples of these commands in the API's description. They stand
 * in an order that works, so that they can be sent one after another; a spec does.
 */
export const journeyExample: readonly (readonly [CommandName, Example])[] = [
  [
    'ReceiveContact',
    {
      children,
      contactId: 'CONTACT-1',
      source: '2A',
      sourceOrg: 'Hillside Primary School',
      method: 'PHONE',
      receivedAt: '2026-01-12T09:20:00.000Z',
      hub: 'MASH',
      narrative: 'The teacher saw a bruise and the child did not want to go home.',
    },
  ],
  [
    'RegisterChild',
    {
      ...child,
      laChildId: 'LA000001',
      dob: '2017-05-03',
      sex: 'F',
      ethnicity: 'WBRI',
      disabilities: [],
      homeArea: 'EAST',
      givenName: 'Robin',
      familyName: 'Example',
    },
  ],
  [
    'ScreenContact',
    {
      children,
      contactId: 'CONTACT-1',
      screenedAt: '2026-01-12T10:05:00.000Z',
      screenedBy: 'W0002',
      ragThreshold: 'A',
    },
  ],
  [
    'DecideContact',
    {
      children,
      contactId: 'CONTACT-1',
      outcome: 'REFERRAL',
      decidedAt: '2026-01-12T11:30:00.000Z',
      teamId: 'ASSESSMENT-EAST',
      areaId: 'EAST',
    },
  ],
  ['DecideReferral', { ...child, decision: 'ACCEPT_ASSESS', decidedOn: '2026-01-13', primaryNeed: 'N1' }],
  [
    'AllocateCase',
    { ...child, workerId: 'W0010', teamId: 'ASSESSMENT-EAST', areaId: 'EAST', role: 'LEAD_SW', from: '2026-01-13' },
  ],
  ['StartAssessment', { ...child, kind: 'SINGLE', startedOn: '2026-01-13', trigger: 'NEW_REFERRAL' }],
  ['RecordChildSeen', { ...child, seenOn: '2026-01-15', alone: true, by: 'W0010' }],
  [
    'HoldStrategyDiscussion',
    {
      ...child,
      heldAt: '2026-01-20T14:00:00.000Z',
      kind: 'DISCUSSION',
      precededBy: 'SINGLE_ASSESSMENT',
      attendees: ['Police', 'Health'],
      outcome: 'S47_JOINT',
    },
  ],
  ['StartSection47Enquiry', { ...child, startedOn: '2026-01-20' }],
  ['ConcludeSection47Enquiry', { ...child, concludedOn: '2026-01-30', outcome: 'ICPC', icpcRequired: true }],
  ['SubmitAssessment', { ...child, submittedOn: '2026-02-05' }],
  ['AuthoriseAssessment', { ...child, authorisedOn: '2026-02-06', outcome: 'STRATEGY', factors: ['16A'] }],
  ['RequestConference', { ...child, requestedOn: '2026-01-30' }],
  ['HoldInitialConference', { ...child, heldOn: '2026-02-10', outcome: 'CP_PLAN', quorate: true }],
  ['StartChildProtectionPlan', { ...child, startedOn: '2026-02-10', category: 'NEG' }],
  ['HoldCoreGroup', { ...child, heldOn: '2026-02-19', chairedBy: 'SW' }],
  [
    'StartCare',
    { ...child, startedOn: '2026-03-02', legalStatus: 'V2', need: 'N1', placement: { type: 'U6', provider: 'PR1' } },
  ],
];
