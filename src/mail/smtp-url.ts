import { SetupError } from '../errors.ts';

/** Where and how to reach a mail server. */
export type SmtpAddress = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** STARTTLS or nothing: a password never travels in the clear to another machine. */
  readonly requireTls: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
};

const MEND =
  'write SMTP_URL as smtp://user:password@mail.example.org:587 or smtps://… for TLS from the start';

/** Reads smtp:// and smtps:// addresses. Throws SetupError, which never repeats what was given: a password may be in it. */
export function parseSmtpUrl(text: string): SmtpAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new SetupError('the mail server’s address cannot be read', MEND);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') {
    throw new SetupError(
      'the mail server’s address begins with neither smtp:// nor smtps://',
      MEND,
    );
  }
  const host = hostOf(url);
  const auth = authOf(url);
  return {
    host,
    port: portOf(url, secure ? 465 : 587),
    secure,
    requireTls: !secure && auth !== null && !isThisMachine(host),
    auth,
  };
}

function hostOf({ hostname, pathname, search, hash }: URL): string {
  if (hostname === '') throw new SetupError('the mail server’s address names no host', MEND);
  if (`${pathname}${search}${hash}`.replace('/', '') === '') {
    return hostname.replaceAll(/^\[|\]$/gu, '');
  }
  throw new SetupError(
    'the mail server’s address has something after host and port',
    `${MEND}; write / ? # @ : in a password as %2F %3F %23 %40 %3A`,
  );
}

function portOf({ port }: URL, usual: number): number {
  if (port === '0') throw new SetupError('the mail server’s port is 0', MEND);
  return port === '' ? usual : Number(port);
}

function authOf({ username, password }: URL): SmtpAddress['auth'] {
  if (username === '' && password === '') return null;
  if (username === '' || password === '') {
    throw new SetupError(
      'the mail server’s address has a user name or a password, but not both',
      MEND,
    );
  }
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  } catch {
    throw new SetupError(
      'the user name or password in the mail server’s address is not percent-encoded',
      `${MEND}; write % as %25`,
    );
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
