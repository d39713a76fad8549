import { Accounts } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import type { Role } from '#access/roles';
import { ReadingDatabase } from '#projecting/reading-database';

const TOKEN_DAYS = 2;
const roles: readonly Role[] = ['SM', 'QP', 'SW', 'RM', 'WFM', 'PERF'];

/** Who signs in by a form, to import files. */
export const administrator = { username: 'faults-administrator', password: 'killed nine times and up again' };

/** Opens an account for each role, and makes each client tokens of its own: requests a minute are limited by the token. */
export async function tokensFor(databaseUrl: string, clients: number): Promise<readonly ReadonlyMap<Role, string>[]> {
  const database = await ReadingDatabase.connect(databaseUrl, 2);
  try {
    await prepareAccess(database);
    const accounts = new Accounts(database);
    const [{ username, password }, displayName] = [administrator, 'Whoever imports'];
    await accounts.open({ username, displayName, role: 'ADMIN', password });
    const ids = new Map<Role, string>();
    for (const role of roles)
      ids.set(role, (await accounts.open({ username: `faults-${role}`, displayName: role, role }))!);
    const all: ReadonlyMap<Role, string>[] = [];
    for (let client = 0; client < clients; client++) {
      const own = new Map<Role, string>();
      for (const [role, id] of ids) own.set(role, await accounts.tokens.make(id, `client ${client}`, TOKEN_DAYS));
      all.push(own);
    }
    return all;
  } finally {
    await database.close();
  }
}
