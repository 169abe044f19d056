import { clip } from '../../core/digest/clip.ts';
import type { MailLanguage } from '../../core/subscriber.ts';
import { pageLink } from '../digest/links.ts';
import type { DigestSender } from '../digest-mail.ts';
import type { Mailer, OutgoingMail } from '../mailer.ts';
import { returnPath } from '../return-path.ts';
import { letterHtml } from './html.tsx';
import { letterWords } from './strings.ts';
import type { LetterSubject, LetterView } from './view.ts';

/** A letter to one mailbox. Nothing in it was written by whoever had it sent. */
export type LetterToSend = {
  readonly email: string;
  readonly language: MailLanguage;
  /** With angle brackets, the same for every attempt. */
  readonly messageId: string;
  readonly composedAt: Date;
  readonly content:
    | { readonly kind: Exclude<LetterSubject, 'already'>; readonly key: string }
    | { readonly kind: 'already'; readonly token: string };
};

/** Renders and sends letters about sign-ups and changes of address. */
export type LetterMailer = {
  /** Throws DeliveryError, and whatever is thrown before a mail could leave. */
  readonly send: (letter: LetterToSend) => Promise<void>;
};

/** Joins a mailer with the service's identity. */
export function openLetterMailer(mailer: Mailer, sender: DigestSender): LetterMailer {
  return { send: (letter) => mailer.send(mailOf(letter, sender)) };
}

function mailOf(letter: LetterToSend, { name, baseUrl, mail }: DigestSender): OutgoingMail {
  const { language, content, email, messageId, composedAt } = letter;
  const service = clip(name, 60);
  const words = letterWords(language, content.kind, service);
  const view = { ...words, language, service, href: pageLink(baseUrl, pathOf(content)) };
  return {
    from: { name: clip(mail.from.name, 100), address: mail.from.address },
    replyTo: mail.replyTo ?? null,
    to: email,
    bounceTo: returnPath(mail.bounces, messageId) ?? mail.from.address,
    subject: clip(words.title, 120),
    html: letterHtml(view),
    text: textOf(view),
    date: composedAt,
    messageId,
    // Not list mail: there is nothing yet to unsubscribe from. RFC 3834 and Exchange's own, against automatic replies.
    headers: [
      ['Auto-Submitted', 'auto-generated'],
      ['X-Auto-Response-Suppress', 'All'],
    ],
  };
}

function pathOf(content: LetterToSend['content']): string {
  if (content.kind === 'already') return `/preferences/${content.token}`;
  return content.kind === 'sign-up'
    ? `/subscribe/confirm/${content.key}`
    : `/address/${content.key}`;
}

function textOf({ service, title, before, button, href, after }: LetterView): string {
  const link = href === null ? [] : [`${button}:\n${href}`];
  return `${[service.toUpperCase(), title, ...before, ...link, ...after].join('\n\n')}\n`;
}
