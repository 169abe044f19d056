import { encodeWord } from 'nodemailer/lib/mime-funcs';

import { PermanentError, SetupError } from '../errors.ts';
import { clip, flatten } from '../core/digest/clip.ts';
import { DeliveryError } from '../core/digest/delivery-error.ts';
import { isAddress } from '../core/subscribers/address.ts';
import type { Mailbox, OutgoingMail } from './mailer.ts';

/** What a mail is made of. Lists and unsubscribing are named so that mailbox providers offer their own button. */
export type MessageParts = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Both as quoted-printable, where that is known already. */
  readonly quoted?: OutgoingMail['quoted'];
  readonly from: Mailbox;
  readonly to: string;
  readonly replyTo?: string | null;
  /** Where bounces go; the sender's address when left out. */
  readonly bounceTo?: string | null;
  /** With angle brackets. */
  readonly messageId: string;
  /** When the digest was composed, not when it is sent: every attempt sends the same mail. */
  readonly date: Date;
  /** Stable over years (RFC 2919), e.g. `digests.example.org`. */
  readonly listId: string;
  /** The name shown with the list's id. */
  readonly listName: string;
  readonly unsubscribeUrl: string;
  /** Where a mail unsubscribes as well (RFC 2369): the address, and the subject to write. */
  readonly unsubscribeMail?: { readonly address: string; readonly subject: string } | null;
  /** Up to four words joined by colons, by which Gmail counts complaints; the last one is the sender's. */
  readonly feedbackId?: string | null;
  /** The public pages, named as the list's archive. */
  readonly archiveUrl?: string | null;
};

/** UTF-16 units of the longest subject that leaves. */
const SUBJECT_LIMIT = 200;

/**
 * Puts a mail together with the headers of list mail: RFC 2369 and 2919 for the list, RFC 8058 for one-click unsubscribing
 * (only over https, as it demands), RFC 3834 and Exchange's own against automatic replies. No part can add a header.
 * Throws DeliveryError when the recipient's address is none, SetupError when one of the service's own settings is wrong.
 */
export function buildMessage(parts: MessageParts): OutgoingMail {
  if (!isAddress(parts.to))
    throw new DeliveryError('the subscriber’s e-mail address is not valid', 'failed', null);
  const from = checkedSender(parts.from);
  return {
    from,
    replyTo: parts.replyTo ? ownAddress(parts.replyTo, 'reply-to') : null,
    to: parts.to,
    bounceTo: parts.bounceTo ? ownAddress(parts.bounceTo, 'bounce') : from.address,
    subject: clip(parts.subject, SUBJECT_LIMIT),
    html: parts.html,
    text: parts.text,
    ...(parts.quoted === undefined ? {} : { quoted: parts.quoted }),
    date: parts.date,
    messageId: checkedMessageId(parts.messageId),
    headers: [
      ['List-Id', listId(parts)],
      ...listLinks(parts),
      ['Auto-Submitted', 'auto-generated'],
      ['X-Auto-Response-Suppress', 'All'],
      ['Precedence', 'bulk'],
      ...feedbackId(parts),
    ],
  };
}

function checkedSender({ name, address }: Mailbox): Mailbox {
  return { name: clip(name, 100), address: ownAddress(address, 'sender') };
}

function ownAddress(address: string, role: string): string {
  if (isAddress(address)) return address;
  throw new SetupError(
    `the ${role} address "${clip(address, 60)}" is not an e-mail address`,
    'write it as name@example.org in the mail settings',
  );
}

function checkedMessageId(id: string): string {
  if (/^<[A-Za-z0-9._+-]{1,128}@[A-Za-z0-9.-]{1,253}>$/u.test(id)) return id;
  throw new PermanentError(`"${clip(id, 60)}" is not a Message-ID`);
}

function listId({ listName, listId: id }: MessageParts): string {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/u.test(id)) {
    throw new SetupError(
      `the list id "${clip(id, 60)}" is not a domain name`,
      'write it as digests.example.org in the mail settings',
    );
  }
  const words = flatten(listName)
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '')
    .trim();
  if (words === '') return `<${id}>`;
  // Only the words may be encoded: programs look for the id as it is (RFC 2919).
  const name = clip(words, 60);
  return `${/^[ -~]*$/u.test(name) ? name : encodeWord(name, 'Q', 52)} <${id}>`;
}

function feedbackId({ feedbackId: id }: MessageParts): (readonly [string, string])[] {
  if (!id) return [];
  return [['Feedback-ID', id.replaceAll(/[^A-Za-z0-9:._-]/gu, '-').slice(0, 150)]];
}

function listLinks(parts: MessageParts): (readonly [string, string])[] {
  const { archiveUrl } = parts;
  const unsubscribe = ownLink(parts.unsubscribeUrl, 'unsubscribe');
  const ways = [`<${unsubscribe}>`, ...mailLink(parts)].join(', ');
  const headers: (readonly [string, string])[] = [['List-Unsubscribe', ways]];
  if (unsubscribe.startsWith('https:')) {
    headers.push(['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click']);
  }
  if (archiveUrl) headers.push(['List-Archive', `<${ownLink(archiveUrl, 'archive')}>`]);
  return headers;
}

function mailLink({ unsubscribeMail: way }: MessageParts): string[] {
  if (!way) return [];
  const address = ownAddress(way.address, 'unsubscribe');
  return [`<mailto:${encodeURI(address)}?subject=${encodeURIComponent(way.subject)}>`];
}

/** The address as a URL parser writes it: no space, no angle bracket, no line break is left in it. */
function ownLink(address: string, role: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) {
    return url.href.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(',', '%2C');
  }
  throw new SetupError(
    `the ${role} link "${clip(address, 60)}" is not a web address`,
    'set baseUrl to the address of the public pages, e.g. https://news.example.org',
  );
}
