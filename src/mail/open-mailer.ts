import { join } from 'node:path';
import type { DkimSigner } from './dkim.ts';
import type { MailLog, Mailer } from './mailer.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { openSmtp } from './smtp.ts';

/** The way for mail to leave; `outbox` is null with SMTP. */
export type OpenMailer = { readonly mailer: Mailer; readonly outbox: Outbox | null };

/** Mail, signed where there is a signer, goes to the server at SMTP_URL or, without one, into the data folder's outbox. Throws SetupError. */
export function openMailer(
  settings: { readonly smtp: { readonly url: string } | null; readonly dataFolder: string },
  log: MailLog,
  signer: DkimSigner | null = null,
): OpenMailer {
  if (settings.smtp !== null) {
    return { mailer: openSmtp(settings.smtp.url, log, undefined, signer), outbox: null };
  }
  const outbox = openOutbox(join(settings.dataFolder, 'outbox'), signer);
  return { mailer: outbox, outbox };
}
