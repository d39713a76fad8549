/**
 * What somebody is signed in as (catalogue A.0, and two more: a service manager, to whom what nobody takes up is escalated,
 * and an administrator, who keeps the service going and sees no child). The codes stand in the envelope of events.
 */
export const roles = {
  FDO: 'Front-door officer',
  QP: 'Qualified practitioner',
  TM: 'Team manager',
  SM: 'Service manager',
  SW: 'Social worker',
  CHAIR: 'Conference chair',
  CPA: 'Conference administrator',
  IRO: 'Independent reviewing officer',
  PA: 'Personal adviser',
  EHW: 'Early help worker',
  PLC: 'Placements officer',
  LEG: 'Legal adviser',
  RM: 'Records manager',
  PERF: 'Performance analyst',
  WFM: 'Workforce manager',
  ADMIN: 'Administrator',
} as const;

export type Role = keyof typeof roles;

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);
