import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { closeAll } from '../app/close-all.ts';
import { introduceConfig } from '../app/introduce-config.ts';
import { openService, type Service } from '../app/service.ts';
import { serveService } from '../app/serve.ts';
import { startWorkers } from '../app/work.ts';
import { loadConfig } from '../config/load.ts';
import { QUEUES } from '../jobs/job.ts';
import type { Settings } from '../settings.ts';
import { virtualClock } from './clock.ts';
import { demoConfig } from './demo-config.ts';
import { DEMO_FILE, freePort, prepareFolder } from './prepare.ts';
import { runWeek } from './run-week.ts';
import { serveSample, type SampleServer } from './sample-server.ts';
import { readSample, type SampleOutlet } from './sample.ts';
import { addDemoSubscribers } from './subscribers.ts';
import { compareWithSample, summariseStory, type DemoSummary } from './summary.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_STORIES = 500;

/** What a demo may use; `tell` hears of its progress, `pageIsUp` of the page's address. */
export type DemoOptions = {
  readonly settings: Settings;
  readonly log: Logger;
  readonly now: () => Date;
  readonly tell: (line: string) => void;
  readonly pageIsUp: (url: string) => void;
};

/** A demo that has run; its page and its publishers stay up until it is closed. */
export type Demo = { readonly summary: DemoSummary; readonly close: () => Promise<void> };

/**
 * Lets the whole service live through the sample week on a virtual clock: every stage is the real one,
 * only time and the publishers are made up. Throws SetupError.
 */
export async function runDemo(options: DemoOptions): Promise<Demo> {
  const closers: (() => Promise<void>)[] = [];
  const close = (): Promise<void> => closeAll(closers);
  try {
    return { summary: await liveThroughWeek(options, closers), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function liveThroughWeek(
  options: DemoOptions,
  closers: (() => Promise<void>)[],
): Promise<DemoSummary> {
  const { log, tell } = options;
  const startedAt = performance.now();
  const settings = await demoSettings(options.settings);
  const start = lastMonday(options.now());
  const clock = virtualClock(start);
  const config = await loadConfig(settings.configFolder);
  const outlets = await readSample(join(settings.configFolder, 'sample'));
  await prepareFolder(settings, log);

  const sample = await serveSample({ outlets, start, now: clock.now });
  closers.push(sample.close);
  const service = await openService(settings, {
    schema: 'migrate',
    log,
    now: clock.now,
    config: demoConfig(config, sample.sources, sample.origin),
  });
  closers.push(service.close);
  const web = await serveService(service, settings);
  closers.push(web.close);
  options.pageIsUp(web.url);
  const workers = await startWorkers(service, { queues: QUEUES });
  closers.push(() => workers.close(HOUR));

  await introduceConfig(service.app);
  await addDemoSubscribers(service.app.store, start);
  tell(`a week of ${outlets.length} publishers, from ${start.toISOString().slice(0, 10)} on`);
  await runWeek(service, clock, {
    end: new Date(start.getTime() + 7 * DAY + 8 * HOUR),
    stepHours: 1,
    tell: (at) => tellDay(service, at, tell),
  });
  const summary = await summarise(service, { outlets, sample, page: web.url, settings, startedAt });
  await writeFile(join(settings.dataFolder, DEMO_FILE), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

/** Links lead to the demo's own page, whatever the configuration says of the service's. */
async function demoSettings(settings: Settings): Promise<Settings> {
  const port = settings.port === 0 ? await freePort(settings.host) : settings.port;
  return { ...settings, port, baseUrl: `http://127.0.0.1:${port}` };
}

/** The Monday before the current week, 00:00 UTC, so that the sample week is over. */
function lastMonday(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return new Date(today - (((now.getUTCDay() + 6) % 7) + 7) * DAY);
}

async function tellDay({ app }: Service, at: Date, tell: (line: string) => void): Promise<void> {
  if (at.getUTCHours() !== 22) return;
  const { store } = app;
  const items = await store.items.count(new Date(0), app.now());
  const stories = await store.stories.latest({ before: null, limit: MOST_STORIES });
  const { sent = 0 } = await store.deliveries.count();
  const day = at.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
  tell(`${day.padEnd(9)}  ${items} items read, ${stories.length} stories, ${sent} mails sent`);
}

async function summarise(
  { app, outbox }: Service,
  run: {
    readonly outlets: readonly SampleOutlet[];
    readonly sample: SampleServer;
    readonly page: string;
    readonly settings: Settings;
    readonly startedAt: number;
  },
): Promise<DemoSummary> {
  const stories = await app.store.stories.latest({ before: null, limit: MOST_STORIES });
  const folder = join(run.settings.dataFolder, 'outbox');
  const mails = outbox === null ? [] : await outbox.list();
  return {
    page: run.page,
    seconds: (performance.now() - run.startedAt) / 1000,
    items: await app.store.items.count(new Date(0), app.now()),
    flagged: stories.reduce((sum, { reports }) => sum + reports.length, 0),
    stories: stories.map(summariseStory),
    digests: mails
      .map(({ name, to, subject, date }) => ({
        to,
        subject,
        at: date.toISOString(),
        eml: join(folder, `${name}.eml`),
        html: join(folder, `${name}.html`),
      }))
      .toReversed(),
    expected: compareWithSample(run.outlets, stories),
  };
}
