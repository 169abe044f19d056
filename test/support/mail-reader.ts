import { createHash, createVerify } from 'node:crypto';

/** A mail as a stranger's program reads it: written after the RFCs, and with nothing of `src`. */
export type ReadMail = {
  /** Names in small letters, values unfolded and raw, in the order in which they stand. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The first value of a header; empty where there is none. */
  readonly header: (name: string) => string;
  /** Texts by media type, decoded. */
  readonly parts: ReadonlyMap<string, string>;
};

/** Reads a mail of the form that digests have: headers, and one level of parts. Throws where its form is broken. */
export function readMail(raw: string): ReadMail {
  if (/(?<!\r)\n|\r(?!\n)/u.test(raw)) throw new Error('a line does not end with CRLF');
  const { headers, body } = split(raw);
  const header = (name: string): string => headers.find(([one]) => one === name)?.[1] ?? '';
  return { headers, header, parts: partsOf(header('content-type'), body) };
}

function split(raw: string) {
  const gap = raw.indexOf('\r\n\r\n');
  if (gap === -1) throw new Error('there is no empty line after the headers');
  const lines = raw
    .slice(0, gap)
    .replaceAll(/\r\n(?=[ \t])/gu, '')
    .split('\r\n');
  const headers = lines.map((line): readonly [string, string] => {
    const [, name, value] = /^([!-9;-~]+):(.*)$/u.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no header: ${line}`);
    return [name.toLowerCase(), value.trim()];
  });
  return { headers, body: raw.slice(gap + 4) };
}

function partsOf(contentType: string, body: string): ReadonlyMap<string, string> {
  const found = /boundary=(?:"([^"]+)"|([^\s;"]+))/u.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) throw new Error('the mail has no parts');
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith('--')) throw new Error('the last part is not closed');
  return new Map(
    pieces.slice(1, -1).map((piece) => {
      const { headers, body: text } = split(piece.replace(/^\r\n/u, ''));
      const fields = new Map(headers);
      const type = fields.get('content-type')?.split(';')[0] ?? '';
      return [type, decoded(text, fields.get('content-transfer-encoding') ?? '')];
    }),
  );
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll(/=\r\n/gu, '')
    .replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

/** Verifies a DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed); the signed fields, or what is wrong. */
export function verifyDkim(raw: string, publicKeyPem: string): readonly string[] | string {
  const gap = raw.indexOf('\r\n\r\n');
  const fields = raw
    .slice(0, gap)
    .split(/\r\n(?![ \t])/u)
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).toLowerCase(), line }));
  const signature = fields.find(({ name }) => name === 'dkim-signature')?.line;
  if (signature === undefined) return 'there is no signature';
  const tags = new Map(
    relaxed(signature)
      .replace(/^[^:]+:/u, '')
      .split(';')
      .map((tag) => [
        tag.slice(0, tag.indexOf('=')).trim(),
        tag.slice(tag.indexOf('=') + 1).trim(),
      ]),
  );
  const body = createHash('sha256')
    .update(relaxedBody(raw.slice(gap + 4)), 'latin1')
    .digest('base64');
  if (tags.get('bh')?.replaceAll(' ', '') !== body) return 'the body is another one';
  const names = (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());
  const signed = names.map((name) => {
    const line = fields.findLast((field) => field.name === name)?.line;
    return line === undefined ? '' : `${relaxed(line)}\r\n`;
  });
  const own = relaxed(signature.replace(/(\bb=)[^;]*$/u, '$1'));
  const verify = createVerify('RSA-SHA256').update([...signed, own].join(''), 'latin1');
  const value = (tags.get('b') ?? '').replaceAll(' ', '');
  return verify.verify(publicKeyPem, value, 'base64') ? names : 'the signature does not fit';
}

function relaxed(line: string): string {
  const colon = line.indexOf(':');
  const value = line
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/gu, ' ')
    .trim();
  return `${line.slice(0, colon).toLowerCase().trim()}:${value}`;
}

function relaxedBody(body: string): string {
  const lines = body
    .split('\r\n')
    .map((line) => line.replaceAll(/[ \t]+/gu, ' ').replace(/ $/u, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\r\n`).join('');
}
