import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { openRecords, type Records } from '../../src/app/records.ts';
import { readSettings } from '../../src/settings.ts';
import { fillDigestWorld } from '../support/digest-world.ts';
import {
  FAULTS,
  startHostileSink,
  type Arrival,
  type Fault,
  type HostilePlan,
  type HostileSink,
} from '../support/hostile-smtp-sink.ts';
import { randomFrom } from '../support/random.ts';
import { startService, type ServiceProcess } from '../support/service.ts';
import { smallConfig } from '../support/small-config.ts';

/** How many are to get a digest, and how it is made hard. */
export type Torture = {
  /** Where the queue is; nothing set means the private database. */
  readonly servers: Readonly<Record<string, string>>;
  readonly subscribers: number;
  /** Milliseconds between two deaths, about. */
  readonly killEvery: number;
  /** How often one of two processes dies before both do. */
  readonly deathsADay: number;
  readonly seed: number;
};

/** What came of it. The first three must be nothing. */
export type Verdict = {
  /** Neither kept nor refused for good by the server, nor given up as unknown. */
  readonly neverSent: readonly string[];
  /** Kept twice although the first time was answered, and nobody died then. */
  readonly sentTwice: readonly string[];
  /** Kept under two Message-IDs, or more than twice. */
  readonly changed: readonly string[];
  readonly kept: number;
  readonly refused: number;
  /** Kept twice, since nobody could know of the first time. */
  readonly repeated: number;
  /** Given up, since nobody can know whether they arrived; how many of them did is known to the server alone. */
  readonly givenUp: { readonly arrived: number; readonly lost: number };
  readonly deaths: number;
  readonly faults: number;
};

/** Longer than any wait between two attempts, and than any claim. */
const NIGHT = `interval '7 hours'`;
const PATIENCE_MS = 900_000;
/** From a reply to the outcome on record, on a busy machine; whoever dies within may not have written it down. */
const RECORDED_MS = 3_000;

