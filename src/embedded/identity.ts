/*
 * Which user the embedded Postgres runs as. Postgres refuses to run as root, so a root-started Flagbearer gives the
 * server to an unprivileged user; everybody else runs it as themselves. A cluster that exists decides: whoever owns
 * its files goes on running it, so that a later `apt install postgresql` or a switch to root locks nobody out.
 */
import { statSync } from 'node:fs';
import { SetupError } from '../errors.ts';
import { type Identity, ownIdentity, run } from './child.ts';

const UNPRIVILEGED_USERS = ['postgres', '_postgres', 'nobody'];

/**
 * The identity for a cluster, which need not exist yet.
 * Throws a SetupError when the cluster belongs to somebody this process cannot act for.
 */
export async function identityFor(cluster: string): Promise<Identity> {
  const own = ownIdentity();
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (own.uid !== 0) {
    if (owner !== undefined && owner.uid !== own.uid) throw foreign(cluster, owner.uid, own.uid);
    return own;
  }
  if (owner !== undefined && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid, borrowed: true };
  }
  return unprivilegedIdentity(own);
}

async function unprivilegedIdentity(own: Identity): Promise<Identity> {
  for (const user of UNPRIVILEGED_USERS) {
    const uid = await numberOf(own, '-u', user);
    const gid = await numberOf(own, '-g', user);
    if (uid !== undefined && gid !== undefined) return { uid, gid, borrowed: true };
  }
  throw new SetupError(
    `Postgres does not run as root, and there is no user ${UNPRIVILEGED_USERS.join(' or ')} to run it as`,
    'start Flagbearer as an ordinary user, or set DATABASE_URL to a PostgreSQL 13+ server',
  );
}

async function numberOf(own: Identity, flag: string, user: string): Promise<number | undefined> {
  const { ok, output } = await run('id', [flag, user], { identity: own, cwd: '/' });
  const id = Number.parseInt(output, 10);
  return ok && id > 0 ? id : undefined;
}

function foreign(cluster: string, owner: number, own: number): SetupError {
  return new SetupError(
    `the database in ${cluster} belongs to user ${owner}, and Flagbearer runs as user ${own}`,
    `start Flagbearer as user ${owner} or as root, or give that folder to user ${own} with chown -R`,
  );
}
