/** The format that a document’s root element declares: `rss090` … `atom10`; null for an element that begins no feed. */
export function formatOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
): string | null {
  const local = name.slice(name.indexOf(':') + 1);
  if (local === 'rss') return rssFormat(attributes['version']?.trim() ?? '');
  if (local === 'rdf') return rdfFormat(attributes);
  if (local === 'feed') return atomFormat(attributes);
  return local === 'channel' ? 'rss20' : null;
}

function rssFormat(version: string): string {
  if (/^0\.9[2-9]/.test(version)) return 'rss092';
  if (version.startsWith('0.91')) return 'rss091';
  if (/^0\.90?$/.test(version)) return 'rss090';
  return 'rss20';
}

function rdfFormat(attributes: Readonly<Record<string, string>>): string {
  const isNetscape = Object.values(attributes).some((uri) => /netscape\.com\/rdf/i.test(uri));
  return isNetscape ? 'rss090' : 'rss10';
}

function atomFormat(attributes: Readonly<Record<string, string>>): string {
  const isOld = Object.values(attributes).some((uri) => /purl\.org\/atom\/ns/i.test(uri));
  return isOld || attributes['version']?.trim() === '0.3' ? 'atom03' : 'atom10';
}
