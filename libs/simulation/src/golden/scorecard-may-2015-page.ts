import type { PrintedCard } from './printed.ts';

/** The scorecards of May 2015 as printed: seed 004, lines 5 to 65 and 147 to 168. */
export const pageMay2015: readonly PrintedCard[] = [
  {
    title: '% Re-referrals (Monthly)',
    line: 5,
    // The page heads it "6 month cumulative"; it holds monthly means, and is headed by what it holds.
    reading: 'G15: monthly means',
    columns: ['6 month average', 'May-15'],
    lines: [
      ['No. re-referrals', '351', '370'],
      ['Total Referrals', '1,459', '1,328'],
      ['Re-referrals %', '24%', '28%'],
    ],
    rating: 'AMBER',
    trend: 'AMBER',
  },
  {
    title: '% Children seen at Assessment (S17 and S47)',
    line: 16,
    columns: ['May-15'],
    lines: [
      ['Assessments completed', '1124'],
      ['Children seen', '691'],
      ['% Seen at Assessment', '61%'],
    ],
  },
  {
    title: 'Number of children with a Child Protection Plan - Snapshot as of month end',
    line: 25,
    columns: ['Mar-15', 'May-15', 'EAST', 'NWC', 'SOUTH', 'MASH'],
    lines: [
      ['No of CPP', '1,301', '1,305', '385', '394', '453', '9'],
      ['Rate per 10K', '47', '48', '37', '37', '69', null],
    ],
    national: '42',
  },
  {
    title: '% of child protection visits in the month',
    line: 34,
    columns: ['6 month average', 'May-15'],
    lines: [
      ['Number of CPP visited', '980', '1,108'],
      ['Number of CPP to be visited', '1,116', '1,198'],
      ['% visited in month', '88%', '92%'],
    ],
    rating: 'AMBER',
    trend: 'AMBER',
  },
  {
    title: 'Number of Children in Care - Snapshot as of month end',
    line: 45,
    columns: ['Mar-15', 'May-15', 'EAST', 'NWC', 'SOUTH'],
    lines: [
      ['Total CiC', '1975', '1951', '614', '602', '625'],
      ['Rate per 10K', '72', '71', '60', '57', '95'],
    ],
    national: '60',
  },
  {
    title: 'Average caseload of qualified social workers',
    line: 54,
    columns: ['May-15'],
    lines: [
      ['Assessment Teams', '25'],
      ['Safeguarding Teams', '20'],
      ['Children in Care Teams', '18'],
      ['MASH Teams', '13'],
      ['Average Caseload - City', '19'],
    ],
    rating: 'AMBER',
    trend: 'AMBER',
  },
  {
    title: 'Number of unallocated single assessments (open >7 days)',
    line: 147,
    columns: ['6 month average', 'May-15', 'EAST', 'NWC', 'SOUTH', 'MASH'],
    lines: [
      ['Unallocated (open >7 days)', '161', '121', '25', '62', '15', '6'],
      ['Total number of open single assessments', '2,118', '1,391', '311', '427', '297', '277'],
      ['% of unallocated single assessments', '8%', '9%', '8%', '15%', '5%', '2%'],
    ],
    rating: 'AMBER',
    trend: 'AMBER',
  },
  {
    title: 'On-going single assessments in timescale (45 working days incl. S47)',
    line: 158,
    columns: ['6 month average', 'May-15', 'EAST', 'NWC', 'SOUTH', 'MASH'],
    lines: [
      ['No. inside', '1619', '1123', '270', '308', '230', '253'],
      ['No. outside', '449', '268', '41', '119', '67', '24'],
      ['Total', '2067', '1391', '311', '427', '297', '277'],
      ['% Inside', '78%', '81%', '87%', '72%', '77%', '91%'],
    ],
    rating: 'AMBER',
    trend: 'GREEN',
  },
];
