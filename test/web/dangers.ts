import type { CheerioAPI } from 'cheerio';

/** Attributes whose value a browser may follow. */
const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'xlink:href',
  'data',
  'srcset',
  'poster',
]);
const FORBIDDEN =
  'script, object, embed, base, math, style, img, video, audio, link[rel=import], meta[http-equiv]';

/** Whatever on a page could run or lead astray. */
export function dangersOf(page: CheerioAPI): string[] {
  const dangers = page(FORBIDDEN)
    .map((_, element) => page.html(element))
    .get();
  for (const element of page('*').get()) {
    for (const [name, value] of Object.entries('attribs' in element ? element.attribs : {})) {
      // Browsers drop control characters and blanks before they look at the scheme.
      // oxlint-disable-next-line no-control-regex
      const address = value.replaceAll(/[\u0000-\u0020]/g, '').toLowerCase();
      const leads = ADDRESSES.has(name) && !/^(?:https?:\/\/|\/(?!\/)|#)/.test(address);
      if (leads || /^on|^style$|^srcdoc$/.test(name)) dangers.push(`${name}=${value}`);
    }
  }
  return dangers;
}
