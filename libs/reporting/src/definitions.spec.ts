import { plainDate } from '#calendar/plain-date';
import { measureById } from '#projections/index';
import { reportDefinition, reportDefinitions, reportNames } from './definitions.ts';

const named = reportDefinitions.flatMap(({ id, cards }) =>
  cards.flatMap(({ measure, comparedMeasure, lines, facts = [] }) =>
    [measure, comparedMeasure, ...[...lines, ...facts].map((line) => line.measure)].flatMap((one) =>
      one === undefined ? [] : [[id, one] as const],
    ),
  ),
);

/** Every figure of catalogue section 0 that comes out of events, posts or reference data, by the report that prints it. */
const printed: Readonly<Record<string, string>> = {
  'activity-report':
    'FD-01 FD-02 RF-01 RF-05 AS-04 AS-05 ST-01 ST-02 CP-02 CP-03 CP-04 CP-05.24m CP-06 LAC-04 LAC-05 LAC-06 IC-01 IC-02 CP-08 CP-11 WF-01 WF-06',
  'quarterly-report':
    'FD-06 EH-01 EH-02 EH-03 EH-07 RF-02 RF-04 RF-05 RF-06 RF-07 AS-02 AS-06 AS-08 AS-09 CIN-01 CIN-02 CIN-03 CIN-04 CIN-06 CP-01 CP-05 CP-12 CP-14 S47-01 S47-03 LAC-02 LAC-08 LAC-12 CL-01 CL-02 CL-03.all-others WF-05 WF-08',
  'improvement-report':
    'RF-01 RF-02 RF-03 RF-05 EH-01 EH-05 EH-06 AS-04 AS-05 WF-02 WF-03 WF-03.fte WF-04 WF-05 WF-06.stages WF-06.newly-qualified WF-06.leavers CP-01 LAC-01 LAC-11 LAC-13 LAC-15 CL-04',
  'monthly-scorecard': 'RF-05 AS-07 CP-01 CP-10 LAC-01 LAC-09 LAC-10.16 LAC-10.17 WF-05 UN-01 UN-02 AS-03 AS-02',
};

describe('the reports there are', () => {
  it('name only measures there are', () => expect(named.filter(([, id]) => measureById(id) === undefined)).toEqual([]));

  it.each(reportNames)('%s has every figure that its page prints', (name) => {
    const own = new Set(named.filter(([id]) => id === name).map(([, id]) => id));
    expect(printed[name]!.split(' ').filter((id) => !own.has(id))).toEqual([]);
  });

  it('print the layout that was in use on the day', () => {
    const titles = (day: string) =>
      reportDefinition('monthly-scorecard', plainDate(day))!.cards.map(({ title }) => title);
    expect(titles('2015-05-31')).toContain('Number of unallocated single assessments (open >7 days)');
    expect(titles('2016-03-31')).toEqual(titles('2015-05-31'));
    expect(titles('2016-04-30')).toContain('Number of unallocated cases (open >7 days)');
    expect(titles('2014-05-31')).toEqual(titles('2015-05-31'));
    expect(reportDefinition('no-such-report', plainDate('2016-04-30'))).toBeUndefined();
  });
});
