import type { HtmlElement } from '../html-tree.ts';
import { blocksOf } from './blocks.ts';
import { isFrame, isUnseen, promiseOf } from './boilerplate.ts';
import { cardsOf } from './cards.ts';
import { ancestorsOf } from './elements.ts';
import type { PageFacts } from './page-facts.ts';
import { weigh, weightOf } from './weigh.ts';

/** Tells what stands beside the article by tags and names, unless the headline or most of the text lies within. */
export function asidesOf(facts: PageFacts, root: HtmlElement): (element: HtmlElement) => boolean {
  const named = aroundHeadline(facts);
  const kept = named.size > 0 ? named : aroundHeadings(facts.headings.slice(0, 1));
  const isOutside = (element: HtmlElement): boolean =>
    isUnseen(element) || (isFrame(element) && !kept.has(element));
  const blocks = blocksOf(root, isOutside);
  const prose = weigh(blocks, (block) => Math.max(0, weightOf(block)));
  const cards = cardsOf(blocks, prose);
  const most = (prose.get(root) ?? 0) * SHARE_OF_MAIN;
  const known = new Map<HtmlElement, boolean>([[root, false]]);
  const isAside = (element: HtmlElement): boolean => {
    if (isOutside(element)) return true;
    if (kept.has(element)) return false;
    const promise = cards.has(element) ? 'aside' : promiseOf(element);
    return promise === 'comments' || (promise === 'aside' && (prose.get(element) ?? 0) <= most);
  };
  return (element) => {
    const answer = known.get(element) ?? isAside(element);
    known.set(element, answer);
    return answer;
  };
}

/** What holds so much of a page’s sentences is no aside, whatever it is called. */
const SHARE_OF_MAIN = 0.7;

/** The elements around the headings that the page’s title repeats. */
export function aroundHeadline({ headings, title, meta }: PageFacts): ReadonlySet<HtmlElement> {
  const titles = [title, meta.get('og:title') ?? ''];
  return aroundHeadings(headings.filter(({ text }) => titles.some((each) => each.includes(text))));
}

function aroundHeadings(headings: PageFacts['headings']): ReadonlySet<HtmlElement> {
  return new Set(headings.flatMap(({ element }) => [...ancestorsOf(element)]));
}
