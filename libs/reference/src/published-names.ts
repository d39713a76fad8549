/**
 * Our measure for each name in files of published figures. `.rate` is the count per 10,000 children. Where the
 * Department's definition is one of several of ours, the id is that of the definition, not of the policy in force: second
 * plans are the Department's `CP-05`, ever, whatever is counted locally.
 */
export const measureOfPublishedName: Readonly<Record<string, string>> = {
  referrals_rate_10k: 'RF-02',
  rereferral_pct: 'RF-05',
  referral_nfa_pct: 'RF-06',
  // Of referrals, those assessed and found not to be in need. We count no measure of just that; it stands beside RF-06.
  assessed_not_in_need_pct: 'RF-06.assessed',
  assessment_45wd_pct: 'AS-02',
  s47_rate_10k: 'S47-02',
  icpc_rate_10k: 'IC-01.rate',
  icpc_15wd_pct: 'IC-02',
  icpc_per_s47_pct: 'S47-03',
  cpp_rate_10k: 'CP-01.rate',
  cpp_start_rate_10k: 'CP-02.rate',
  cpp_second_pct: 'CP-05',
  cpp_2y_open_pct: 'CP-06',
  cpp_2y_ended_pct: 'CP-07',
  // Of plans ended in the year: our CP-12 is of plans begun, so the Department's is its variant.
  cpp_ended_3m_pct: 'CP-12.ended',
  cpp_reviewed_in_time_pct: 'CP-09',
  cin_rate_10k: 'CIN-04',
  cla_rate_10k: 'LAC-01.rate',
  cla_3plus_placements_pct: 'LAC-07',
  cla_longterm_stability_pct: 'LAC-08',
  uasc_at_31_march: 'LAC-09',
  cl_suitable_pct_19_21: 'CL-01',
  cl_eet_pct_19_21: 'CL-02',
  sw_caseload_fte: 'WF-05',
  sw_agency_rate_pct: 'WF-09',
  sw_vacancy_rate_pct: 'WF-09.vacancy',
  sw_turnover_pct: 'WF-09.turnover',
};

/** The last day of the year a published figure is for: the workforce is counted on 30 September, all else ends on 31 March. */
export const yearEndingOf = (measure: string, year: number | string): string =>
  measure.startsWith('WF-') ? `${year}-09-30` : `${year}-03-31`;

export const openGovernmentLicence = 'Open Government Licence v3.0';
