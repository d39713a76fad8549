/** The roles that workforce figures are about (catalogue C.9 WF-01): social workers and senior practitioners. */
export const rolesInScope = ['SOCIAL_WORKER', 'SENIOR_PRACTITIONER'] as const;
