import type { NamedCandidate } from '#finding/candidate';
import type { Search } from '#finding/candidates';
import type { Service } from '../service.ts';

/** So many records are shown at most; whoever is not among them is found by entering more. */
export const MOST_FOUND = 10;

/**
 * The records a search may be about, the likeliest first, restricted ones among them: what is shown of those is the page's to
 * decide. A record sealed at adoption is nobody's to add to: the child has a new one.
 */
export async function found({ finding, waymark }: Service, search: Search): Promise<readonly NamedCandidate[]> {
  const all = await finding.find(search, {
    openable: ({ level }) => level !== 'ADOPTION_SEALED',
    limit: MOST_FOUND,
    today: waymark.today(),
  });
  return all.filter((one): one is NamedCandidate => !one.restricted);
}
