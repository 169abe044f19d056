import { notifyOperators } from '../jobs/notify-operators.ts';
import { watchMail } from '../jobs/watch-mail.ts';
import { handle } from './worker.ts';

/** Writes the operators' mail about what is held and was not told yet, and sends it on. */
export const watchMailWorker = handle(watchMail, async (_payload, app) => {
  const now = app.now();
  const { config, mail } = app;
  const mailIds = await app.store.holds.tell(now, (held) => {
    // A held mail is worth a line in the log also where nobody is to be told by mail.
    for (const { id, reason } of held) app.log.error({ id, reason }, 'mail is held back');
    return {
      mail: { at: now.toISOString(), held },
      recipients: config.service.operators.map((email) => ({
        email,
        messageId: mail.messageId(`operators/held/${email}/${now.toISOString()}`),
      })),
    };
  });
  await app.enqueue(
    notifyOperators,
    mailIds.map((mailId) => ({ mailId })),
  );
});
