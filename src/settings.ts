import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { nearest } from './config/suggest.ts';
import { SetupError } from './errors.ts';

/** The names of pino's levels, the loudest first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment says of this process; plain data. */
export type Settings = {
  /** Absolute. */
  readonly dataFolder: string;
  /** Absolute. */
  readonly configFolder: string;
  /** Null: the private server in the data folder. */
  readonly database: { readonly url: string } | null;
  /** Most connections of this process to the database. */
  readonly databasePool: number;
  /** Null: jobs are held in the database. */
  readonly redis: {
    readonly url: string | null;
    /** Options of ioredis. */
    readonly options: Readonly<Record<string, unknown>>;
    /** `host:port` each; empty for a single server. */
    readonly cluster: readonly string[];
  } | null;
  readonly queuePrefix: string;
  /** Null: mail goes to the outbox folder. */
  readonly smtp: { readonly url: string } | null;
  /** Without a slash at its end; null: what flagbearer.yaml says. */
  readonly baseUrl: string | null;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** SHA-256, in hex, of the token for /metrics; null: only who is on this machine may read them. */
  readonly metricsTokenHash: string | null;
  /** Names of variables that look mistyped, in sentences; never values. */
  readonly warnings: readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment; empty variables count as unset. Throws one SetupError with every mistake,
 * which names variables but never shows what an address or options hold.
 */
export function readSettings(environment: Environment): Settings {
  const variables = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const trimmed = value?.trim() ?? '';
      return trimmed === '' ? [] : [[name, trimmed]];
    }),
  );
  const read = schema.safeParse(variables);
  if (!read.success) throw settingsError(read.error.issues);
  const { data } = read;
  const cluster = data.REDIS_CLUSTER ?? [];
  const hasRedis = [data.REDIS_URL, data.REDIS_OPTIONS, data.REDIS_CLUSTER].some(Boolean);
  return {
    dataFolder: resolve(data.FLAGBEARER_DATA),
    configFolder: resolve(data.FLAGBEARER_CONFIG ?? SHIPPED_CONFIG),
    database: data.DATABASE_URL === undefined ? null : { url: data.DATABASE_URL },
    databasePool: data.DATABASE_POOL,
    redis: hasRedis
      ? { url: data.REDIS_URL ?? null, options: data.REDIS_OPTIONS ?? {}, cluster }
      : null,
    queuePrefix: data.QUEUE_PREFIX,
    smtp: data.SMTP_URL === undefined ? null : { url: data.SMTP_URL },
    baseUrl: data.BASE_URL?.replace(/\/+$/, '') ?? null,
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    metricsTokenHash: data.METRICS_TOKEN ?? null,
    warnings: lookAlikes(Object.keys(variables)),
  };
}

/** Above both src/ and dist/. */
const SHIPPED_CONFIG = join(import.meta.dirname, '..', 'config');

const schema = z.object({
  FLAGBEARER_DATA: z.string().default('./data'),
  FLAGBEARER_CONFIG: z.string().optional(),
  DATABASE_URL: address(
    /^postgres(ql)?:\/\//i,
    'Write it as postgres://user:password@host:5432/database, special characters percent-encoded.',
  ),
  DATABASE_POOL: wholeNumber(1, 1000).prefault('10'),
  REDIS_URL: address(
    /^rediss?:\/\/|^\/[^/]/i,
    'Write it as redis://host:6379/0, or rediss:// for TLS, special characters percent-encoded.',
  ),
  REDIS_OPTIONS: z.string().transform(redisOptions).optional(),
  REDIS_CLUSTER: z.string().transform(clusterNodes).optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w.{}-]{1,100}$/, { error: 'Use letters, digits, hyphens, underscores and dots.' })
    .default('flagbearer'),
  SMTP_URL: address(
    /^smtps?:\/\//i,
    'Write it as smtp://user:password@host:587, or smtps://…:465, special characters percent-encoded.',
  ),
  BASE_URL: address(
    /^https?:\/\/[^?#]+$/i,
    'Write it as https://digest.example.org, without anything after `?` or `#`.',
  ),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, { error: 'Write a host name or an IP address without port.' })
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).prefault('8080'),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(LOG_LEVELS, { error: `Use one of ${LOG_LEVELS.join(', ')}.` }))
    .prefault('info'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, {
      error: 'Use 16 to 200 letters, digits and signs, no spaces.',
    })
    .transform((token) => createHash('sha256').update(token).digest('hex'))
    .optional(),
});

