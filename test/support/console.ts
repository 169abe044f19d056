import type { Hono } from 'hono';
import { join } from 'node:path';
import { pino } from 'pino';
import { openConsole } from '../../src/app/ops/ports.ts';
import { hashOfToken } from '../../src/app/ops/tokens.ts';
import { openService, type Service } from '../../src/app/service.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { ServiceConfig } from '../../src/config/service.ts';
import { readSettings } from '../../src/settings.ts';
import type { AuditEntry } from '../../src/store/audit-log.ts';
import { createWeb } from '../../src/web/app.ts';
import { serveWeb } from '../../src/web/server.ts';
import { aSource } from '../sources/a-source.ts';
import { ask, type Answer, type Question } from '../web/client.ts';
import { fakeWeb } from '../web/fake-ports.ts';
import { NOON, testRecords, type TestRecords } from './records.ts';
import { smallConfig } from './small-config.ts';

/** The tokens of the two operators. */
export const TOKENS = { anna: 'token-of-anna', boris: 'token-of-boris' };

/** A console over a real service, on loopback, at a time that the test sets. */
export type TestConsole = {
  readonly url: string;
  readonly app: Hono;
  readonly service: Service;
  readonly records: TestRecords;
  /** The last part of the one-time link. */
  readonly link: string | null;
  readonly ask: (path: string, question?: Question) => Promise<Answer>;
  /** Puts the clock forward by milliseconds. */
  readonly forward: (ms: number) => void;
  readonly setOperators: (operators: ServiceConfig['console']['operators']) => void;
  /** The audit log, the oldest entry first. */
  readonly log: () => Promise<AuditEntry[]>;
  readonly close: () => Promise<void>;
};

/** Two operators, by the hashes of their tokens. */
export const OPERATORS = Object.entries(TOKENS).map(([name, token]) => ({
  name,
  token: hashOfToken(token),
}));

/** Opens the console; `baseUrl` is where people come from, `isLoopback` whether it listens on this machine only. */
export async function openTestConsole({
  operators = OPERATORS,
  baseUrl = 'http://127.0.0.1',
  isLoopback = true,
}: {
  readonly operators?: ServiceConfig['console']['operators'];
  readonly baseUrl?: string;
  readonly isLoopback?: boolean;
} = {}): Promise<TestConsole> {
  const [records, small] = await Promise.all([testRecords(), smallConfig()]);
  let now = NOON.getTime();
  const service = await openTestService(records, small.folder, () => new Date(now));
  const setOperators = (given: typeof operators): void => {
    // The configuration is a value that each request takes anew; a test that changes it stands for a changed file.
    Object.assign(service.app.config.service.console, { operators: given });
  };
  setOperators(operators);
  const { ports, link } = openConsole(service, isLoopback);
  const fake = fakeWeb().ports;
  const web = { ...fake, service: { ...fake.service, baseUrl }, now: () => new Date(now) };
  const app = createWeb(web, ports);
  const { url, close } = await serveWeb(app, { host: '127.0.0.1', port: 0 });
  return {
    url,
    app,
    service,
    records,
    link,
    ask: (path, question) => ask(url, path, question),
    forward: (ms) => {
      now += ms;
    },
    setOperators,
    log: async () => {
      const all = { operator: null, subject: null, before: null, limit: 1000 };
      return (await records.store.audit.list(all)).toReversed();
    },
    close: async () => {
      await close();
      await service.close();
      await Promise.all([records.close(), small.remove()]);
    },
  };
}

async function openTestService(
  records: TestRecords,
  folder: string,
  now: () => Date,
): Promise<Service> {
  const settings = readSettings({
    FLAGBEARER_CONFIG: folder,
    FLAGBEARER_DATA: join(folder, 'data'),
    DATABASE_URL: records.connectionString,
    DATABASE_POOL: '3',
  });
  const config = await loadConfig(folder);
  const sources = [
    aSource({ id: 'paper', name: 'The Paper', url: 'https://paper.example/rss', language: 'en' }),
    aSource({ id: 'fis', name: 'FIS', url: 'https://fis.example/rss', role: 'federation' }),
  ];
  const service = await openService(settings, {
    schema: 'require',
    log: pino({ level: 'silent' }),
    now,
    config: { ...config, sources },
  });
  await service.app.store.sources.ensure(sources, now());
  return service;
}

/** A browser as far as cookies and forms go. */
export type Visitor = {
  readonly get: (path: string) => Promise<Answer>;
  /** Posts fields with the form token of the page at `from`, unless they hold one. */
  readonly post: (
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  readonly formToken: () => Promise<string>;
  readonly cookies: Map<string, string>;
};

/** A visitor who has no cookie yet; `door` is where the first form is. */
export function visitorOf(
  { ask: question }: Pick<TestConsole, 'ask'>,
  door = '/ops/sign-in',
): Visitor {
  const cookies = new Map<string, string>();
  const go = async (path: string, asked: Question = {}): Promise<Answer> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const headers = { ...asked.headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await question(path, { ...asked, headers });
    for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line);
    return answer;
  };
  let isIn = false;
  const formToken = async (): Promise<string> => {
    const { page } = await go(isIn ? '/ops/audit' : door);
    return String(page('input[name=form]').first().attr('value'));
  };
  return {
    cookies,
    get: (path) => go(path),
    formToken,
    post: async (path, fields = {}, headers = {}) => {
      const body = new URLSearchParams();
      if (!('form' in fields)) body.append('form', await formToken());
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      }
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await go(path, {
        method: 'POST',
        headers: { ...type, ...headers },
        body: body.toString(),
      });
      isIn = [...cookies.keys()].some((name) => name.endsWith('ops'));
      return answer;
    },
  };
}

/** A visitor who has signed in. */
export async function signedIn(
  site: Pick<TestConsole, 'ask'>,
  name: keyof typeof TOKENS = 'anna',
): Promise<Visitor> {
  const visitor = visitorOf(site);
  const { status } = await visitor.post('/ops/sign-in', { token: TOKENS[name] });
  if (status !== 303) throw new Error(`not signed in: ${status}`);
  return visitor;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const at = pair.indexOf('=');
  if (attributes.includes('Max-Age=0')) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
