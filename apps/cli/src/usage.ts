/** Wrong usage: exit 2, with what would be right. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export const usage = `waymark <command>

  demo [--children N] [--seed S]                fills an empty store with a synthetic authority
  import events FILE [--dry-run]                every line becomes an event or a listed reason
  import cin-census FILE [--dry-run]            a children in need census file, any year from 2017
  import ssda903 FOLDER [--dry-run]             the looked-after children return: all CSV files of a folder
  import comparators FILE [--dry-run]           published figures of authorities, regions and England
  import populations FILE --vintage NAME        mid-year population estimates, ages 0 to 17
  import neighbours FILE [--from D]             statistical neighbours, layout of 2021 or 2025
  export events FILE                            the whole log, in the format that import events reads
  measure ID[,ID...] (--as-at D | --from D --to D) [--by area|team|group] [--team T | --area A] [--as-known-at T] [--list]
  measure ID --definition OTHER[,OTHER] ...     the same window by other definitions, and the rows that differ
  scorecard --as-at D [--as-known-at T]         every measure: the month by area, six months before, year to date
  report print NAME --as-at D [--as-known-at T] [--format text|json|csv|xlsx|html] [--out FILE] [--public]
                                                monthly-scorecard, activity-report, quarterly-report, improvement-report;
                                                --public hides small counts and what would give them away
  report freeze NAME --as-at D [--id ID] [--reason TEXT] [--who NAME]
                                                keeps what is given out: figures, dates, definitions, a hash
  report reproduce ID [--format F] [--out FILE] prints a frozen report again, to the byte
  report restated ID [MEASURE]                  what has moved since, by how much, and the rows and events that moved it
  report list                                   every frozen report
  report golden all|ID [--format F]             the five council reports printed again from events, figure beside figure
  preview COMMAND --body JSON                   what a command would move: rows, measures, clocks, frozen reports
  narrative ID --as-at D [--as-known-at T]      what there is to say of a figure: changes, highest since, rank, runs
  forecast --as-at D [--by team|worker] [--team T | --area A] [--as-known-at T] [--list]
                                                what is breached, due today, within 5 and within 10 working days
  forecast ID --until D [--as-at D] [--every friday|day] [--team T | --area A]
                                                a measure's value on days to come, if nothing more is done
  evaluate ID[,ID...] --events FILE (--as-at D | --from D --to D) [--by area|team|group] [--team T | --area A]
           [--as-known-at T] [--list]
                                                the same answer from an event file alone, without a database
  explain ID (--as-at D | --from D --to D) [--team T | --area A] [--group G] [--as-known-at T] [--limit N]
                                                definition, source, rows counted and not counted, and why
  explain report NAME --as-at D --cell C.L.N    the same of a cell: card, line and column from 1; explain frozen ID likewise
  measures [--page]                             every measure there is, with its definition; as a page
  events [--page]                               every event of the event file format, with its fields; as a page
  analyst-views                                 the read-only views for analysts' own tools, as a page
  reference publish                             loads the published figures of England and its regions, once
  reference show --as-at D [--as-known-at T]    targets, policies, published figures and comments in force
  reference set-target ID VALUE --from D [--until D] [--tolerance N]
  reference set-policy KEY VALUE --from D       which reading of a definition is in force from a day on
  reference comment ID TEXT --as-at D
  reference override-rating ID COLOUR --as-at D --reason TEXT [--computed COLOUR]; override-trend likewise
  reference describe CODE NAME [--region R]     which authority this is
  reference void EVENT-ID                       takes one of these back; all take [--who NAME] [--authority CODE]
  account open USERNAME --role ROLE [--name NAME] [--area A,A] [--team T,T] [--worker W]
                                                opens an account; the password is asked for, or piped in; no area and
                                                no team is the whole authority
  account change USERNAME [--role ROLE] [--name NAME] [--area A,A] [--team T,T] [--worker W]
  account close|reopen|unlock|password USERNAME what counts from the next request
  account token USERNAME [--days N] [--name NAME]
                                                what programs send: Authorization: Bearer TOKEN; shown this once
  account list                                  who may sign in; who changes accounts says so with [--who NAME]
  jobs [--failed] [--limit N]                   what runs and ran in the background, and what came of it
  jobs show|retry|cancel ID [--who NAME]        one job with its reasons; tries a failed one again; stops one
  rebuild [NAME]                                new read models beside the old, then switch
  rebuild --from-this-log                       the same from the log that is there, though the old were made from another
                                                or from more of it: what is not in it is lost
  verify                                        proves that balances = rows = replay of the log
  migrate-store [--from URL] [--to URL]         copies the log into another store (postgres://, esdb://, kurrentdb://) and
                                                proves both the same; left out, a side is the log used now; run it again to go on
  status                                        positions and lag

  --json prints figures as JSON. Days are YYYY-MM-DD; --as-known-at takes an instant or a day (its end).
  WAYMARK_DATA (default .data) and DATABASE_URL say where things are kept.
  Exit: 0 done; 1 when nothing could be done or a check failed, with the reason; 2 wrong usage. An import that refused
  some of its lines has done the rest: it exits with 0, and lists each refused line on standard error.
  Giving an option twice is wrong usage.`;

/** What every command takes. */
const ALWAYS = ['json', 'help'];

/** The options that a command takes, as the text above says: what is not said there would be ignored in silence. */
function optionsOf(command: string): readonly string[] {
  const found = new Set(ALWAYS);
  let isOfCommand = false;
  for (const line of usage.split('\n')) {
    const begins = /^ {2}([a-z-]+)/.exec(line);
    if (begins !== null) isOfCommand = begins[1] === command;
    if (isOfCommand) for (const [, name] of line.matchAll(/--([a-z-]+)/g)) found.add(name!);
  }
  return [...found];
}

/** Refuses options that a command does not take. */
export function refuseUntaken(command: string, given: readonly string[]): void {
  const taken = optionsOf(command);
  const other = given.find((name) => !taken.includes(name));
  if (other === undefined) return;
  const names = taken.filter((name) => !ALWAYS.includes(name)).map((name) => `--${name}`);
  throw new WrongUsage(
    `\`waymark ${command}\` takes no --${other}. ${names.length === 0 ? 'It takes --json alone.' : `It takes ${names.join(', ')} and --json.`}`,
  );
}
