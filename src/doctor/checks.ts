import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { SetupError } from '../errors.ts';
import { signerOf } from '../app/mail-signer.ts';
import { openMailer } from '../mail/open-mailer.ts';
import { connectQueue } from '../queue/connection.ts';
import type { Settings } from '../settings.ts';
import type { Http } from '../sources/http.ts';
import type { DatabaseAddress, Pool } from '../store/pool.ts';
import { failed, ok, warning, type Finding } from './finding.ts';

const MIB = 1024 ** 2;
/** A month of items and mails of a busy service, generously. */
const LITTLE_DISK_MIB = 500;
/** Clocks further apart than this make digests early or late, and signatures invalid. */
const CLOCK_TOLERANCE_MS = 5_000;
const SOURCES_TRIED = 3;

/** The data folder can be written, and there is room. */
export async function checkFolder(settings: Settings): Promise<Finding> {
  const folder = resolve(settings.dataFolder);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const mend = `make it writable for this user, or set FLAGBEARER_DATA to a folder that is`;
    return failed(
      'data folder',
      new SetupError(`${folder} cannot be written`, mend, { cause: error }),
    );
  }
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  if (free >= LITTLE_DISK_MIB) return ok('data folder', `${folder}, ${free} MiB free`);
  return warning('data folder', `${folder} has ${free} MiB left`, 'free some space on its disk');
}

/** The server's clock agrees with ours. */
export async function checkClock(pool: Pool, now: () => Date): Promise<Finding> {
  const asked = now().getTime();
  const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
  const answered = now().getTime();
  const at = rows[0]?.at.getTime() ?? answered;
  const apart = Math.max(0, asked - at, at - answered);
  if (apart <= CLOCK_TOLERANCE_MS)
    return ok('clock', `within ${Math.ceil(apart / 1000)} s of the database's`);
  return warning(
    'clock',
    `${Math.round(apart / 1000)} s from the database's`,
    'switch on time synchronisation (NTP) on both machines',
  );
}

/** Jobs can be queued. */
export async function checkQueue(
  settings: Settings,
  database: DatabaseAddress,
  log: Logger,
): Promise<Finding> {
  try {
    const connection = await connectQueue(
      { redis: settings.redis, postgres: database, prefix: settings.queuePrefix },
      log,
    );
    try {
      const { server, address, warnings } = await connection.check();
      if (warnings.length === 0) return ok('queue', `${server} at ${address}`);
      return warning(
        'queue',
        warnings.map(({ problem }) => problem).join('; '),
        warnings.map(({ mend }) => mend).join('; '),
      );
    } finally {
      await connection.close();
    }
  } catch (error) {
    return failed('queue', error, 'check REDIS_URL, and that the server runs');
  }
}

/** Mail can leave. */
export async function checkMail(
  settings: Settings,
  config: Config | undefined,
  log: Logger,
): Promise<Finding> {
  try {
    const signer = config === undefined ? null : await signerOf(config, settings.configFolder);
    const { mailer } = openMailer(settings, log, signer);
    try {
      await mailer.verify();
      const sender = config?.service.mail.from.address ?? '';
      if (mailer.kind === 'smtp' && sender.endsWith('.example')) {
        return warning(
          'mail',
          `digests would come from ${sender}, which nobody can answer`,
          'set mail.from.address in flagbearer.yaml to an address of yours',
        );
      }
      return ok(
        'mail',
        mailer.kind === 'smtp'
          ? 'the SMTP server accepts us'
          : 'to the outbox folder (SMTP_URL is not set)',
      );
    } finally {
      await mailer.close();
    }
  } catch (error) {
    return failed('mail', error, 'check SMTP_URL: host, port, user, password');
  }
}

/** The world can be reached: the first sources answer. */
export async function checkNetwork(config: Config, http: Http): Promise<Finding> {
  const tried = config.sources.slice(0, SOURCES_TRIED);
  if (tried.length === 0)
    return warning('network', 'no source to try', 'add rows to config/sources.yaml');
  const answers = await Promise.allSettled(
    tried.map(({ url }) => http.get({ url, timeoutMs: 8_000 })),
  );
  const reached = answers.filter(({ status }) => status === 'fulfilled').length;
  if (reached > 0) return ok('network', `${reached} of the first ${tried.length} sources answered`);
  const first = answers.find((answer) => answer.status === 'rejected');
  const hosts = tried.map(({ url }) => new URL(url).host).join(', ');
  return failed(
    'network',
    new SetupError(
      `none of ${hosts} could be reached (${first === undefined ? 'no answer' : String(first.reason)})`,
      'check the connection, the DNS and the firewall of this machine; in an offline network set network.allow and local sources',
    ),
  );
}

/** The page's port is free, or ours already. */
export async function checkPort({ host, port }: Settings, http: Http): Promise<Finding> {
  const taken = await new Promise<string | null>((done) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => done(null)));
  });
  if (taken === null) return ok('port', `${host}:${port} is free`);
  const answer = await http
    .get({ url: `http://127.0.0.1:${port}/readyz`, timeoutMs: 2_000 })
    .catch(() => null);
  if (taken === 'EADDRINUSE' && answer?.body.toString('utf8').startsWith('{"ready":')) {
    return ok('port', `${host}:${port} is served by Flagbearer itself`);
  }
  const mend = 'stop the program that has it, or set PORT to another (0: any free)';
  return failed('port', new SetupError(`${host}:${port} cannot be used (${taken})`, mend));
}
