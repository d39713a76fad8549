import type { PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { journeyOf } from '#case-flow/journey';
import { postOn, teamOn, type Post, type RegisteredTeam } from '#case-flow/workforce/register';
import { registerEvents, registerSubject } from '#case-flow/workforce/register-streams';
import type { EventStore } from '#event-store/event-store';

/** A worker as the register has them on a day. */
export interface RegisteredWorker extends Post {
  readonly workerId: string;
  /** The area of their team; null where the team serves the whole authority or nobody registered it. */
  readonly area: string | null;
}

/** Everyone and every team that the register knows on a day, by their ids. */
export interface WholeRegister {
  readonly workers: readonly RegisteredWorker[];
  readonly teams: readonly RegisteredTeam[];
  /** The areas that teams work for, by name. */
  readonly areas: readonly string[];
}

/** Reads the whole register as it stands on a day; who has left stands in it with `hasLeft`. */
export async function wholeRegister(store: EventStore, on: PlainDate): Promise<WholeRegister> {
  const bySubject = new Map<string, RecordedEvent[]>();
  for (const event of await store.readTypes(registerEvents)) {
    const subject = registerSubject(event);
    if (subject === undefined) continue;
    const own = bySubject.get(subject);
    if (own) own.push(event);
    else bySubject.set(subject, [event]);
  }
  const ids = (kind: 'team' | 'worker') =>
    [...bySubject.keys()].filter((subject) => subject.startsWith(`${kind}-`)).sort();
  const journey = (subject: string) => journeyOf(subject, bySubject.get(subject)!);
  const teams = ids('team').flatMap((subject) => teamOn(journey(subject), subject.slice('team-'.length), on) ?? []);
  const areaOf = new Map(teams.map(({ teamId, area }) => [teamId, area]));
  const workers = ids('worker').flatMap((subject): readonly RegisteredWorker[] => {
    const workerId = subject.slice('worker-'.length);
    const post = postOn(journey(subject), workerId, on);
    return post === undefined ? [] : [{ ...post, workerId, area: (post.team && areaOf.get(post.team)) || null }];
  });
  const areas = [...new Set(teams.flatMap(({ area }) => area ?? []))].sort();
  return { workers, teams, areas };
}
