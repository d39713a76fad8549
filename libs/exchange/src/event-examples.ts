/** One line of an event file for each kind of subject, as the page of events shows them; a test reads each. */
export const eventExamples = {
  child: {
    type: 'ReferralReceived',
    childId: 'C1001',
    eventId: 'referral-1',
    occurredOn: '2015-06-10',
    recordedAt: '2015-06-10T14:05:00.000Z',
    recordedBy: 'W7',
    data: { caseId: 'K1', referredOn: '2015-06-10', source: '6', teamId: 'T1', areaId: 'EAST' },
    personal: { reason: 'What the caller said.' },
  },
  worker: {
    type: 'WorkerRegistered',
    data: { workerId: 'W7', teamId: 'T1', from: '2015-01-05', qualified: true, fte: 0.8 },
  },
  authority: {
    type: 'TargetSet',
    stream: 'authority-330',
    data: { measure: 'AS-02', value: 85, tolerance: 5, from: '2015-04-01' },
  },
  correction: {
    type: 'EventDateCorrected',
    childId: 'C1001',
    occurredOn: '2015-06-20',
    recordedAt: '2015-06-20T09:00:00.000Z',
    data: { targetEventId: 'referral-1', field: 'referredOn', from: '2015-06-10', to: '2015-06-09' },
  },
  void: {
    type: 'EventVoided',
    childId: 'C1001',
    occurredOn: '2015-06-21',
    recordedAt: '2015-06-21T09:00:00.000Z',
    data: { targetEventId: 'referral-1', reason: 'WRONG_CHILD' },
  },
} as const;
