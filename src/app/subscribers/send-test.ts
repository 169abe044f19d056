import type { Logger } from 'pino';
import type { Digest } from '../../core/digest/digest.ts';
import { openDigestMail } from '../../mail/digest-mail.ts';
import { openMailer } from '../../mail/open-mailer.ts';
import { messageOf, SetupError } from '../../errors.ts';
import type { Settings } from '../../settings.ts';
import { signerOf } from '../mail-signer.ts';
import type { DigestPreview } from './preview.ts';
import { baseUrlOf } from '../base-url.ts';
import { readServiceFile, TEST_TOKEN } from './render-preview.ts';

/** Sends a mail that belongs to nobody's ledger: a preview, or an empty digest. Throws SetupError where it does not leave. */
export async function sendTest(
  preview: DigestPreview | null,
  to: string,
  { settings, log, now }: { readonly settings: Settings; readonly log: Logger; readonly now: Date },
): Promise<'smtp' | 'outbox'> {
  const service = await readServiceFile(settings.configFolder);
  const signer = await signerOf({ service }, settings.configFolder);
  const { mailer } = openMailer(settings, log, signer);
  const mail = openDigestMail(mailer, { ...service, baseUrl: baseUrlOf(service, settings) });
  try {
    await mail.send({
      digest: preview?.digest ?? emptyDigest(now),
      email: to,
      schedule: preview?.subscriber.schedule ?? { kind: 'daily', time: '08:00' },
      zone: preview?.subscriber.zone ?? 'UTC',
      unsubscribeToken: TEST_TOKEN,
      messageId: mail.messageId(`test/${to}/${now.toISOString()}`),
      composedAt: now,
      isTest: true,
    });
    return mailer.kind;
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      messageOf(error),
      '`flagbearer doctor` looks at the mail server, `flagbearer mail check` at the sender',
      { cause: error },
    );
  } finally {
    await mailer.close();
  }
}

function emptyDigest(now: Date): Digest {
  return {
    kind: 'daily',
    zone: 'UTC',
    from: new Date(now.getTime() - 86_400_000).toISOString(),
    to: now.toISOString(),
    stories: [],
    coverage: { sources: 0, failing: [], items: 0 },
    revision: 'test',
  };
}
