import type { Selectors } from '../core/source.ts';
import type { Edition, PublishedItem } from './sample-edition.ts';
import { escapeMarkup } from './sample-markup.ts';
import type { SampleOutlet } from './sample.ts';

/** Cuts a listing page into its teasers. */
export const LISTING_SELECTORS: Selectors = {
  item: 'main article.teaser',
  title: 'h2',
  link: 'h2 a',
  date: 'time',
  summary: 'p.teaser-text',
};

/** The newest items of an outlet as a page for people. */
export function listingPage(edition: Edition): string {
  const words = WORDS[edition.outlet.language];
  const teasers = edition.items.map((item) => teaser(edition.outlet, item)).join('\n');
  return page(edition, {
    title: words.news,
    main: `<h1>${words.news}</h1>\n${teasers === '' ? `<p>${words.empty}</p>` : teasers}`,
  });
}

function teaser(outlet: SampleOutlet, { url, title, summary, published }: PublishedItem): string {
  return `<article class="teaser">
${timeTag(outlet, published)}
<h2><a href="${escapeMarkup(pathOf(url))}">${escapeMarkup(title)}</a></h2>
<p class="teaser-text">${escapeMarkup(summary)}</p>
</article>`;
}

/** One article: all that the sample knows of it is the headline and the lede. */
export function articlePage(edition: Edition, item: PublishedItem): string {
  return page(edition, {
    title: item.title,
    main: `<article>
<h1>${escapeMarkup(item.title)}</h1>
${timeTag(edition.outlet, item.published)}
<p>${escapeMarkup(item.summary)}</p>
</article>`,
  });
}

function page(
  { outlet, feedUrl, listingUrl }: Edition,
  { title, main }: { readonly title: string; readonly main: string },
): string {
  const words = WORDS[outlet.language];
  const feed =
    outlet.format === 'html'
      ? ''
      : `<link rel="alternate" type="application/${outlet.format}+xml" href="${escapeMarkup(pathOf(feedUrl))}">\n`;
  const home = escapeMarkup(pathOf(listingUrl));
  return `<!doctype html>
<html lang="${outlet.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)} | ${escapeMarkup(outlet.name)}</title>
${feed}<style>${STYLE}</style>
</head>
<body>
<header>
<p><a href="${home}">${escapeMarkup(outlet.name)}</a></p>
<nav><ul><li><a href="${home}">${words.news}</a></li></ul></nav>
</header>
<main>
${main}
</main>
<footer><p>${escapeMarkup(outlet.name)} · ${escapeMarkup(outlet.host)}</p><p>${words.invented}</p></footer>
</body>
</html>
`;
}

function timeTag({ language, timezone }: SampleOutlet, time: Date): string {
  const shown = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(time);
  return `<time datetime="${time.toISOString()}">${escapeMarkup(shown)}</time>`;
}

/** Publishers' pages link by path; so these stay good whatever name the server is reached by. */
function pathOf(url: string): string {
  return new URL(url).pathname;
}

const WORDS = {
  en: {
    news: 'Latest news',
    empty: 'Nothing has been published yet.',
    invented: 'Sample page: outlet, people and events are invented.',
  },
  de: {
    news: 'Aktuelle Nachrichten',
    empty: 'Noch ist nichts erschienen.',
    invented: 'Beispielseite: Medium, Personen und Ereignisse sind erfunden.',
  },
  ru: {
    news: 'Лента новостей',
    empty: 'Пока ничего не опубликовано.',
    invented: 'Пример: издание, люди и события вымышлены.',
  },
} as const;

const STYLE =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}' +
  'header,footer,time{color:#555}nav ul{list-style:none;padding:0}';
