/** Header fields of a mail by lower-case name, the first of each name, unfolded and with encoded words read (RFC 2047). */
export function readHeaders(source: string): ReadonlyMap<string, string> {
  const [head = ''] = source.split(/\r?\n\r?\n/u, 1);
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n(?=[ \t])/gu, '').split(/\r?\n/u)) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/u.exec(line) ?? [];
    if (name === undefined || value === undefined || fields.has(name.toLowerCase())) continue;
    fields.set(name.toLowerCase(), decodeWords(value).trim());
  }
  return fields;
}

/** Reads the encoded words of a header; what cannot be read stays as it is. */
export function decodeWords(value: string): string {
  return value
    .replaceAll(/(\?=)[ \t]+(?==\?)/gu, '$1')
    .replaceAll(/(?:=\?utf-8\?[BQ]\?[^? ]*\?=)+/giu, (run) => {
      const words = [...run.matchAll(/=\?utf-8\?([BQ])\?([^? ]*)\?=/giu)];
      // A character may be split between two words, so bytes are joined before they are read.
      return Buffer.concat(words.map(([, kind = '', text = '']) => bytesOf(kind, text))).toString(
        'utf8',
      );
    });
}

function bytesOf(kind: string, text: string): Buffer {
  if (kind.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  const raw = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/giu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(raw, 'latin1');
}
