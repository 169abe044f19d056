import type { Digest } from '../core/digest/digest.ts';
import type { Schedule } from '../core/subscriber.ts';
import { openReaderRenderer } from './digest/per-reader.ts';
import { stringsOf } from './digest/strings.ts';
import type { Mailbox, Mailer } from './mailer.ts';
import { messageIdFor } from './message-id.ts';
import { buildMessage } from './message.ts';
import { returnPath, type BounceSettings } from './return-path.ts';

/** Who digests are from, and where their links lead. */
export type DigestSender = {
  readonly name: string;
  readonly baseUrl: string;
  readonly mail: {
    readonly from: Mailbox;
    readonly replyTo?: string | undefined;
    readonly listId?: string | undefined;
    /** Takes mails that unsubscribe; somebody hands them to `flagbearer mail unsubscribe`. */
    readonly unsubscribeAddress?: string | undefined;
    /** Where mails come back to. */
    readonly bounces?: BounceSettings | undefined;
  };
};

/** A digest with the subscriber that it goes to. */
export type DigestToSend = {
  readonly digest: Digest;
  readonly email: string;
  readonly schedule: Schedule;
  readonly zone: string;
  readonly unsubscribeToken: string;
  readonly messageId: string;
  readonly composedAt: Date;
  /** Nobody's delivery: a mail for trying things out. */
  readonly isTest?: boolean;
};

/** Renders and sends digests. */
export type DigestMail = {
  /** Sending the same digest twice leaves one copy. */
  readonly idempotent: boolean;
  /** The Message-ID that a delivery keeps for life; its key says whose digest it is, and for which window. */
  readonly messageId: (deliveryKey: string) => string;
  /** Throws DeliveryError, and whatever is thrown before a mail could leave. */
  readonly send: (delivery: DigestToSend) => Promise<void>;
};

/** Joins a mailer with the service's identity. */
export function openDigestMail(mailer: Mailer, sender: DigestSender): DigestMail {
  const domain = sender.mail.from.address.split('@').at(-1) ?? 'localhost';
  const render = openReaderRenderer();
  const unsubscribeUrlOf = (token: string): string => `${sender.baseUrl}/unsubscribe/${token}`;
  return {
    idempotent: mailer.idempotent,
    messageId: (deliveryKey) => messageIdFor(deliveryKey, domain),
    send: async (delivery) => {
      const { digest, schedule, zone, unsubscribeToken } = delivery;
      const rendered = render(digest, unsubscribeToken, (token) => ({
        service: sender.name,
        baseUrl: sender.baseUrl,
        unsubscribeUrl: unsubscribeUrlOf(token),
        manageUrl: `${sender.baseUrl}/preferences/${token}`,
        feedbackUrl: `${sender.baseUrl}/feedback/${token}`,
        scheduleText: stringsOf(digest.language).schedule(schedule, zone),
      }));
      await mailer.send(
        buildMessage({
          ...rendered,
          subject: delivery.isTest ? `[Test] ${rendered.subject}` : rendered.subject,
          from: sender.mail.from,
          replyTo: sender.mail.replyTo ?? null,
          to: delivery.email,
          messageId: delivery.messageId,
          // Every attempt sends the same mail.
          date: delivery.composedAt,
          listId: sender.mail.listId ?? `digest.${domain}`,
          listName: sender.name,
          unsubscribeUrl: unsubscribeUrlOf(unsubscribeToken),
          unsubscribeMail: unsubscribeMail(sender, unsubscribeToken),
          bounceTo: returnPath(sender.mail.bounces, delivery.messageId),
          feedbackId: `${delivery.digest.kind}:${domain}:digest:flagbearer`,
          archiveUrl: sender.baseUrl,
        }),
      );
    },
  };
}

function unsubscribeMail({ mail }: DigestSender, token: string) {
  const address = mail.unsubscribeAddress;
  return address === undefined ? null : { address, subject: `unsubscribe ${token}` };
}
