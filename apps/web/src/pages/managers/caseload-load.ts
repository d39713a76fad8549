import type { PlainDate } from '#calendar/plain-date';
import { policyFor } from '#reference/policies';
import type { Policy } from '#reference/reference';
import { readReference } from '#waymark/reference-data';
import type { Service } from '../service.ts';
import type { WorkerInPost } from './workers.query.ts';

/** The caseload guarantee: the most cases a whole post is to hold, as the policies in force say. */
export interface Guarantee {
  readonly usual: number;
  readonly inCare: number;
  readonly newlyQualified: number;
}

/** The guarantee in force today. */
export async function guaranteeToday({ waymark }: Pick<Service, 'waymark'>): Promise<Guarantee> {
  const { policies } = await readReference(waymark.store);
  return guaranteeOn(policies, waymark.today());
}

const guaranteeOn = (policies: readonly Policy[], on: PlainDate): Guarantee => {
  const of = (key: string) => Number(policyFor(policies, key, on));
  return {
    usual: of('caseloadGuarantee'),
    inCare: of('caseloadGuaranteeInCare'),
    newlyQualified: of('caseloadGuaranteeNewlyQualified'),
  };
};

/** A worker's caseload against what they are guaranteed, in words before colour. */
export interface Load {
  /** Cases for each whole post, to one decimal; undefined for somebody without one. */
  readonly perPost: number | undefined;
  /** The most cases this worker is to hold, with this part of a post. */
  readonly most: number;
  readonly isProtected: boolean;
  readonly says: string;
  readonly colour: 'red' | 'yellow' | 'green' | 'grey';
}

/** How full a worker's caseload is, with so many cases more. A protected caseload is the smaller of the two guarantees. */
export function loadOf(
  worker: Pick<WorkerInPost, 'cases' | 'fteHundredths' | 'asyeUntil' | 'teamType'>,
  guarantee: Guarantee,
  more = 0,
): Load {
  const { fteHundredths, asyeUntil, teamType } = worker;
  const cases = worker.cases + more;
  const isProtected = asyeUntil !== null;
  const ofTeam = teamType === 'CHILDREN_IN_CARE' ? guarantee.inCare : guarantee.usual;
  const each = isProtected ? Math.min(ofTeam, guarantee.newlyQualified) : ofTeam;
  const most = Math.round((each * fteHundredths) / 100);
  const perPost = fteHundredths === 0 ? undefined : Math.round((cases * 1000) / fteHundredths) / 10;
  const room = most - cases;
  if (room < 0) return { perPost, most, isProtected, says: `${-room} over the guarantee of ${most}`, colour: 'red' };
  if (room === 0) return { perPost, most, isProtected, says: `At the guarantee of ${most}`, colour: 'yellow' };
  return { perPost, most, isProtected, says: `Room for ${room} of ${most}`, colour: room <= 2 ? 'yellow' : 'green' };
}
