import { describeSchedule } from '../core/digest/schedule.ts';
import type { Settings } from '../settings.ts';
import { createWeb } from '../web/app.ts';
import type { WebPorts } from '../web/ports.ts';
import { serveWeb } from '../web/server.ts';
import { mattersPort } from './matters/web-port.ts';
import { metricsPort } from './metrics/port.ts';
import { isLoopbackHost } from './ops/entrance.ts';
import { openConsole } from './ops/ports.ts';
import { readinessOf } from './readiness.ts';
import { sourceViews } from './sources/views.ts';
import { selfServicePort } from './sign-up/web-port.ts';
import { endSubscription } from './subscribers/end.ts';
import type { Service } from './service.ts';
import { storiesPort } from './stories/web-port.ts';
import { packageVersion } from './version.ts';

/**
 * Serves the pages of a service at HOST and PORT. `signIn` is a link to the console that works once, where no operator is
 * configured and only this machine is listened to; else null. Throws SetupError when the port is taken.
 */
export async function serveService(
  service: Service,
  { host, port, metricsTokenHash }: Pick<Settings, 'host' | 'port' | 'metricsTokenHash'>,
): Promise<{
  readonly url: string;
  readonly signIn: string | null;
  readonly close: () => Promise<void>;
}> {
  const { ports, link } = openConsole(service, isLoopbackHost(host));
  const web = await serveWeb(createWeb(webPorts(service, metricsTokenHash), ports), { host, port });
  return { ...web, signIn: link === null ? null : `${web.url}/ops/enter/${link}` };
}

function webPorts(service: Service, metricsTokenHash: string | null): WebPorts {
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
        const subscriber = await store.subscribers.findLeaver(token);
        if (subscriber === undefined) return null;
        const scheduleText = describeSchedule(subscriber.schedule, subscriber.zone);
        return { scheduleText, active: subscriber.state === 'active' };
      },
      unsubscribe: (token, scope) => endSubscription(store, { token, scope, now: app.now() }),
    },
    feedback: {
      find: async (token, storyId) => (await store.feedback.find(token, storyId)) ?? null,
      note: (token, storyId) => store.feedback.note({ token, storyId, at: app.now() }),
    },
    selfService: selfServicePort(() => service.app),
    ready: () => readinessOf(service),
    metrics: metricsPort(service, metricsTokenHash),
    seedTitle: (id) => service.app.config.seeds.find((seed) => seed.id === id)?.title ?? null,
    configProblem: service.configProblem,
  };
}
