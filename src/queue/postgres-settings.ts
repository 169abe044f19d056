import type pg from 'pg';

/** BullMQ's functions name their tables without a schema. */
const SEARCH_PATH = '-c search_path=bullmq';

/**
 * The configuration with the search path that the queue's functions need. Options inside a
 * connection string would win over those beside it, so there they are added inside.
 */
export function sessionConfig(config: pg.PoolConfig): pg.PoolConfig {
  const { connectionString, options } = config;
  if (connectionString !== undefined && OPTIONS.test(connectionString)) {
    const added = encodeURIComponent(` ${SEARCH_PATH}`);
    return { ...config, connectionString: connectionString.replace(OPTIONS, `$&${added}`) };
  }
  return { ...config, options: [options, SEARCH_PATH].filter(Boolean).join(' ') };
}

const OPTIONS = /[?&]options=[^&#]*/;
