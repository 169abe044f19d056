import { decodeWords } from '../encoded-words.ts';

/** Header fields by lower-case name, every value of each, unfolded. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A message, or a part of one: bytes as latin1 characters. */
export type Part = { readonly fields: Fields; readonly body: string };

/** Nobody's report is larger; the rest is not looked at. In bytes. */
const LARGEST = 2_000_000;
const MOST_PARTS = 50;
const MOST_FIELDS = 500;

/** Reads a message as it came; whatever is wrong with it, something comes out. */
export function readMessage(bytes: Buffer): Part {
  return readPart(bytes.subarray(0, LARGEST).toString('latin1'));
}

/** Cuts a text at its first empty line into header fields and body. */
export function readPart(text: string): Part {
  const [gap] = /\r?\n\r?\n/u.exec(text) ?? [];
  if (/^\r?\n/u.test(text)) return { fields: new Map(), body: text.replace(/^\r?\n/u, '') };
  if (gap === undefined) return { fields: readFields(text), body: '' };
  const at = text.indexOf(gap);
  return { fields: readFields(text.slice(0, at)), body: text.slice(at + gap.length) };
}

/** Reads a block of header fields. Lines that are none are passed over. */
export function readFields(block: string): Fields {
  const fields = new Map<string, string[]>();
  let last: string[] | null = null;
  for (const line of block.split(/\r?\n/u).slice(0, MOST_FIELDS)) {
    if (/^[ \t]/u.test(line) && last !== null) {
      last.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    last = null;
    if (!/^[!-9;-~]{1,80}$/u.test(name)) continue;
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return fields;
}

/** The first value of a field; empty where there is none. */
export function fieldOf(fields: Fields, name: string): string {
  return decodeWords(fields.get(name)?.[0] ?? '');
}

/** The media type of a part, in small letters; text/plain where it names none. */
export function typeOf({ fields }: Part): string {
  const [type = ''] = fieldOf(fields, 'content-type').split(';', 1);
  return type.trim().toLowerCase() || 'text/plain';
}

/** The parts of a multipart message; none of any other. */
export function partsOf(part: Part): Part[] {
  if (!typeOf(part).startsWith('multipart/')) return [];
  const found = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/iu.exec(
    fieldOf(part.fields, 'content-type'),
  );
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return [];
  const parts: string[][] = [];
  for (const line of part.body.split(/\r?\n/u)) {
    const trimmed = line.trimEnd();
    if (trimmed === `--${boundary}--` || parts.length > MOST_PARTS) break;
    if (trimmed === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => readPart(lines.join('\n')));
}

/** What a part holds, without its transfer encoding, as latin1 characters. */
export function contentOf({ fields, body }: Part): string {
  const encoding = fieldOf(fields, 'content-transfer-encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replaceAll(/=[ \t]*\r?\n/gu, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
