import type { PlainDate } from '#calendar/plain-date';
import { activityReport } from './definitions/activity-report.ts';
import { improvementReport } from './definitions/improvement-report.ts';
import { monthlyScorecard2015 } from './definitions/monthly-scorecard-2015.ts';
import { monthlyScorecard2016 } from './definitions/monthly-scorecard-2016.ts';
import { quarterlyReport } from './definitions/quarterly-report.ts';
import type { ReportDefinition } from './report.ts';

/** Every layout of every report there is; a report whose page changed has one for each time it did. */
export const reportDefinitions: readonly ReportDefinition[] = [
  monthlyScorecard2015,
  monthlyScorecard2016,
  activityReport,
  quarterlyReport,
  improvementReport,
];

/** The names of the reports. */
export const reportNames: readonly string[] = [...new Set(reportDefinitions.map(({ id }) => id))];

/**
 * The layout of a report on a day: the latest that had begun, or the first one for a day before any had. Undefined for a
 * report there is not.
 */
export function reportDefinition(id: string, asAt: PlainDate): ReportDefinition | undefined {
  const layouts = reportDefinitions.filter((one) => one.id === id);
  return layouts.findLast(({ from }) => from === undefined || from <= asAt) ?? layouts[0];
}
