import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { messageOf, SetupError } from '../errors.ts';
import { readHeaders } from './encoded-words.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import type { DkimSigner } from './dkim.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';
import { sourceOf } from './source.ts';

/** One mail of the outbox; `name` is its file's name without the ending. */
export type OutboxMail = {
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
};

/** The outbox folder: where mail goes while no mail server is set. */
export type Outbox = Mailer & {
  /** The newest first, five hundred at most. Files that are not mails of ours are passed over. */
  readonly list: () => Promise<readonly OutboxMail[]>;
  /** Null when there is no such mail. */
  readonly html: (name: string) => Promise<string | null>;
  /** Null when there is no such mail. */
  readonly source: (name: string) => Promise<string | null>;
};

/** `20261114T070000Z-` and 16 hexadecimal digits: nothing in it can lead out of the folder. */
const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{16}$/u;

const LISTED = 500;

/** Bytes in which the headers of a mail of ours surely end. */
const HEAD = 16_384;

/**
 * Keeps mails as files, NAME.eml and NAME.html, each whole or not there at all. A mail's name comes from its date and
 * Message-ID; another copy of the same Message-ID takes the first one's place.
 */
export function openOutbox(folder: string, signer: DkimSigner | null = null): Outbox {
  return {
    kind: 'outbox',
    idempotent: true,
    send: (mail) => keep(folder, mail, signer),
    verify: () => checkFolder(folder),
    close: () => Promise.resolve(),
    list: () => list(folder),
    html: (name) => read(folder, name, 'html'),
    source: (name) => read(folder, name, 'eml'),
  };
}

async function keep(folder: string, mail: OutgoingMail, signer: DkimSigner | null): Promise<void> {
  const source = await sourceOf(mail, signer);
  try {
    await makeFolder(folder);
    const name = await nameFor(folder, mail);
    await writeWhole(folder, `${name}.html`, Buffer.from(mail.html));
    await writeWhole(folder, `${name}.eml`, source);
    await flush(folder);
  } catch (error) {
    throw new DeliveryError(
      `the mail could not be written to the outbox: ${messageOf(error)}`,
      'retry',
      codeOf(error),
    );
  }
}

/** The name of the copy that is already there, whatever its date; a new one otherwise. */
async function nameFor(folder: string, { date, messageId }: OutgoingMail): Promise<string> {
  const hash = createHash('sha256').update(messageId).digest('hex').slice(0, 16);
  const kept = (await namesIn(folder)).find((name) => name.endsWith(`-${hash}`));
  return kept ?? `${date.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}-${hash}`;
}

/** Under another name first, on the disk before it gets its own: a reader or a power cut never meets half a file. */
async function writeWhole(folder: string, file: string, content: Buffer): Promise<void> {
  const temporary = join(folder, `.${file}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, join(folder, file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function list(folder: string): Promise<readonly OutboxMail[]> {
  const newest = (await namesIn(folder)).toSorted().toReversed().slice(0, LISTED);
  const mails = await Promise.all(newest.map((name) => describe(folder, name)));
  return mails
    .filter((mail) => mail !== null)
    .toSorted((a, b) => b.date.getTime() - a.date.getTime() || b.name.localeCompare(a.name, 'en'));
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await whereThere(() => readdir(folder, { withFileTypes: true }));
  return (entries ?? []).flatMap((entry) => {
    const name = entry.name.endsWith('.eml') ? entry.name.slice(0, -4) : '';
    return entry.isFile() && NAME.test(name) ? [name] : [];
  });
}

async function describe(folder: string, name: string): Promise<OutboxMail | null> {
  const head = await whereThere(() => readHead(join(folder, `${name}.eml`)));
  if (head === null) return null;
  const headers = readHeaders(head);
  const to = headers.get('to');
  const date = new Date(headers.get('date') ?? '');
  if (to === undefined || Number.isNaN(date.getTime())) return null;
  return { name, to, subject: headers.get('subject') ?? '', date };
}

async function readHead(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

async function read(folder: string, name: string, ending: 'eml' | 'html'): Promise<string | null> {
  if (!NAME.test(name)) return null;
  const path = join(folder, `${name}.${ending}`);
  return whereThere(() =>
    readFile(path, { encoding: 'utf8', flag: constants.O_RDONLY | constants.O_NOFOLLOW }),
  );
}

/** Null for a file that is not there, or is a link, which we never make. */
async function whereThere<T>(reading: () => Promise<T>): Promise<T | null> {
  try {
    return await reading();
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENOTDIR'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** Mails hold addresses and the keys of subscriptions: nobody else on the machine reads them. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

async function checkFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupError(
      `mail cannot be kept in ${folder}: ${messageOf(error)}`,
      'make the folder writable for this user, or set SMTP_URL to send mail',
      { cause: error },
    );
  }
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : null;
}
