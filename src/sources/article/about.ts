import { canonicalUrl } from '../canonical.ts';
import { readDate } from '../dates.ts';
import { absolute } from '../links.ts';
import { isSameSite } from '../site.ts';
import type { LinkedArticle } from './json-ld.ts';
import type { PageFacts } from './page-facts.ts';

/** When the article was published, by the best witness that can be read; `zone` is the IANA zone of dates that name none. */
export function publishedOf(
  facts: PageFacts,
  linked: LinkedArticle | null,
  zone: string,
): Date | null {
  const named = DATE_NAMES.flatMap((name) => facts.meta.get(name) ?? []);
  for (const text of [linked?.published ?? '', ...named, ...facts.times]) {
    const date = text === '' ? null : readDate(text, zone);
    if (date !== null) return date;
  }
  return null;
}

/** The better witness comes first; what tells of changes is none. */
const DATE_NAMES =
  'article:published_time datepublished og:published_time published_time mediator_published_time parsely-pub-date article:published publication_date publish-date publishdate pubdate sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date date'.split(
    ' ',
  );

/**
 * The canonical address that the page names, if it is one of the same site and not just its front page; a page of one site
 * must not pass for one of another. Null where it names none.
 */
export function canonicalOf(facts: PageFacts, url: string, problems: string[]): string | null {
  for (const href of [facts.canonical, facts.meta.get('og:url') ?? '']) {
    const address = absolute(href, absolute(facts.base, url) ?? url);
    if (address === null) continue;
    if (!isSameSite(address, url)) {
      problems.push('the page names an address of another site as its own');
    } else if (new URL(address).pathname !== '/' || new URL(url).pathname === '/') {
      return canonicalUrl(address);
    }
  }
  return null;
}

/** True of a page that stands in the article’s place: a check for robots, a refusal, or the word that there is none. */
export function standInOf(title: string, words: number): string | null {
  if (words > MOST_WORDS_OF_STAND_IN) return null;
  if (CHECK.test(title)) return 'the page is a check for robots, not the article';
  return MISSING.test(title) ? 'the page says that there is no such article' : null;
}

const MOST_WORDS_OF_STAND_IN = 150;
const CHECK =
  /just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)|captcha|robot check|security check|verif(?:y|ying) you are|checking your browser|ddos[- ]guard|forbidden|pardon our interruption|проверка браузера|вы не робот|доступ (?:ограничен|запрещ)/i;
const MISSING =
  /^\W{0,3}(?:error )?404\b|(?:page|article) (?:was )?not found|(?:страниц\p{L}*|сторінк\p{L}*|старонк\p{L}*) не (?:найден|знайден|знойдзен)|seite nicht gefunden|page introuvable|página no encontrada/iu;
