/**
 * Composes and renders every digest that is due in the records of the data folder named, through the handlers of the
 * service, and prints the seconds of CPU that it took. No queue runs, and nobody takes the mails.
 */
import { pino } from 'pino';

import { openRecords } from '../../src/app/records.ts';
import { openDigestMail } from '../../src/mail/digest-mail.ts';
import type { OutgoingMail } from '../../src/mail/mailer.ts';
import { readSettings } from '../../src/settings.ts';
import { composeDigestWorker } from '../../src/workers/compose-digest.ts';
import { deliverDigestWorker } from '../../src/workers/deliver-digest.ts';
import { sweepDigestsWorker } from '../../src/workers/sweep-digests.ts';
import type { Worker } from '../../src/workers/worker.ts';
import { fakeApp } from '../../test/support/fake-app.ts';
import type { ComposeCost } from '../compose.ts';

const log = pino({ level: 'silent' });
const now = (): Date => new Date();
const JOBS: Readonly<Record<string, Worker>> = {
  'compose-digest': composeDigestWorker,
  'deliver-digest': deliverDigestWorker,
};

const settings = readSettings({ FLAGBEARER_DATA: process.argv[2] });
const records = await openRecords(settings, { schema: 'require', now, log });
let mails = 0;
let bytes = 0;
const mail = openDigestMail(
  {
    kind: 'smtp',
    idempotent: false,
    send: ({ html, text }: OutgoingMail) => {
      mails += 1;
      bytes += html.length + text.length;
      return Promise.resolve();
    },
    verify: () => Promise.resolve(),
    close: () => Promise.resolve(),
  },
  {
    name: 'Flagbearer',
    baseUrl: 'https://news.example.org',
    mail: { from: { name: 'Flagbearer', address: 'digest@example.org' } },
  },
);
const digests = {
  patience: 0,
  alerts: { quiet: 60_000, longest: 300_000, perHour: 6 },
  holdFactor: 5,
};
const app = fakeApp({
  store: records.store,
  mail,
  now,
  log,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
  config: { sources: [], seeds: [], revision: 'r1', service: { digests } } as never,
  enqueue: async (job, payloads) => {
    for (const payload of payloads) await JOBS[job.name]?.run(payload, app);
  },
});

const start = process.cpuUsage();
let before: number;
do {
  before = mails;
  // A sweep takes no more than some thousands.
  await sweepDigestsWorker.run({}, app);
} while (mails > before);
const { user, system } = process.cpuUsage(start);
await records.close();
const cost: ComposeCost = { mails, bytes, seconds: (user + system) / 1e6 };
process.stdout.write(JSON.stringify(cost));
