import { createHash } from 'node:crypto';

import { createTransport } from 'nodemailer';

import { PermanentError } from '../errors.ts';
import { SIGNED_FIELDS, type DkimSigner } from './dkim.ts';
import type { OutgoingMail } from './mailer.ts';

/**
 * The mail as it travels (RFC 5322, CRLF line ends, nothing but ASCII), signed where there is a signer: the same bytes for
 * the same mail.
 */
export async function sourceOf(
  mail: OutgoingMail,
  signer: DkimSigner | null = null,
): Promise<Buffer> {
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(signer === null ? {} : { dkim: dkimOptions(signer) }),
  });
  const { message } = await composer.sendMail({
    from: mail.from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    envelope: { from: mail.bounceTo, to: [mail.to] },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.date,
    messageId: mail.messageId,
    headers: mail.headers.map(([key, value]) => ({ key, value })),
    textEncoding: 'quoted-printable',
    boundaryPrefix: 'part',
    baseBoundary: boundaryOf(mail),
    xMailer: false,
  });
  if (!Buffer.isBuffer(message)) throw new TypeError('the composed mail is not a buffer');
  // Nodemailer leaves a signature out, and says nothing, where it cannot make one.
  if (signer !== null && !message.subarray(0, 15).equals(Buffer.from('DKIM-Signature:'))) {
    throw new PermanentError('the mail could not be signed');
  }
  return message;
}

function dkimOptions({ domain, selector, privateKey }: DkimSigner) {
  return {
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: SIGNED_FIELDS,
  };
}

/**
 * A boundary drawn at random would make two copies of one mail differ; one that a stranger could foretell might be put
 * into a headline. Nobody can write a text that holds its own hash.
 */
function boundaryOf({ messageId, html, text }: OutgoingMail): string {
  return createHash('sha256')
    .update(messageId)
    .update(html)
    .update(text)
    .digest('hex')
    .slice(0, 32);
}
