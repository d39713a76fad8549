/** Allocated care leavers aged 18 to 21 (the local reports), without those who died or went back home. */
export const cohort = { isAged18To21: true, isAllocated: true, isCounted: true } as const;

/** Former relevant young people on their 19th, 20th or 21st birthday (the Department's return). */
export const birthdays = { category: 'FORMER_RELEVANT', isCounted: true } as const;
