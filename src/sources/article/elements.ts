import type { HtmlElement, HtmlNode } from '../html-tree.ts';

/** True of a node that has a name and attributes. */
export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

/** An attribute, blanks around it cut off; empty where there is none. */
export function attributeOf(element: HtmlElement, name: string): string {
  return (element.attribs[name] ?? '').slice(0, MAX_ATTRIBUTE).trim();
}

/**
 * The names in an element’s class and id, each in the words that its author joined: `storyBody--main js-x` is
 * ` | story body main | js x | `.
 */
export function nameWords(element: HtmlElement): string {
  const names = `${attributeOf(element, 'class')} ${attributeOf(element, 'id')}`.slice(
    0,
    MAX_NAMES,
  );
  const words = names
    .split(/\s+/)
    .map((name) =>
      name
        .replace(/([a-z\d])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .replace(/[^a-z\d]+/g, ' ')
        .trim(),
    )
    .filter((name) => name !== '');
  return ` | ${words.join(' | ')} | `;
}

/** The elements around an element, the nearest first, itself not among them. */
export function* ancestorsOf(element: HtmlElement): Generator<HtmlElement> {
  for (let node = element.parent; node !== null; node = node.parent) {
    if ('attribs' in node) yield node;
  }
}

/** The text of an element and all within it, as it stands in the page. */
export function rawTextOf(element: HtmlElement): string {
  const pieces: string[] = [];
  let length = 0;
  const waiting: HtmlNode[] = [element];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('data' in node) {
      pieces.push(node.data);
      length += node.data.length;
    }
    if (length > MAX_TEXT) break;
    if ('children' in node) waiting.push(...node.children.toReversed());
  }
  return pieces.join('').slice(0, MAX_TEXT);
}

const MAX_ATTRIBUTE = 4096;
const MAX_NAMES = 300;
const MAX_TEXT = 524_288;
