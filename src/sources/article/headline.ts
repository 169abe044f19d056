import type { LinkedArticle } from './json-ld.ts';
import type { PageFacts } from './page-facts.ts';

/**
 * The headline of a page’s article: the first-level heading that the page’s title repeats, else what structured data or the page’s
 * title say, without the name of the site. Empty where the page has no title at all.
 */
export function headlineOf(facts: PageFacts, linked: LinkedArticle | null): string {
  const titles = [facts.meta.get('og:title'), linked?.headline, facts.title].flatMap((title) =>
    title === undefined || title === '' ? [] : [title],
  );
  const heading = facts.headings.find(({ text }) => titles.some((title) => isPart(text, title)));
  if (heading !== undefined) return heading.text.slice(0, MAX_HEADLINE).trim();
  const first = linked?.headline || titles[0] || '';
  const only = facts.headings.length === 1 ? (facts.headings[0]?.text ?? '') : '';
  const headline = first === '' ? only : withoutSite(first, facts.meta.get('og:site_name') ?? '');
  return headline.slice(0, MAX_HEADLINE).trim();
}

const MAX_HEADLINE = 1000;

function isPart(heading: string, title: string): boolean {
  const letters = lettersOf(heading);
  return letters.length >= SHORTEST_HEADING && lettersOf(title).includes(letters);
}

/** What is shorter is more often the name of the site in its logo. */
const SHORTEST_HEADING = 12;

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Cuts off the site’s name: known, or up to four words behind a mark that headlines do not hold. */
function withoutSite(title: string, site: string): string {
  const parts = title.split(/(\s+[|–—:»·•/-]{1,2}\s+)/);
  const last = parts.at(-1) ?? '';
  const mark = parts.at(-2)?.trim() ?? '';
  if (parts.length < 3) return title;
  const isSite = site !== '' && lettersOf(last) === lettersOf(site);
  const isShort = last.split(/\s+/).length <= 4 && /[|»·•]|::|\/\//.test(mark);
  return isSite || isShort ? parts.slice(0, -2).join('') : title;
}
