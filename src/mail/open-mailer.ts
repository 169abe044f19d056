import { join } from 'node:path';
import type { MailLog, Mailer } from './mailer.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { openSmtp } from './smtp.ts';

/** The way for mail to leave; `outbox` is null with SMTP. */
export type OpenMailer = { readonly mailer: Mailer; readonly outbox: Outbox | null };

/** Mail goes to the server at SMTP_URL or, without one, into the data folder's outbox. Throws SetupError. */
export function openMailer(
  settings: { readonly smtp: { readonly url: string } | null; readonly dataFolder: string },
  log: MailLog,
): OpenMailer {
  if (settings.smtp !== null) return { mailer: openSmtp(settings.smtp.url, log), outbox: null };
  const outbox = openOutbox(join(settings.dataFolder, 'outbox'));
  return { mailer: outbox, outbox };
}
