/*
 * How to connect. Everything that pg would take from PGPORT, PGSSLMODE or PGPASSWORD is said, since those are meant for
 * another server.
 */
import { DATABASE, USER } from './cluster.ts';
import type { Postmaster } from './postmaster.ts';
import { PORT, socketFolder } from './socket.ts';

/** A connection config for pg; `host` is the folder of a unix socket. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly ssl: false;
};

/** The connection to a server that runs on a cluster. */
export function connectionTo(cluster: string, postmaster: Postmaster): Connection {
  const host = socketFolder(cluster, postmaster.socketFolder);
  return { host, port: PORT, user: USER, database: DATABASE, ssl: false };
}

/** The same as an address. */
export function connectionStringOf({ host, port, user, database }: Connection): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}&sslmode=disable`;
}
