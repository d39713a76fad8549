import { addDays, startOfMonth } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { policyFor } from '#reference/policies';
import { reportNames } from '#reporting/definitions';
import { readReference } from '#waymark/reference-data';
import type { AskedOf } from '../job-kinds.ts';
import { JOBS } from '../jobs-schema.ts';
import type { Produced, Standing, Underway } from '../producer.ts';
import { reportPack } from './report-pack.ts';

/** Over the whole month in which it is talked about. */
const KEPT_HOURS = 40 * 24;

/**
 * The pack of every report as at the end of last month, from the working day on that the policy `monthlyPackWd` names. Asked
 * every morning: a day on which the service was away is made up for on the next, and a month has one pack.
 */
export async function monthlyPack(
  _: AskedOf<'monthly-pack'>,
  standing: Standing,
  underway: Underway,
): Promise<Produced> {
  const { store, database, today } = standing;
  const asAt = addDays(startOfMonth(today()), -1);
  const { policies } = await readReference(store);
  const workingDay = Math.ceil(Number(policyFor(policies, 'monthlyPackWd', today())));
  if (workingDay === 0 || today() < addWorkingDays(asAt, workingDay))
    return { result: 'No pack is due.', isNothing: true };
  const name = `monthly-pack-${asAt.slice(0, 7)}.zip`;
  const [made] = await database.query(
    `select 1 from ${JOBS}.runs where kind = 'monthly-pack' and state = 'DONE' and file_name = $1 limit 1`,
    [name],
  );
  if (made !== undefined) return { result: 'This month’s pack was made before.', isNothing: true };
  const asked = { reports: [...reportNames], as: 'AS_THEY_ARE' as const, asAt, asKnownAt: null };
  const { result, file } = await reportPack(asked, standing, underway);
  return { result, file: { ...file!, name, keptHours: KEPT_HOURS } };
}
