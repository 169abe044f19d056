import type { HtmlElement, HtmlNode, HtmlTree } from '../html-tree.ts';
import { folded, plainText } from '../plain-text.ts';
import { attributeOf, isElement, rawTextOf } from './elements.ts';

/** What a page says about itself outside its text. */
export type PageFacts = {
  /** The element whose text is the page’s. */
  readonly body: HtmlElement | null;
  /** The text of its `title` element. */
  readonly title: string;
  /** Its first-level headings in the order of the page. */
  readonly headings: readonly { readonly text: string; readonly element: HtmlElement }[];
  /** The first content of each meta element, by `name`, `property` or `itemprop` in lower case. */
  readonly meta: ReadonlyMap<string, string>;
  readonly canonical: string;
  readonly base: string;
  /** The primary subtag of its language in lower case, such as `ru`; null where it names none. */
  readonly language: string | null;
  /** The texts of its JSON-LD scripts. */
  readonly scripts: readonly string[];
  /** Dates in its `time` elements and in microdata, as written. */
  readonly times: readonly string[];
};

/** Gathers what a page says about itself, in one walk. */
export function pageFacts({ root }: HtmlTree): PageFacts {
  const facts: Facts = {
    body: null,
    title: '',
    headings: [],
    meta: new Map(),
    canonical: '',
    base: '',
    language: null,
    scripts: [],
    times: [],
  };
  const waiting: HtmlNode[] = root.children.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    (NOTES.get(node.name) ?? noteTime)(facts, node);
    if (!OPAQUE.has(node.name)) waiting.push(...node.children.toReversed());
  }
  facts.language ??= languageOf(facts.meta.get('og:locale') ?? '');
  return facts;
}

const OPAQUE: ReadonlySet<string> = new Set(['script', 'style', 'template', 'svg', 'iframe']);
const MAX_META = 500;
const MAX_FOUND = 50;

type Facts = { -readonly [K in keyof PageFacts]: Mutable<PageFacts[K]> };
type Mutable<T> =
  T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : T extends readonly (infer E)[] ? E[] : T;

const NOTES = new Map<string, (facts: Facts, element: HtmlElement) => void>(
  Object.entries({
    html: noteLanguage,
    body: (facts: Facts, element: HtmlElement) => {
      facts.body ??= element;
    },
    title: (facts: Facts, element: HtmlElement) => {
      facts.title ||= folded(rawTextOf(element));
    },
    base: (facts: Facts, element: HtmlElement) => {
      facts.base ||= attributeOf(element, 'href');
    },
    h1: noteHeading,
    meta: noteMeta,
    link: noteLink,
    script: noteScript,
  }),
);

function noteLanguage(facts: Facts, element: HtmlElement): void {
  const tag = attributeOf(element, 'lang') || attributeOf(element, 'xml:lang');
  facts.language ??= languageOf(tag);
}

function noteHeading(facts: Facts, element: HtmlElement): void {
  const text = folded(rawTextOf(element));
  if (text !== '' && facts.headings.length < MAX_FOUND) facts.headings.push({ text, element });
}

function noteMeta(facts: Facts, element: HtmlElement): void {
  const content = plainText(attributeOf(element, 'content'), 'title');
  if (content === '' || facts.meta.size >= MAX_META) return;
  for (const key of ['name', 'property', 'itemprop', 'http-equiv']) {
    const name = attributeOf(element, key).toLowerCase();
    if (name !== '' && !facts.meta.has(name)) facts.meta.set(name, content);
  }
}

function noteLink(facts: Facts, element: HtmlElement): void {
  const relations = attributeOf(element, 'rel').toLowerCase().split(/\s+/);
  if (relations.includes('canonical')) facts.canonical ||= attributeOf(element, 'href');
}

function noteScript(facts: Facts, element: HtmlElement): void {
  const isData = /^application\/(ld\+)?json\b/i.test(attributeOf(element, 'type'));
  if (!isData || facts.scripts.length >= MAX_FOUND) return;
  const text = rawTextOf(element);
  if (/ld\+/i.test(attributeOf(element, 'type')) || text.includes('schema.org')) {
    facts.scripts.push(text);
  }
}

function noteTime(facts: Facts, element: HtmlElement): void {
  const property = `${attributeOf(element, 'itemprop')} ${attributeOf(element, 'property')}`;
  const isPublished = /\b(datePublished|pubdate)\b/i.test(property);
  if (element.name !== 'time' && !isPublished) return;
  const date =
    attributeOf(element, 'datetime') || attributeOf(element, 'content') || rawTextOf(element);
  const text = folded(date).slice(0, 100);
  if (text === '' || facts.times.length >= MAX_FOUND) return;
  if (isPublished) facts.times.unshift(text);
  else facts.times.push(text);
}

function languageOf(tag: string): string | null {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(tag.trim())?.[0].toLowerCase() ?? null;
}
