import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { pino } from 'pino';

import { openRecords, type Records } from '../src/app/records.ts';
import type { Digest } from '../src/core/digest/digest.ts';
import { renderDigest } from '../src/mail/digest/render.tsx';
import { readSettings } from '../src/settings.ts';
import { fillDigestWorld } from '../test/support/digest-world.ts';
import { redisServerPath, startRedis } from '../test/support/redis.ts';
import { smallConfig } from '../test/support/small-config.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { measurement, median } from './measure.ts';
import type { Measurement } from './measure.ts';

/** From a digest that is due to a mail server that has it, against nodemailer that only sends it. */
export const name = 'deliver';

/** Ours and nodemailer's in turns, so that whatever else the machine does falls on both. */
const ROUNDS = 3;
const MAILS = 800;
const WARM_UP = 200;
/** Makes mails of 20 KB. */
const STORIES = 6;
const SEGMENTS = 20;
const LATER = `update subscribers set next_digest_at = null where id > ${WARM_UP}`;

/** What is sent without any of our code. */
export type BareMail = { readonly subject: string; readonly html: string; readonly text: string };

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const sink = await startMailSink();
  try {
    const embedded = await compared('embedded', {}, sink, tell);
    if (redisServerPath() === null) {
      tell('  redis-server is not on the PATH: its mode is left out');
      return [embedded];
    }
    const redis = await startRedis();
    try {
      return [embedded, await compared('with Redis', { REDIS_URL: redis.url }, sink, tell)];
    } finally {
      await redis.stop();
    }
  } finally {
    sink.close();
  }
}

async function compared(
  mode: string,
  servers: Readonly<Record<string, string>>,
  sink: MailSink,
  tell: (line: string) => void,
): Promise<Measurement> {
  await sink.reset();
  const config = await smallConfig();
  const environment = {
    ...servers,
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  const records = await openRecords(readSettings(environment), {
    schema: 'migrate',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  try {
    const size = { subscribers: ROUNDS * MAILS + WARM_UP, segments: SEGMENTS, stories: STORIES };
    await fillDigestWorld(records.pool, { ...size, due: new Date() });
    await records.pool.query(LATER);
    const rates = await withService(environment, async () => {
      await sink.until(WARM_UP);
      const mail = join(config.folder, 'mail.json');
      await writeFile(mail, JSON.stringify(await anyMail(records)));
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await ourRate(records, sink, round));
        bare.push(await bareRate(mail, sink));
        tell(`  ours ${ours.at(-1)?.toFixed(0)} mails/s, bare ${bare.at(-1)?.toFixed(0)} mails/s`);
      }
      return { ours: median(ours), other: median(bare) };
    });
    return measurement(`deliver: from due digests to the mail server, ${mode}`, rates, {
      unit: 'mails/s; other: nodemailer alone',
      runs: ROUNDS,
    });
  } finally {
    await records.close();
    await config.remove();
  }
}

/** Runs the whole service in a process of its own. */
async function withService<T>(
  environment: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const service = spawn(process.execPath, ['--import', 'tsx', main, 'up'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'exit');
  try {
    await once(service.stdout, 'data');
    return await work();
  } finally {
    service.kill('SIGTERM');
    await ended;
  }
}

/** Mails a second, from the first digest that is composed to the last mail that is taken. */
async function ourRate({ pool }: Records, sink: MailSink, round: number): Promise<number> {
  await sink.reset();
  const first = WARM_UP + round * MAILS;
  const { rows: before } = await pool.query<{ id: string }>('select max(id) as id from digests');
  await pool.query('update subscribers set next_digest_at = $1 where id > $2 and id <= $3', [
    new Date(),
    first,
    first + MAILS,
  ]);
  const { lastAt } = await sink.until(MAILS);
  const { rows } = await pool.query<{ at: Date }>(
    'select min(composed_at) as at from digests where id > $1',
    [before[0]?.id],
  );
  return (1000 * MAILS) / (lastAt - (rows[0]?.at.getTime() ?? 0));
}

async function bareRate(file: string, sink: MailSink): Promise<number> {
  await sink.reset();
  const child = fileURLToPath(new URL('children/send-bare.ts', import.meta.url));
  const sender = fork(child, [String(sink.port), file, String(MAILS)], {
    execArgv: ['--import', 'tsx'],
  });
  await once(sender, 'message');
  sender.send('go');
  // The child is a file of ours.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const [start] = (await once(sender, 'message')) as [number];
  const { lastAt } = await sink.until(MAILS);
  return (1000 * MAILS) / (lastAt - start);
}

/** One of the mails that were sent, as nodemailer takes it. */
async function anyMail({ pool }: Records): Promise<BareMail> {
  const { rows } = await pool.query<{ content: Digest }>(
    'select content from digests where content is not null order by subscriber_id limit 1',
  );
  const [first] = rows;
  if (first === undefined) throw new Error('no digest was composed');
  return renderDigest(first.content, {
    service: 'Flagbearer',
    baseUrl: 'https://news.example.org',
    unsubscribeUrl: 'https://news.example.org/unsubscribe/token',
    scheduleText: 'every day',
  });
}