/** Sends everybody a digest through a hostile server while processes are killed, and looks at what the server kept. */
export async function torture(trial: Torture): Promise<Verdict> {
  const config = await smallConfig();
  const sink = await startHostileSink(hostilePlan(trial.seed));
  const environment = {
    ...trial.servers,
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const records = await openRecords(readSettings(environment), {
    schema: 'migrate',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  const services: ServiceProcess[] = [];
  try {
    const size = { subscribers: trial.subscribers, segments: 20, stories: 3 };
    const { emails } = await fillDigestWorld(records.pool, { ...size, due: new Date() });
    const deaths = await liveThrough(trial, { environment, records, services });
    return verdictOf(emails, sink, { deaths, givenUp: await givenUpIn(records) });
  } finally {
    await Promise.all(services.map((service) => service.kill('SIGKILL')));
    await sink.close();
    await records.close();
    await config.remove();
  }
}

/** Days of deaths, each with a night in which nobody works, until everything is settled. Returns how many died. */
async function liveThrough(
  { killEvery, deathsADay, seed, subscribers }: Torture,
  world: {
    readonly environment: Readonly<Record<string, string>>;
    readonly records: Records;
    readonly services: ServiceProcess[];
  },
): Promise<number> {
  const { environment, records, services } = world;
  const chance = randomFrom(seed);
  let deaths = 0;
  const start = (command: string): ServiceProcess => {
    const service = startService([command], environment);
    services.push(service);
    return service;
  };
  const kill = async (service: ServiceProcess): Promise<void> => {
    deaths += 1;
    await service.kill('SIGKILL');
  };
  const deadline = Date.now() + PATIENCE_MS;
  for (let isSettled = false; !isSettled;) {
    if (Date.now() > deadline) throw new Error('not everything was settled in time');
    let [first, second] = [start('up'), start('work')];
    await Promise.all([first.ready, second.ready]);
    for (let death = 0; death < deathsADay; death += 1) {
      await wait(killEvery * (0.5 + chance()));
      [first, second] = [second, first];
      await kill(first);
      first = start('work');
    }
    await wait(killEvery * (0.5 + chance()));
    await Promise.all([kill(first), kill(second)]);
    isSettled = await settled(records, subscribers);
    await records.pool.query(
      `update deliveries set next_attempt_at = next_attempt_at - ${NIGHT}, claimed_until = claimed_until - ${NIGHT}`,
    );
  }
  // One more day, in peace: nothing is left to do.
  const last = start('up');
  await last.ready;
  await wait(killEvery);
  await last.kill('SIGTERM');
  return deaths;
}

async function settled({ pool }: Records, subscribers: number): Promise<boolean> {
  const { rows } = await pool.query<{ composed: number; open: number }>(
    `select (select count(*)::int from deliveries) as composed,
       (select count(*)::int from deliveries where state in ('queued', 'sending')) as open`,
  );
  return rows[0]?.composed === subscribers && rows[0].open === 0;
}

async function givenUpIn({ pool }: Records): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ email: string }>(
    `select u.email from deliveries d join digests g on g.id = d.digest_id join subscribers u on u.id = g.subscriber_id
     where d.state = 'unknown'`,
  );
  return new Set(rows.map(({ email }) => email));
}

/** Knows only who was to get a mail, and what the server saw; what was given up is counted apart. */
function verdictOf(
  emails: readonly string[],
  { arrivals, refused }: Pick<HostileSink, 'arrivals' | 'refused'>,
  { deaths, givenUp }: { readonly deaths: number; readonly givenUp: ReadonlySet<string> },
): Verdict {
  const keptBy = new Map<string, Arrival[]>(emails.map((email) => [email, []]));
  for (const arrival of arrivals) if (arrival.isKept) keptBy.get(arrival.to)?.push(arrival);
  const kept = (email: string): readonly Arrival[] => keptBy.get(email) ?? [];
  const isUnknown = ({ reply, repliedAt, vanishedAt }: Arrival): boolean =>
    reply === null || (vanishedAt !== null && vanishedAt - repliedAt < RECORDED_MS);
  const twice = emails.filter((email) => kept(email).length > 1);
  const endsOf = (email: string): string =>
    kept(email)
      .map(({ reply, repliedAt, vanishedAt }) => {
        const end = vanishedAt === null ? '' : `, gone after ${vanishedAt - repliedAt} ms`;
        return `${reply ?? 'cut'}${end}`;
      })
      .join('; ');
  const messageIds = (email: string): ReadonlySet<string> =>
    new Set(arrivals.filter(({ to }) => to === email).map(({ messageId }) => messageId));
  return {
    neverSent: emails.filter(
      (email) => kept(email).length === 0 && !refused.has(email) && !givenUp.has(email),
    ),
    sentTwice: twice
      .filter((email) => !kept(email).slice(0, -1).every(isUnknown))
      .map((email) => `${email}: ${endsOf(email)}`),
    changed: emails.filter((email) => kept(email).length > 2 || messageIds(email).size > 1),
    kept: emails.filter((email) => kept(email).length > 0).length,
    refused: refused.size,
    repeated: twice.length,
    givenUp: {
      arrived: [...givenUp].filter((email) => kept(email).length > 0).length,
      lost: [...givenUp].filter((email) => kept(email).length === 0).length,
    },
    deaths,
    faults: arrivals.filter(({ reply }) => reply !== 250).length,
  };
}

/** Two faults for every other reader, and for some connections; the same for the same seed. */
function hostilePlan(seed: number): HostilePlan {
  const chance = randomFrom(seed);
  const plans = new Map<string, readonly Fault[]>();
  const pick = (): Fault =>
    chance() < 0.5 ? 'none' : (FAULTS[Math.floor(chance() * FAULTS.length)] ?? 'none');
  return {
    mail: (to, attempt) => {
      const plan = plans.get(to) ?? [pick(), pick()];
      plans.set(to, plan);
      return plan[attempt] ?? 'none';
    },
    connection: () => {
      const mood = chance();
      const moods = ['cut', 'full', 'closing', 'late', 'late'] as const;
      return moods[Math.floor(mood / 0.03)] ?? 'greet';
    },
    isSenderPutOff: () => chance() < 0.02,
  };
}
