import { describeSchedule } from '../core/digest/schedule.ts';
import type { Settings } from '../settings.ts';
import { createWeb } from '../web/app.ts';
import type { SourceView, WebPorts } from '../web/ports.ts';
import { serveWeb } from '../web/server.ts';
import { mattersPort } from './matters/web-port.ts';
import { readinessOf } from './readiness.ts';
import { endSubscription } from './subscribers/end.ts';
import type { Service } from './service.ts';
import { storiesPort } from './stories/web-port.ts';
import { packageVersion } from './version.ts';

/** Serves the pages of a service at HOST and PORT. Throws SetupError when the port is taken. */
export async function serveService(
  service: Service,
  settings: Pick<Settings, 'host' | 'port'>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  return serveWeb(createWeb(webPorts(service)), { host: settings.host, port: settings.port });
}

function webPorts(service: Service): WebPorts {
  const { app, outbox } = service;
  const { store } = app;
  return {
    service: { name: app.config.service.name, version: packageVersion(), baseUrl: app.baseUrl },
    now: app.now,
    log: app.log,
    stories: storiesPort(store, app.now, () => performance.now()),
    matters: mattersPort(
      () => service.app,
      () => performance.now(),
    ),
    sources: { list: () => sourceViews(service) },
    outbox,
    subscriptions: {
      find: async (token) => {
        const subscriber = await store.subscribers.findByToken(token);
        if (subscriber === undefined) return null;
        const scheduleText = describeSchedule(subscriber.schedule, subscriber.zone);
        return { scheduleText, active: subscriber.state === 'active' };
      },
      unsubscribe: (token, scope) => endSubscription(store, { token, scope, now: app.now() }),
    },
    ready: () => readinessOf(service),
    seedTitle: (id) => service.app.config.seeds.find((seed) => seed.id === id)?.title ?? null,
    configProblem: service.configProblem,
  };
}

async function sourceViews({ app }: Service): Promise<SourceView[]> {
  const { sources } = app.config;
  const ids = sources.map(({ id }) => id);
  const health = await app.store.sources.health(ids, app.now());
  const healthOf = new Map(health.map((one) => [one.sourceId, one]));
  const items = await app.store.sources.countItems(ids);
  return sources.map(({ id, name, url }) => {
    const { adopted, ...known } = healthOf.get(id) ?? UNKNOWN;
    return { id, name, url, ...known, movedTo: adopted, items: items.get(id) ?? 0 };
  });
}

/** Before the first process that works on queues has made the source known. */
const UNKNOWN = {
  state: 'waiting',
  since: null,
  adopted: null,
  lastFetchedAt: null,
  lastOkAt: null,
  nextPollAt: null,
  nextPollReason: null,
  problem: null,
  failures: 0,
} as const;
