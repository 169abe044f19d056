import { clip } from '../../core/digest/clip.ts';
import type { OperatorNotice } from '../../core/health/notice-mail.ts';
import type { DigestSender } from '../digest-mail.ts';
import type { Mailer, OutgoingMail } from '../mailer.ts';
import { noticeHtml } from './html.tsx';
import { noticeSubject, noticeView, type NoticeView } from './view.ts';

/** A mail to one operator. */
export type NoticeToSend = {
  readonly email: string;
  /** With angle brackets, the same for every attempt. */
  readonly messageId: string;
  readonly content: OperatorNotice;
  readonly composedAt: Date;
};

/** Renders and sends mails to operators. */
export type NoticeMailer = {
  /** Throws DeliveryError, and whatever is thrown before a mail could leave. */
  readonly send: (notice: NoticeToSend) => Promise<void>;
};

/** Joins a mailer with the service's identity. Addresses are those of the configuration, which has checked them. */
export function openNoticeMailer(mailer: Mailer, sender: DigestSender): NoticeMailer {
  return { send: (notice) => mailer.send(mailOf(notice, sender)) };
}

function mailOf(notice: NoticeToSend, { name, baseUrl, mail }: DigestSender): OutgoingMail {
  const view = noticeView(notice.content, { service: name, baseUrl });
  return {
    from: { name: clip(mail.from.name, 100), address: mail.from.address },
    replyTo: null,
    to: notice.email,
    bounceTo: mail.from.address,
    subject: noticeSubject(view),
    html: noticeHtml(view),
    text: textOf(view),
    date: notice.composedAt,
    messageId: notice.messageId,
    // RFC 3834 and Exchange's own, against automatic replies.
    headers: [
      ['Auto-Submitted', 'auto-generated'],
      ['X-Auto-Response-Suppress', 'All'],
    ],
  };
}

function textOf(view: NoticeView): string {
  const entries = view.entries.map(({ name, change, reason }) =>
    [`${name}: ${change}`, ...(reason === null ? [] : [`  ${reason}`])].join('\n'),
  );
  const blocks = [
    `${view.service}: ${view.title}`,
    ...entries,
    ...(view.hidden === null ? [] : [view.hidden]),
    view.coverage,
    ...(view.page === null ? [] : [view.page.href]),
    view.foot,
  ];
  return `${blocks.join('\n\n')}\n`;
}
