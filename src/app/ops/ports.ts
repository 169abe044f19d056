import { DAY_MS } from '../../core/poll/spans.ts';
import type { OpsPorts } from '../../web/ops/ports.ts';
import type { WhyPort } from '../../web/ops/ports/why.ts';
import type { Service } from '../service.ts';
import { why } from '../why.ts';
import { openAccess } from './access.ts';
import { coverageOf } from './coverage.ts';
import { digestsPort } from './digests.ts';
import { countOpenMeasures } from './open-measures.ts';
import { overviewOf } from './overview.ts';
import { queuesPort } from './queues.ts';
import { sourcesPort } from './sources.ts';
import { consoleStories } from './stories.ts';
import { subscribersPort } from './subscribers.ts';
import { tunePort } from './tune/port.ts';

/** The console of a service, and the one-time link to it; null where operators are configured, or it is of no use. */
export function openConsole(
  service: Service,
  isLoopback: boolean,
): { readonly ports: OpsPorts; readonly link: string | null } {
  const { audit } = service.app.store;
  const { port: access, link } = openAccess(service, isLoopback);
  const openMeasures = countOpenMeasures(service);
  return {
    link,
    ports: {
      access,
      audit: {
        list: audit.list,
        find: async (id) => (await audit.find(id)) ?? null,
        operators: audit.operators,
      },
      overview: { show: () => overviewOf(service, openMeasures) },
      sources: sourcesPort(service),
      coverage: { show: () => coverageOf(service) },
      stories: consoleStories(service, openMeasures),
      digests: digestsPort(service),
      subscribers: subscribersPort(service),
      tune: tunePort(service),
      why: whyPort(service),
      queues: queuesPort(service),
    },
  };
}

/** Headlines of items that were read in this time are compared; as `flagbearer why` does. */
const COMPARED_MS = 90 * DAY_MS;

function whyPort(service: Service): WhyPort {
  return {
    ask: (text) => {
      const { store, config, now } = service.app;
      return why(store, text, {
        now: now(),
        since: new Date(now().getTime() - COMPARED_MS),
        compared: () => undefined,
        sources: () => Promise.resolve(config.sources),
      });
    },
  };
}
