import { createHash } from 'node:crypto';

import { createTransport } from 'nodemailer';
import MimeNode from 'nodemailer/lib/mime-node';

import { PermanentError } from '../errors.ts';
import { SIGNED_FIELDS, type DkimSigner } from './dkim.ts';
import type { OutgoingMail } from './mailer.ts';
import { quotedPrintable } from './quoted-printable.ts';

/**
 * The mail as it travels (RFC 5322, CRLF line ends, nothing but ASCII), signed where there is a signer: the same bytes for
 * the same mail.
 */
export async function sourceOf(
  mail: OutgoingMail,
  signer: DkimSigner | null = null,
): Promise<Buffer> {
  const boundary = `part-${boundaryOf(mail)}`;
  const parts = [
    ['text/plain', mail.quoted?.text ?? quotedPrintable(mail.text)],
    ['text/html', mail.quoted?.html ?? quotedPrintable(mail.html)],
  ] as const;
  const source = [
    headOf(mail, boundary),
    '',
    ...parts.flatMap(([type, text]) => [
      `--${boundary}`,
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: quoted-printable',
      '',
      text,
    ]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const bytes = Buffer.from(source, 'latin1');
  return signer === null ? bytes : signed(bytes, mail, signer);
}

/** Nodemailer encodes and folds what headers hold. */
function headOf(mail: OutgoingMail, boundary: string): string {
  const node = new MimeNode(`multipart/alternative; boundary="${boundary}"`, { textEncoding: 'Q' });
  node.addHeader(mail.headers.map(([key, value]) => ({ key, value })));
  node.setHeader([
    { key: 'From', value: mail.from },
    { key: 'To', value: { name: '', address: mail.to } },
    ...(mail.replyTo === null
      ? []
      : [{ key: 'Reply-To', value: { name: '', address: mail.replyTo } }]),
    { key: 'Subject', value: mail.subject },
    { key: 'Message-ID', value: mail.messageId },
    { key: 'Date', value: mail.date },
  ]);
  return node.buildHeaders();
}

/** Throws PermanentError where no signature can be made. */
async function signed(
  source: Buffer,
  { bounceTo, to }: OutgoingMail,
  { domain, selector, privateKey }: DkimSigner,
): Promise<Buffer> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: {
      domainName: domain,
      keySelector: selector,
      privateKey,
      headerFieldNames: SIGNED_FIELDS,
    },
  });
  const { message } = await transport.sendMail({
    envelope: { from: bounceTo, to: [to] },
    raw: source,
  });
  if (!Buffer.isBuffer(message)) throw new TypeError('the composed mail is not a buffer');
  // Nodemailer leaves a signature out, and says nothing, where it cannot make one.
  if (message.subarray(0, 15).equals(Buffer.from('DKIM-Signature:'))) return message;
  throw new PermanentError('the mail could not be signed');
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
