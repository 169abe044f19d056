import { encode, wrap } from 'nodemailer/lib/qp';

/** Characters of the longest line (RFC 2045). */
const WIDTH = 76;

/** What a long line is cut with; whoever reads it takes that out again. */
export const SOFT_BREAK = '=\r\n';

/** A text as it travels: ASCII in short lines that end with CRLF. */
export function quotedPrintable(text: string): string {
  return wrap(encode(text.replaceAll(/\r?\n|\r/gu, '\r\n')), WIDTH);
}
