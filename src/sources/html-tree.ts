import { DomHandler, Parser } from 'htmlparser2';

/** A node of a page, and one that has a name and attributes. */
export type HtmlNode = DomHandler['root']['children'][number];
export type HtmlElement = Extract<HtmlNode, { readonly attribs: unknown }>;

/** The tree of an HTML page, and whether its end was left off because the page exceeds the limits. */
export type HtmlTree = { readonly root: DomHandler['root']; readonly isCut: boolean };

/**
 * Builds the tree of a page in time that grows with its length alone. (A parser that follows the HTML standard to the letter
 * copies unclosed elements so often that a small page fills the memory.) A page is cut where it is nested deeper than 512, has
 * more than 200,000 elements, or 3,000 within one: selecting among siblings takes time that grows with their square.
 */
export function readHtmlTree(html: string): HtmlTree {
  const handler = new DomHandler();
  const limits = limitsOf();
  const parser = new Parser(
    {
      onparserinit: (started) => handler.onparserinit(started),
      onattribute: () => limits.attribute(),
      onopentag: (name, attributes) => {
        limits.open();
        handler.onopentag(name, attributes);
      },
      onclosetag: () => {
        limits.close();
        handler.onclosetag();
      },
      ontext: (text) => handler.ontext(text),
      onend: () => handler.onend(),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(html);
    return { root: handler.root, isCut: false };
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return { root: handler.root, isCut: true };
  }
}

/** How many nodes an element holds, itself included; counts no further than `most`. */
export function countNodes(element: HtmlNode, most: number): number {
  const waiting = [element];
  let count = 0;
  for (let node = waiting.pop(); node !== undefined && count < most; node = waiting.pop()) {
    count += 1;
    if ('children' in node) for (const child of node.children) waiting.push(child);
  }
  return count;
}

class LimitReached extends Error {}

const MAX_DEPTH = 512;
const MAX_ELEMENTS = 200_000;
const MAX_SIBLINGS = 3000;
const MAX_ATTRIBUTES = 1000;

function limitsOf() {
  /** How many children each open element has so far, the page itself first. */
  const children = [0];
  let elements = 0;
  let attributes = 0;
  return {
    attribute: () => {
      attributes += 1;
      if (attributes > MAX_ATTRIBUTES) throw new LimitReached();
    },
    open: () => {
      const siblings = (children.pop() ?? 0) + 1;
      attributes = 0;
      elements += 1;
      children.push(siblings, 0);
      if (siblings > MAX_SIBLINGS) throw new LimitReached();
      if (children.length > MAX_DEPTH || elements > MAX_ELEMENTS) throw new LimitReached();
    },
    close: () => {
      children.pop();
    },
  };
}
