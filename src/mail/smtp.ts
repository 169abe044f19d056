import { Readable } from 'node:stream';

import { createTransport } from 'nodemailer';

import { messageOf, SetupError } from '../errors.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import type { DkimSigner } from './dkim.ts';
import type { Mailer, MailLog, OutgoingMail } from './mailer.ts';
import { deliveryErrorOf, type Progress } from './smtp-outcome.ts';
import { parseSmtpUrl, type SmtpAddress } from './smtp-url.ts';
import { sourceOf } from './source.ts';

/** How long the server may take, in milliseconds. Every attempt ends within `whole`. */
export type SmtpTimeouts = {
  readonly connect: number;
  readonly greeting: number;
  /** Silence in the middle of a session, also while the server thinks about a mail. */
  readonly silence: number;
  readonly whole: number;
};

const TIMEOUTS: SmtpTimeouts = {
  connect: 15_000,
  greeting: 15_000,
  silence: 60_000,
  whole: 110_000,
};

/** Bytes handed over at a time, so that a large mail is known to be unsent while some of it still waits here. */
const PIECE = 16_384;

/**
 * Sends over SMTP, at most five connections at a time, kept open for half a minute. It never tries a mail again by itself:
 * that is decided, and recorded, elsewhere. Neither errors nor the log hold the password or an address.
 * Throws SetupError when the address cannot be read.
 */
export function openSmtp(
  url: string,
  log: MailLog,
  timeouts: SmtpTimeouts = TIMEOUTS,
  signer: DkimSigner | null = null,
): Mailer {
  const address = parseSmtpUrl(url);
  const hide = hiderOf(address);
  const pool = createTransport(poolOptions(address, timeouts));
  const underWay = new Set<Promise<void>>();
  // A pooled connection that dies idle is no event: the next mail opens another.
  pool.on('error', (error: unknown) =>
    log.debug({ problem: hide(messageOf(error)) }, 'mail connection lost'),
  );

  return {
    kind: 'smtp',
    idempotent: false,
    send: async (mail) => {
      const source = await sourceOf(mail, signer);
      const sending = transmit(pool, mail, source, timeouts.whole, hide);
      underWay.add(sending);
      try {
        await sending;
      } catch (error) {
        if (error instanceof DeliveryError) {
          log.warn(
            { outcome: error.outcome, code: error.code, problem: error.message },
            'mail not sent',
          );
        }
        throw error;
      } finally {
        underWay.delete(sending);
      }
    },
    verify: async () => {
      try {
        await pool.verify();
      } catch (error) {
        throw setupErrorOf(error, address, hide);
      }
    },
    close: async () => {
      pool.close();
      await Promise.allSettled(underWay);
    },
  };
}

type Pool = ReturnType<typeof createTransport>;

async function transmit(
  pool: Pool,
  mail: OutgoingMail,
  source: Buffer,
  wholeMs: number,
  hide: (text: string) => string,
): Promise<void> {
  let progress: Progress = 'unsent';
  const raw = Readable.from(
    piecesOf(source, () => (progress = 'written')),
    { objectMode: false },
  );
  try {
    await pool.sendMail({
      envelope: { from: mail.bounceTo, to: [mail.to] },
      raw,
      signal: AbortSignal.timeout(wholeMs),
    });
  } catch (error) {
    throw deliveryErrorOf(error, progress, hide);
  } finally {
    raw.destroy();
  }
}

/** The mail in pieces; tells when the last one was asked for, since from then on the server may hold all of it. */
function* piecesOf(source: Buffer, onLast: () => void): Generator<Buffer> {
  for (let at = 0; at < source.length; at += PIECE) {
    if (at + PIECE >= source.length) onLast();
    yield source.subarray(at, at + PIECE);
  }
}

function poolOptions(address: SmtpAddress, timeouts: SmtpTimeouts) {
  return {
    pool: true as const,
    host: address.host,
    port: address.port,
    secure: address.secure,
    requireTLS: address.requireTls,
    ...(address.auth === null ? {} : { auth: { ...address.auth } }),
    maxConnections: 5,
    maxMessages: 100,
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    dnsTimeout: timeouts.connect,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Takes the password, also as it travels, and whatever looks like a mail address out of a text. */
function hiderOf({ auth }: SmtpAddress): (text: string) => string {
  const secrets = auth === null ? [] : formsOf(auth.user, auth.pass);
  return (text) =>
    secrets
      .reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
      .replaceAll(/[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;]{1,253}/gu, '(address)');
}

function formsOf(user: string, pass: string): string[] {
  const encoded = [pass, `\u0000${user}\u0000${pass}`].map((text) =>
    Buffer.from(text).toString('base64'),
  );
  return [encodeURIComponent(pass), pass, ...encoded].toSorted((a, b) => b.length - a.length);
}

function setupErrorOf(
  error: unknown,
  address: SmtpAddress,
  hide: (text: string) => string,
): SetupError {
  const server = `${address.host}:${address.port}`;
  if (typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'EAUTH') {
    return new SetupError(
      `the mail server ${server} refused the user name and password`,
      'check both in SMTP_URL; characters such as / ? # @ : % must be percent-encoded there',
    );
  }
  return new SetupError(
    `the mail server ${server} cannot be used: ${hide(messageOf(error))}`,
    'check host, port and smtp:// or smtps:// in SMTP_URL, and that this machine may reach it',
  );
}
