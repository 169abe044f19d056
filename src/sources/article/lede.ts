import type { HtmlElement } from '../html-tree.ts';
import { blocksOf } from './blocks.ts';
import type { Body } from './body.ts';
import { isNamedLede } from './boilerplate.ts';
import { ancestorsOf, attributeOf, isElement } from './elements.ts';
import type { PageFacts } from './page-facts.ts';
import { isPitch } from './phrases.ts';

/** The sentence or two that tell the news, and the paragraphs that follow; the lede is not among them. */
export type Told = { readonly lede: string; readonly paragraphs: readonly string[] };

/**
 * Tells the lede from the rest: what the page names so, else the first paragraph. A description of the page stands in where
 * there is next to no text.
 */
export function tell(
  paragraphs: readonly string[],
  page: { readonly facts: PageFacts; readonly body: Body | null; readonly description: string },
): Told {
  const named = page.body === null ? '' : namedLede(page.facts, page.body);
  if (named !== '') return without(named, paragraphs);
  const [first = '', ...rest] = paragraphs;
  const length = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  if (length >= LITTLE_TEXT || page.description === '') return { lede: first, paragraphs: rest };
  return without(page.description, paragraphs);
}

/** Characters; less is often a caption, or the notice that only subscribers may read on. */
const LITTLE_TEXT = 200;
const SHORTEST = 30;
const LONGEST = 1200;

/** Drops the paragraphs that the lede repeats, or that repeat it at greater length. */
function without(lede: string, paragraphs: readonly string[]): Told {
  const letters = lettersOf(lede);
  const longer = paragraphs.slice(0, 3).find((paragraph) => {
    const own = lettersOf(paragraph);
    return own.length > letters.length && own.startsWith(letters);
  });
  if (longer !== undefined) return without(longer, paragraphs);
  const rest = paragraphs.filter((paragraph) => {
    const own = lettersOf(paragraph);
    return own !== letters && !(own.length >= SHORTEST && letters.includes(own));
  });
  return { lede, paragraphs: rest };
}

/** The lede by its name, where headline and text have it between or within them. */
function namedLede(facts: PageFacts, body: Body): string {
  const scope = scopeOf(facts, body);
  if (scope === null) return '';
  const waiting = [scope];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (body.isAside(element)) continue;
    if (isNamedLede(element) || isDescription(element)) {
      const text = isAround(element, body) ? '' : textOf(element, body);
      if (text !== '') return text;
    }
    // What follows the text is the lede of something else.
    if (body.elements.at(-1) === element) waiting.length = 0;
    waiting.push(...element.children.filter(isElement).toReversed());
  }
  return '';
}

function isAround(element: HtmlElement, { elements }: Body): boolean {
  return elements.some((text) => text === element || [...ancestorsOf(text)].includes(element));
}

function isDescription(element: HtmlElement): boolean {
  return /^(description|alternativeHeadline)$/i.test(attributeOf(element, 'itemprop'));
}

function textOf(element: HtmlElement, body: Body): string {
  const blocks = blocksOf(element, body.isAside).filter(({ text }) => !isPitch(text));
  const text = blocks.map((block) => block.text).join(' ');
  const linked = blocks.reduce((sum, block) => sum + block.linkShare * block.text.length, 0);
  const isLede = text.length >= SHORTEST && text.length <= LONGEST && linked < text.length / 2;
  return isLede ? text : '';
}

/** The smallest element around the text that holds a heading of the page too; the text’s own one where none does. */
function scopeOf({ headings }: PageFacts, { elements }: Body): HtmlElement | null {
  const [text] = elements;
  if (text === undefined) return null;
  const aroundHeadings = new Set(headings.flatMap(({ element }) => [...ancestorsOf(element)]));
  const around = [text, ...ancestorsOf(text)];
  return around.find((element) => aroundHeadings.has(element)) ?? text;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
