import type { Logger } from 'pino';
import { loadConfig, type Config } from '../config/load.ts';
import { compileClassifier } from '../core/classify/classifier.ts';
import { openDigestMail } from '../mail/digest-mail.ts';
import { openMailer } from '../mail/open-mailer.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { App } from '../ports.ts';
import { connectQueue, type QueueConnection } from '../queue/connection.ts';
import { openQueues, type Queues } from '../queue/queues.ts';
import type { Settings } from '../settings.ts';
import { fetchSource } from '../sources/fetch-source.ts';
import { openHttp } from '../sources/http.ts';
import { closeAll } from './close-all.ts';
import { openRecords, type SchemaRule } from './records.ts';
import { packageVersion } from './version.ts';

/** The whole service, opened but not at work: nothing is fetched, run or served yet. */
export type Service = {
  readonly app: App;
  readonly queues: Queues;
  readonly queueConnection: QueueConnection;
  /** Where mail goes without SMTP; null with it. */
  readonly outbox: Outbox | null;
  readonly close: () => Promise<void>;
};

/** What differs between the ways to run. */
export type ServiceOptions = {
  readonly schema: SchemaRule;
  readonly log: Logger;
  /** The only clock; the demo's runs faster than ours. */
  readonly now: () => Date;
  /** Instead of the files in the configuration folder. */
  readonly config?: Config;
};

/** Opens everything in order of need, and closes what is open when a later part fails. Throws SetupError. */
export async function openService(settings: Settings, options: ServiceOptions): Promise<Service> {
  const { log, now } = options;
  const config = options.config ?? (await loadConfig(settings.configFolder));
  const classifier = compileClassifier(config.keywords, config.seeds);
  const closers: (() => Promise<void>)[] = [];
  const close = (): Promise<void> => closeAll(closers);
  try {
    const records = await openRecords(settings, { schema: options.schema, now, log });
    closers.push(records.close);
    const queueConnection = await connectQueue(
      { redis: settings.redis, postgres: records.address, prefix: settings.queuePrefix },
      log,
    );
    closers.push(queueConnection.close);
    const queues = openQueues(queueConnection, log);
    closers.push(queues.close);
    const { mailer, outbox } = openMailer(settings, log);
    closers.push(mailer.close);
    const http = openHttp(httpOptions(config));
    closers.push(http.close);

    const baseUrl =
      settings.baseUrl ?? config.service.baseUrl ?? `http://127.0.0.1:${settings.port}`;
    const app: App = {
      now,
      log,
      config,
      baseUrl,
      classifier,
      store: records.store,
      enqueue: queues.enqueue,
      fetchSource: (source, validators) => fetchSource(http, source, validators, now),
      mail: openDigestMail(mailer, { ...config.service, baseUrl }),
    };
    return { app, queues, queueConnection, outbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function httpOptions({ service }: Config): Parameters<typeof openHttp>[0] {
  return {
    // Not the service's own name, which may hold letters that a header cannot carry.
    userAgent: `Flagbearer/${packageVersion()} (+${service.network.contact})`,
    allow: service.network.allow,
    perHost: service.politeness.perHost,
    spacingMs: service.politeness.spacing,
  };
}