/** In the schemas below the message is the mend; that the variable cannot be read is said once for all. */
function address(start: RegExp, mend: string): z.ZodOptional<z.ZodString> {
  return z
    .string()
    .refine((url) => start.test(url) && (url.startsWith('/') || isAddress(url)), { error: mend })
    .optional();
}

/** A user without a host is no URL, but a usual way to name a server on a unix socket: postgres://user@/name?host=/run */
function isAddress(url: string): boolean {
  return URL.canParse(url.replace('@/', '@localhost/'));
}

function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  const error = `Use a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

const jsonObject = z.record(z.string(), z.unknown());

function redisOptions(
  text: string,
  context: z.core.$RefinementCtx<string>,
): Readonly<Record<string, unknown>> {
  const options = jsonObject.safeParse(parsedJson(text));
  if (!options.success) {
    context.addIssue('Write a JSON object with options of ioredis, such as {"password":"…"}.');
    return {};
  }
  if ('keyPrefix' in options.data) {
    context.addIssue('Take keyPrefix out: it breaks the queue. Use QUEUE_PREFIX instead.');
  }
  return options.data;
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const NODE = /^(\[[^\]]+\]|[^\s:/@[\]]+):\d{1,5}$/;

function clusterNodes(text: string, context: z.core.$RefinementCtx<string>): readonly string[] {
  const nodes = text.split(',').map((node) => node.trim());
  if (!nodes.every((node) => NODE.test(node)))
    context.addIssue('Write the nodes as host:port,host:port.');
  return nodes;
}

function settingsError(issues: readonly z.core.$ZodIssue[]): SetupError {
  const mends = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    if (!mends.has(name)) mends.set(name, message);
  }
  const names = [...mends.keys()];
  const subject = names.length === 1 ? 'variable' : 'variables';
  return new SetupError(
    `the environment ${subject} ${names.join(', ')} cannot be used`,
    [...mends].map(([name, mend]) => `${name}: ${mend}`).join('\n'),
  );
}

/** Variables that others use for what we call differently. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  REDIS_URI: 'REDIS_URL',
  REDIS_HOST: 'REDIS_URL',
  REDIS_PORT: 'REDIS_URL',
  REDIS_PASSWORD: 'REDIS_URL',
  DATABASE_URI: 'DATABASE_URL',
  DB_URL: 'DATABASE_URL',
  POSTGRES_URL: 'DATABASE_URL',
  SMTP_HOST: 'SMTP_URL',
  SMTP_PORT: 'SMTP_URL',
  SMTP_USER: 'SMTP_URL',
  SMTP_PASSWORD: 'SMTP_URL',
  MAIL_URL: 'SMTP_URL',
};

function lookAlikes(names: readonly string[]): string[] {
  const known = Object.keys(schema.shape);
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = meantBy(name, known);
      if (meant === null || names.includes(meant)) return [];
      return [`${name} is set but not read: did you mean ${meant}?`];
    });
}

function meantBy(name: string, known: readonly string[]): string | null {
  const other = OTHER_NAMES[name];
  if (other !== undefined) return other;
  const rest = name.replace(/^FLAGBEARER_/, '');
  if (known.includes(rest)) return rest;
  // Environments are full of short names of other programs: HOST is near to too many.
  const long = known.filter((word) => word.length >= 8);
  return nearest(name, long, 2);
}
