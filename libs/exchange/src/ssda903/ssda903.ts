import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { gathered } from '../gathered.ts';
import { fileRefused, type NotRead, type Reading, type Reason, type Where } from '../imported.ts';
import { notReadable } from '../not-readable.ts';
import { attempt } from '../remarks.ts';
import { readingsOfCare } from './care-events.ts';
import { Cells } from './cells.ts';
import { episodeOf, type Episode } from './episode.ts';
import { adoptionRow, decisionRow, libertyRow, missingRow, reviewRow, socialWorkerRow } from './event-rows.ts';
import { files, kinds, recognised, type Kind } from './files.ts';
import {
  headerRow,
  healthRow,
  leaverRow,
  previousPermanenceRow,
  unaccompaniedRow,
  type ReadRow,
} from './person-rows.ts';
import { tableOf, type Row } from './table.ts';
import { YearOfReturn, type Return } from './year-of-return.ts';

const rowReaders: Readonly<Record<Exclude<Kind, 'episodes'>, ReadRow>> = {
  header: headerRow,
  uasc: unaccompaniedRow,
  reviews: reviewRow,
  missing: missingRow,
  oc2: healthRow,
  oc3: leaverRow,
  ad1: adoptionRow,
  placed_adoption: decisionRow,
  prev_perm: previousPermanenceRow,
  sw_episodes: socialWorkerRow,
  dolo: libertyRow,
};

/**
 * Reads the CSV files of a looked-after children return (SSDA903) in a folder. A file is known by its columns, whatever it
 * is called; every row of it is a record, and a file that is not of the return is refused as one. Memory does not grow
 * with the files: rows are read one by one, and those of the episodes file, where a child's rows must be seen together
 * and in order, wait on disk when they are many.
 *
 * The files do not say of which year they are: it is taken to end on the 31 March on or after the latest day an episode
 * starts, and what the other files tell of later days is refused. Without episodes `today` is the latest day.
 */
export async function* ssda903Readings(
  folder: string,
  options: { readonly today?: PlainDate } = {},
): AsyncGenerator<Reading> {
  const today = options.today ?? londonDate(instantFromEpochMilliseconds(Date.now()));
  try {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    if (names.length === 0)
      yield fileRefused(folder, 0, {
        rule: 'a-return-has-files',
        sentence: `${folder} is empty. Name the folder with the CSV files of the return.`,
      });
    const found = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
    for (const name of names) {
      const what = await kindOf(folder, name);
      if (typeof what === 'string') found.get(what)!.push(name);
      else yield fileRefused(name, 1, what);
    }
    yield* readFiles(folder, found, today);
  } catch (error) {
    const unreadable = notReadable(folder, error);
    if (!unreadable) throw error;
    yield fileRefused(folder, 0, unreadable);
  }
}

/** What a file of the folder is, or why it is not read. */
async function kindOf(folder: string, name: string): Promise<Kind | Reason> {
  if (/\.xml$/i.test(name))
    return {
      rule: 'a-return-is-read-from-csv',
      sentence: `${name} is XML, which is not read here: export the return as CSV files.`,
    };
  try {
    for await (const columns of tableOf(join(folder, name))) {
      const what = 'length' in columns ? recognised(columns) : undefined;
      if (what === undefined) break;
      if ('kind' in what) return what.kind;
      return {
        rule: 'a-file-has-its-columns',
        sentence: `${name} looks like the ${what.nearly} file and has no column ${what.lacks.join(', ')}: not read.`,
      };
    }
  } catch (error) {
    const unreadable = notReadable(name, error);
    if (!unreadable) throw error;
    return unreadable;
  }
  return {
    rule: 'a-file-is-one-of-the-return',
    sentence: `${name} has the columns of no file of the return: not read.`,
  };
}

async function* readFiles(
  folder: string,
  found: ReadonlyMap<Kind, readonly string[]>,
  today: PlainDate,
): AsyncGenerator<Reading> {
  const year = new YearOfReturn(today);
  // The episodes tell the year, and so are read first; a child's own row is dated by its birth, whichever comes first.
  yield* episodeReadings(folder, found.get('episodes')!, today, year);
  for (const kind of kinds)
    if (kind !== 'episodes') for (const name of found.get(kind)!) yield* rowReadings(folder, name, kind, year.return());
}

async function* rowReadings(
  folder: string,
  name: string,
  kind: Exclude<Kind, 'episodes'>,
  of: Return,
): AsyncGenerator<Reading> {
  for await (const found of rowsIn(folder, name, kind)) {
    if ('kind' in found) yield found;
    else {
      const { row, where, note } = found;
      const cells = new Cells(row);
      if (note) cells.notes.push(note);
      yield attempt(where, cells, () => rowReaders[kind](cells, where, cells.childId(), of));
    }
  }
}

async function* episodeReadings(
  folder: string,
  names: readonly string[],
  today: PlainDate,
  year: YearOfReturn,
): AsyncGenerator<Reading> {
  async function* byChild(): AsyncGenerator<readonly [string, Episode | NotRead]> {
    for (const name of names)
      for await (const found of rowsIn(folder, name, 'episodes')) {
        const episode = 'kind' in found ? found : withNote(episodeOf(found.row, found.where, today), found.note);
        if (!('kind' in episode)) year.saw(episode.startedOn);
        yield ['kind' in episode ? '' : episode.childId, episode];
      }
  }
  for await (const [, rows] of gathered(byChild())) {
    for (const one of rows) if ('kind' in one) yield one;
    yield* readingsOfCare(rows.filter((one): one is Episode => !('kind' in one)));
  }
}

const withNote = (episode: Episode | NotRead, note: Reason | undefined): Episode | NotRead =>
  note === undefined || 'kind' in episode ? episode : { ...episode, notes: [note, ...episode.notes] };

/** The rows of one file; the first carries what is to be said of its columns. A fault of the text ends the file. */
async function* rowsIn(
  folder: string,
  name: string,
  kind: Kind,
): AsyncGenerator<NotRead | { readonly row: Row; readonly where: Where; readonly note?: Reason }> {
  let note: Reason | undefined;
  try {
    for await (const found of tableOf(join(folder, name))) {
      if ('length' in found) note = unknownColumns(found);
      else if ('fault' in found)
        yield fileRefused(name, found.line, {
          rule: 'a-csv-file-is-well-formed',
          sentence: `The CSV is broken here: ${found.fault} What came before is read.`,
        });
      else {
        yield {
          row: found,
          where: { file: name, line: found.line, record: files[kind].record },
          ...(note === undefined ? {} : { note }),
        };
        note = undefined;
      }
    }
  } catch (error) {
    const unreadable = notReadable(name, error);
    if (!unreadable) throw error;
    yield fileRefused(name, 0, unreadable);
  }
}

function unknownColumns(columns: readonly string[]): Reason | undefined {
  const what = recognised(columns);
  if (what === undefined || !('kind' in what) || what.unknown.length === 0) return undefined;
  return {
    rule: 'a-column-not-of-the-file-is-left-out',
    sentence: `The columns ${what.unknown.join(', ').slice(0, 200)} are not of this file: left out.`,
  };
}
