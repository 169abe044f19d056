/** An item cleaned: plain text, absolute link. An empty text or a null is left out. */
export type CleanItem = {
  readonly title: string;
  readonly link: string | null;
  readonly guid: string | null;
  readonly published: Date | null;
};

/**
 * Writes an RSS 2.0 text without anything that a parser could stumble over. It has no summaries: rss-parser strips tags
 * from them by expressions whose time grows with the square of the text, and would take half of its time for them.
 */
export function rssText(feed: {
  readonly title: string;
  readonly items: readonly CleanItem[];
}): string {
  const items = feed.items.map(({ title, link, guid, published }) => {
    const fields = [
      element('title', title),
      element('link', link),
      element('guid', guid),
      element('pubDate', published?.toISOString() ?? null),
    ];
    return `<item>${fields.join('')}</item>`;
  });
  return `<rss version="2.0"><channel>${element('title', feed.title)}${items.join('\n')}</channel></rss>`;
}

function element(name: string, text: string | null): string {
  return text === null || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

// oxlint-disable-next-line no-control-regex -- XML 1.0 forbids them even when escaped
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const SPECIAL = new RegExp(`${NOT_XML.source}|[&<>]`);
