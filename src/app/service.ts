import type { Logger } from 'pino';
import { loadConfig, type Config } from '../config/load.ts';
import { openDigestMail } from '../mail/digest-mail.ts';
import { signerOf } from './mail-signer.ts';
import { baseUrlOf } from './base-url.ts';
import { openNoticeMailer } from '../mail/notice/notice-mailer.ts';
import { openLetterMailer } from '../mail/sign-up/letter.ts';
import { openMailer } from '../mail/open-mailer.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { App } from '../ports.ts';
import { connectQueue, type QueueConnection } from '../queue/connection.ts';
import { openQueues, type Queues } from '../queue/queues.ts';
import type { Settings } from '../settings.ts';
import { fetchSource } from '../sources/fetch-source.ts';
import { openHttp } from '../sources/http.ts';
import { openSharedPace } from '../sources/shared-pace.ts';
import { classifierOf } from './classifier-of.ts';
import { closeAll } from './close-all.ts';
import { configState } from './config-state.ts';
import { followConfig } from './follow-config.ts';
import { httpOptions } from './http-options.ts';
import { openRecords, type SchemaRule } from './records.ts';
import type { ConfigProblem } from './reload.ts';
import { runBacktest } from './ops/tune/backtest.ts';
import { openMeters, type Meters } from './metrics/meters.ts';
import { openTuneThreads, type TuneThreads } from './ops/tune/threads.ts';
import { openThreads, pageReaderIn, readerIn } from './threads.ts';

/** The whole service, opened but not at work: nothing is fetched, run or served yet. */
export type Service = {
  /**
   * What a job or a request works with. Its configuration and its classifier belong together; changed files replace
   * both at once, so it is asked for anew by each job and each request, and kept by it to its end.
   */
  readonly app: App;
  /** Why the files of the configuration are not what judges; null when they are. */
  readonly configProblem: () => ConfigProblem | null;
  readonly queues: Queues;
  /** Where the files of the configuration are. */
  readonly configFolder: string;
  /** What this process counts as it works. */
  readonly meters: Meters;
  /** Where drafts of keywords are tried. */
  readonly tuning: TuneThreads;
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
  /** Follow changes of the files: as one who judges items, or as one who only shows pages. */
  readonly follow?: 'judge' | 'page';
};

/**
 * Opens everything in order of need, and closes what is open when a later part fails. Throws SetupError, also where the
 * configuration would judge worse than the one in force.
 */
export async function openService(settings: Settings, options: ServiceOptions): Promise<Service> {
  const { log, now } = options;
  const folder = settings.configFolder;
  const state = await configState(folder);
  const config = options.config ?? (await loadConfig(folder));
  const classifier = classifierOf(config);
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
    const { mailer, outbox } = openMailer(settings, log, await signerOf(config, folder));
    closers.push(mailer.close);
    const reading = openReading(config, { store: records.store, now, closers });
    const tuning = openTuneThreads();
    closers.push(tuning.close);

    const baseUrl = baseUrlOf(config.service, settings);
    const app: App = {
      now,
      log,
      config,
      baseUrl,
      classifier,
      store: records.store,
      enqueue: queues.enqueue,
      ...reading,
      backtest: (asked, run) => runBacktest({ store: records.store, tuning, folder }, asked, run),
      mail: openDigestMail(mailer, { ...config.service, baseUrl }),
      noticeMail: openNoticeMailer(mailer, { ...config.service, baseUrl }),
      letterMail: openLetterMailer(mailer, { ...config.service, baseUrl }),
    };
    const live = await followConfig(app, { folder, state, as: options.follow ?? null });
    closers.push(live.close);
    return {
      get app() {
        return live.app();
      },
      configProblem: live.problem,
      configFolder: folder,
      meters: openMeters(),
      tuning,
      queues,
      queueConnection,
      outbox,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens what reads the world: the guarded client, and threads for what it brings. */
function openReading(
  { service }: Config,
  {
    store,
    now,
    closers,
  }: Pick<App, 'store' | 'now'> & { readonly closers: (() => Promise<void>)[] },
): Pick<App, 'fetchSource' | 'readPage'> {
  const client = httpOptions(service);
  // All processes take their turns from the records, so that together they are as polite as one.
  const pace = openSharedPace(store.hosts, { ...client, now });
  const http = openHttp({ ...client, pace });
  closers.push(http.close);
  const threads = openThreads();
  closers.push(threads.close);
  const reader = readerIn(threads);
  return {
    fetchSource: (source, validators) => fetchSource(http, source, validators, now, reader),
    readPage: pageReaderIn(threads, http, now),
  };
}
