import type { HtmlElement } from '../html-tree.ts';
import { aroundHeadline, asidesOf } from './asides.ts';
import { blocksOf } from './blocks.ts';
import type { Block } from './blocks.ts';
import { isNamedBody } from './boilerplate.ts';
import { ancestorsOf, attributeOf, isElement } from './elements.ts';
import type { PageFacts } from './page-facts.ts';
import { weigh, weightOf } from './weigh.ts';

/** How the text of an article was found: by what the page declares, by names that publishers give it, or by where the sentences are. */
export type BodyMethod = 'microdata' | 'container' | 'density';

/** The blocks of an article’s text, and the outermost elements that they were taken from. */
export type Body = {
  readonly method: BodyMethod;
  readonly elements: readonly HtmlElement[];
  readonly blocks: readonly Block[];
  /** True of what stands beside articles in this page. */
  readonly isAside: (element: HtmlElement) => boolean;
};

/** Finds the text of an article in a page; null where no sentence is to be found. */
export function findBody(facts: PageFacts): Body | null {
  if (facts.body === null) return null;
  const isAside = asidesOf(facts, facts.body);
  const blocks = blocksOf(facts.body, isAside);
  const weights = weigh(blocks, weightOf);
  const headline = aroundHeadline(facts);
  const densest = heaviest(weights, headline);
  if (densest === null) return null;
  const heavyEnough = (weights.get(densest) ?? 0) * SHARE_OF_DENSEST;
  for (const [method, elements, isSure] of markedElements(facts.body, isAside)) {
    const chosen = heaviestGroup(elements, weights, headline);
    const holdsBest = isSure && chosen.some((each) => isWithin(densest, each));
    if (chosen.length > 0 && (holdsBest || sumOf(chosen, weights) >= heavyEnough)) {
      return body(method, chosen, isAside);
    }
  }
  return body('density', [densest], isAside);
}

/** A container must hold that share of the best text of the page, or the name means something else there. */
const SHARE_OF_DENSEST = 0.5;
function body(
  method: BodyMethod,
  elements: readonly HtmlElement[],
  isAside: Body['isAside'],
): Body {
  return { method, elements, isAside, blocks: elements.flatMap((each) => blocksOf(each, isAside)) };
}

/**
 * The element with the most text left after its links and scraps are set off; of equals the innermost. Where much of that text stands
 * together with the headline, what stands apart from it is something else.
 */
function heaviest(
  weights: ReadonlyMap<HtmlElement, number>,
  headline: ReadonlySet<HtmlElement>,
): HtmlElement | null {
  let best: HtmlElement | null = null;
  let most = 0;
  for (const [element, weight] of weights) {
    // Inner elements are met before those around them.
    if (weight > most) {
      best = element;
      most = weight;
    }
  }
  for (let next = best; next !== null;) {
    best = next;
    const least = (weights.get(best) ?? 0) * SHARE_BY_HEADLINE;
    next =
      best.children
        .filter(isElement)
        .find((child) => headline.has(child) && (weights.get(child) ?? 0) >= least) ?? null;
  }
  return best;
}

/** What stands with the headline and holds so much of the text is all of the article. */
const SHARE_BY_HEADLINE = 0.4;
/** How many times its length a text counts that stands with the headline. */
const WORTH_OF_HEADLINE = 3;

/** The elements that are said to hold the article: by microdata or RDFa, by their names, by their tag; the surest first. */
function markedElements(root: HtmlElement, isAside: Body['isAside']) {
  const declared: HtmlElement[] = [];
  const named: HtmlElement[] = [];
  const tagged: HtmlElement[] = [];
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (isAside(element)) continue;
    const property = `${attributeOf(element, 'itemprop')} ${attributeOf(element, 'property')}`;
    if (/\barticleBody\b/i.test(property)) declared.push(element);
    else if (element !== root && isNamedBody(element)) named.push(element);
    else if (element.name === 'article' || element.name === 'main') tagged.push(element);
    waiting.push(...element.children.filter(isElement).toReversed());
  }
  return [
    ['microdata', declared, true],
    ['container', named, true],
    ['container', tagged, false],
  ] as const;
}

/** Of the elements those that belong together, having the same name within the same article, whichever hold most text. */
function heaviestGroup(
  elements: readonly HtmlElement[],
  weights: ReadonlyMap<HtmlElement, number>,
  headline: ReadonlySet<HtmlElement>,
): readonly HtmlElement[] {
  const groups = new Map<HtmlElement | null, Map<string, HtmlElement[]>>();
  const taken = new Map<HtmlElement, string>();
  for (const element of elements) {
    const around = [...ancestorsOf(element)];
    const name = `${element.name} ${attributeOf(element, 'class')} ${attributeOf(element, 'itemprop')}`;
    if (around.some((each) => taken.get(each) === name)) continue;
    taken.set(element, name);
    const whole = standsAlone(element) ? element : null;
    const article = whole ?? around.find((each) => each.name === 'article') ?? null;
    const byName = groups.get(article) ?? new Map<string, HtmlElement[]>();
    const group = byName.get(name) ?? [];
    group.push(element);
    groups.set(article, byName.set(name, group));
  }
  const all = [...groups.values()].flatMap((byName) => [...byName.values()]);
  const worth = (group: readonly HtmlElement[]): number =>
    sumOf(group, weights) * (group.some((each) => headline.has(each)) ? WORTH_OF_HEADLINE : 1);
  return all.toSorted((a, b) => worth(b) - worth(a))[0] ?? [];
}

/** An article, or the text of a card: one with a heading or a link of its own beside it is no piece of a longer text. */
function standsAlone(element: HtmlElement): boolean {
  if (element.name === 'article' || element.name === 'main') return true;
  const { parent } = element;
  if (parent === null || !('attribs' in parent)) return false;
  if (parent.name === 'li' || parent.name === 'a') return true;
  return parent.children.some((each) => isElement(each) && /^(h[2-6]|a)$/.test(each.name));
}

function isWithin(inner: HtmlElement, outer: HtmlElement): boolean {
  return inner === outer || [...ancestorsOf(inner)].includes(outer);
}

function sumOf(
  elements: readonly HtmlElement[],
  weights: ReadonlyMap<HtmlElement, number>,
): number {
  return elements.reduce((sum, element) => sum + (weights.get(element) ?? 0), 0);
}
