import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServiceConfig } from '../../config/service.ts';
import { MINUTE_MS } from '../../core/poll/spans.ts';
import type { AccessPort, OpenedSession } from '../../web/ops/ports.ts';
import type { Service } from '../service.ts';
import { openEntrance } from './entrance.ts';
import { hashOfToken } from './tokens.ts';

/** Wrong tokens from one address within `LOOK_BACK_MS`, after which none is looked at. A person mistypes less often. */
export const MOST_FAILURES = 10;
const LOOK_BACK_MS = 15 * MINUTE_MS;

/** Under this name those are in the audit log who never came in. */
const NOBODY = '(nobody)';

/** Who may come in, and the one-time link for when no operator is configured; null where it would be of no use. */
export type Access = { readonly port: AccessPort; readonly link: string | null };

/** The name of whoever comes in by the one-time link. */
export const LINK_OPERATOR = 'local';

/**
 * Guards the console of a service. `isLoopback`: it listens on this machine only, so that a one-time link makes sense.
 */
export function openAccess(service: Service, isLoopback: boolean): Access {
  const operators = () => service.app.config.service.console.operators;
  const way = () => (operators().length > 0 ? 'token' : 'link');
  const entrance = openEntrance(isLoopback, service.app.now);
  const isCurrent = (operator: string, credential: string): boolean =>
    way() === 'link'
      ? credential === entrance.credential
      : operators().some(({ name, token }) => name === operator && token === credential);
  const port: AccessPort = {
    way,
    leadsIn: (link) => way() === 'link' && entrance.leadsIn(link),
    enter: async (link) => {
      if (way() !== 'link' || !entrance.use(link)) return null;
      return openSession(service, LINK_OPERATOR, entrance.credential, 'by the one-time link');
    },
    signIn: ({ token, address }) => signIn(service, token, address),
    visitor: async (id) => {
      const { store, now } = service.app;
      const session = await store.sessions.find(id, now());
      return session !== undefined && isCurrent(session.operator, session.credential)
        ? session
        : null;
    },
    signOut: (id, operator) => {
      const at = service.app.now();
      return service.app.store.together(async (inside) => {
        if (!(await inside.sessions.end(id, at))) return;
        await inside.audit.add({
          operator,
          action: 'sign out',
          subject: 'console',
          detail: null,
          at,
        });
      });
    },
  };
  return { port, link: way() === 'link' ? entrance.link : null };
}

type Operator = ServiceConfig['console']['operators'][number];

async function signIn(
  service: Service,
  token: string,
  address: string,
): ReturnType<AccessPort['signIn']> {
  const { store, now, config } = service.app;
  const at = now();
  const since = new Date(at.getTime() - LOOK_BACK_MS);
  const { count, first } = await store.sessions.failures(address, since);
  if (count >= MOST_FAILURES) {
    return { kind: 'later', retryAt: new Date((first ?? at).getTime() + LOOK_BACK_MS) };
  }
  const hash = hashOfToken(token);
  // All are compared, so that the time it takes tells nothing of whose it is.
  const operator = config.service.console.operators.reduce<Operator | undefined>(
    (found, one) => (isSame(one.token, hash) ? one : found),
    undefined,
  );
  if (operator === undefined) {
    const noted = await store.sessions.noteFailure({ address, since, most: MOST_FAILURES }, at);
    const entry = { operator: NOBODY, action: 'sign in refused', subject: 'console', at };
    if (noted) await store.audit.add({ ...entry, detail: `wrong token from ${address}` });
    return { kind: 'wrong' };
  }
  const session = await openSession(service, operator.name, operator.token, `from ${address}`);
  return { kind: 'in', session };
}

async function openSession(
  { app }: Service,
  operator: string,
  credential: string,
  detail: string,
): Promise<OpenedSession> {
  const at = app.now();
  const id = randomBytes(32).toString('base64url');
  const expiresAt = new Date(at.getTime() + app.config.service.console.session);
  await app.store.together(async (inside) => {
    await inside.sessions.open(id, { operator, credential, expiresAt }, at);
    await inside.audit.add({ operator, action: 'sign in', subject: 'console', detail, at });
  });
  return { id, operator, expiresAt };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
