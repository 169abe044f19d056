/** What XML 1.0 can hold: control characters, lone surrogates and two non-characters are left out. */
export function xmlText(text: string): string {
  return soundText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text without what XML 1.0 cannot hold. */
export function soundText(text: string): string {
  return (
    Buffer.from(text, 'utf8')
      .toString('utf8')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu, '')
  );
}

/** An element with text in it; nothing where there is no text. */
export function element(name: string, text: string | null): string {
  return text === null || text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`;
}
