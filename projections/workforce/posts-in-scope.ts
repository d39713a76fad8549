import { stock } from '#measures/measure';
import { establishedPosts } from './established-posts.projection.ts';
import { posts } from './posts.projection.ts';
import { rolesInScope } from './roles-in-scope.ts';

const fte = { column: 'fteHundredths', per: 100 } as const;

/** Full-time equivalents of permanent, of agency and of all workers in scope. */
export const permanentFte = stock(posts, 'from', 'to', {
  where: { role: rolesInScope, employment: 'PERMANENT' },
  sum: fte,
});
export const agencyFte = stock(posts, 'from', 'to', { where: { role: rolesInScope, employment: 'AGENCY' }, sum: fte });
export const allFte = stock(posts, 'from', 'to', { where: { role: rolesInScope }, sum: fte });

/** The posts there is money for, those that permanent workers are in, and those that agency workers stand in for. */
export const establishedFte = stock(establishedPosts, 'from', 'to', { where: { kind: 'ESTABLISHED' }, sum: fte });
export const filledFte = stock(establishedPosts, 'from', 'to', { where: { kind: 'IN_POST' }, sum: fte });
export const coveringFte = stock(establishedPosts, 'from', 'to', { where: { kind: 'COVERING' }, sum: fte });

/** The posts there is money for less those that permanent workers are in, in one count. */
export const vacantFte = stock(establishedPosts, 'from', 'to', {
  where: { kind: ['ESTABLISHED', 'IN_POST'] },
  sum: { column: 'vacantHundredths', per: 100 },
});
