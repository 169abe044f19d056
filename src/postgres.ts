import type pg from 'pg';
import { messageOf, SetupError } from './errors.ts';

/** Where the database is, for people: host:port/database, never with user name or password. */
export function postgresAddress(config: pg.PoolConfig): string {
  if (config.connectionString !== undefined) return addressInside(config.connectionString);
  const { host = 'localhost', port = 5432, database = '' } = config;
  return `${host}:${port}/${database}`;
}

/** An address may lack a host, when a parameter names a socket's folder; the URL class refuses that. */
function addressInside(connectionString: string): string {
  const [, server = '', name = '', query = ''] =
    /^\w+:\/\/(?:.*@)?([^/?]*)\/?([^?]*)\??(.*)$/.exec(connectionString) ?? [];
  const socket = new URLSearchParams(query).get('host');
  const [, host = '', port = '5432'] = /^(.*?)(?::(\d+))?$/.exec(server) ?? [];
  return `${socket ?? (host || 'localhost')}:${port}/${name}`;
}

/** Says what a person must put right when a database cannot be used; a SetupError says it already. */
export function unusablePostgres(address: string, error: unknown): SetupError {
  if (error instanceof SetupError) return error;
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const [problem, mend] = REASONS[code] ?? [
    'cannot be used',
    'See whether it is PostgreSQL 13 or newer and reachable from here.',
  ];
  return new SetupError(`Postgres at ${address} ${problem} (${messageOf(error)})`, mend, {
    cause: error,
  });
}

const UNREACHABLE = ['cannot be reached', 'Start Postgres there, or correct its address.'] as const;
const REFUSED = [
  'refuses the user name or password',
  'Put the right ones into the address of the database, percent-encoded.',
] as const;

/** By the codes of Node and of Postgres: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REASONS: Readonly<Record<string, readonly [problem: string, mend: string]>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENOENT: UNREACHABLE,
  ENOTFOUND: ['has no such host', 'Correct the host name in the address of the database.'],
  EAI_AGAIN: ['has no such host', 'Correct the host name in the address of the database.'],
  '28P01': REFUSED,
  '28000': REFUSED,
  '3D000': ['has no such database', 'Create the database, or correct its name.'],
  '42501': [
    'does not let this user make a schema or a table',
    'As an administrator: grant create on database … to that user.',
  ],
  '53300': [
    'has no connection left',
    'Raise max_connections, or run fewer processes and workers against this database.',
  ],
  '57P03': ['is still starting', 'Wait until it accepts connections, then start again.'],
};
