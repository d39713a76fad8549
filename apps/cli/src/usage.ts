/** Wrong usage: exit 2, with what would be right. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export const usage = `waymark <command>

  demo [--children N] [--seed S]                fills an empty store with a synthetic authority
  import events FILE [--dry-run]                every line becomes an event or a listed reason
  import cin-census FILE [--dry-run]            a children in need census file, any year from 2017
  import ssda903 FOLDER [--dry-run]             the looked-after children return: all CSV files of a folder
  export events FILE                            the whole log, in the format that import events reads
  measure ID[,ID...] (--as-at D | --from D --to D) [--by area|team] [--team T | --area A] [--as-known-at T] [--list]
  scorecard --as-at D [--as-known-at T]         every measure: the month by area, six months before, year to date
  evaluate ID[,ID...] --events FILE (--as-at D | --from D --to D) [--as-known-at T] [--list]
                                                the same answer from an event file alone, without a database
  explain ID (--as-at D | --from D --to D) [--team T | --area A] [--as-known-at T] [--limit N]
                                                definition, source, rows and events behind a figure
  measures                                      every measure there is, with its definition
  rebuild [NAME]                                new read models beside the old, then switch
  verify                                        proves that balances = rows = replay of the log
  status                                        positions and lag

  --json prints figures as JSON. Days are YYYY-MM-DD; --as-known-at takes an instant or a day (its end).
  WAYMARK_DATA (default .data) and DATABASE_URL say where things are kept.
  Exit: 0 done, 1 refused or failed with a reason, 2 wrong usage.`;
