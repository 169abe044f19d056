import { messageOf } from '../errors.ts';
import { canonicalOf, publishedOf, standInOf } from './article/about.ts';
import { findBody } from './article/body.ts';
import type { Body, BodyMethod } from './article/body.ts';
import { headlineOf } from './article/headline.ts';
import { linkedArticle } from './article/json-ld.ts';
import type { LinkedArticle } from './article/json-ld.ts';
import { tell } from './article/lede.ts';
import { isBetter, linkedParagraphs } from './article/linked-body.ts';
import { pageFacts } from './article/page-facts.ts';
import type { PageFacts } from './article/page-facts.ts';
import { paragraphsOf } from './article/paragraphs.ts';
import { readHtmlTree } from './html-tree.ts';

/** What a page tells of its article. All texts are plain. */
export type Article = {
  readonly title: string;
  /** The sentence or two that tell the news; empty where no text was found. */
  readonly lede: string;
  /** The text after the lede, in order, subheadings included. */
  readonly paragraphs: readonly string[];
  readonly published: Date | null;
  /** The page’s own canonical address, if it is one of the same site. */
  readonly canonical: string | null;
  /** The primary subtag of the page’s language, such as `ru`. */
  readonly language: string | null;
  /** How the text was found; `description`: only what the page says of itself; `none`: no text. */
  readonly method: BodyMethod | 'json-ld' | 'description' | 'none';
  /** `full`: as much text as an article has; `thin`: so little that it may be a teaser; `none`. */
  readonly quality: 'full' | 'thin' | 'none';
  /** What could not be read, in sentences. */
  readonly problems: readonly string[];
};

/**
 * Reads the article of a page. `url` is the address that the page came from, `zone` the IANA zone of dates that name none.
 * Navigation, links to other articles, comments, captions and pitches are left out. Never throws.
 */
export function readArticle(
  html: string,
  at: { readonly url: string; readonly zone: string },
): Article {
  try {
    return read(html.slice(0, MAX_PAGE), at);
  } catch (error) {
    return { ...NOTHING, problems: [`the page cannot be read: ${messageOf(error)}`] };
  }
}

/** Characters of a page, and of an article’s text, that are looked at. */
const MAX_PAGE = 5 * 1024 * 1024;
const MAX_TEXT = 131_072;
/** Words; the shortest news that agencies send are about so long. */
const FEWEST_WORDS = 40;
/** Words that a page for subscribers shows everyone. */
const WORDS_OF_TEASER = 200;

const NOTHING: Article = {
  title: '',
  lede: '',
  paragraphs: [],
  published: null,
  canonical: null,
  language: null,
  method: 'none',
  quality: 'none',
  problems: [],
};

function read(html: string, { url, zone }: { url: string; zone: string }): Article {
  // The body’s tag may be left out, and then there would be nothing around the text.
  const tree = readHtmlTree(/<body[\s>]/i.test(html) ? html : `<body>${html}</body>`);
  const problems = tree.isCut ? ['the page is too deep or too large: its end was left off'] : [];
  const facts = pageFacts(tree);
  const linked = linkedArticle(facts.scripts, facts.title, problems);
  const title = headlineOf(facts, linked);
  const about = {
    title,
    published: publishedOf(facts, linked, zone),
    canonical: canonicalOf(facts, url, problems),
    language: facts.language,
  };
  const text = textOf(facts, linked, title);
  const words = countWords([text.lede, ...text.paragraphs]);
  const standIn = standInOf(facts.title, words);
  if (standIn !== null) return { ...NOTHING, ...about, problems: [...problems, standIn] };
  if (words === 0) {
    problems.push('the page has no text that looks like an article');
    return { ...NOTHING, ...about, problems };
  }
  const isTeaser = linked?.isFree === false && words < WORDS_OF_TEASER;
  if (isTeaser) problems.push('only subscribers can read the whole article');
  const isFull = words >= FEWEST_WORDS && !isTeaser && text.method !== 'description';
  return { ...about, ...text, quality: isFull ? 'full' : 'thin', problems };
}

type Text = Pick<Article, 'lede' | 'paragraphs' | 'method'>;

function textOf(facts: PageFacts, linked: LinkedArticle | null, title: string): Text {
  const body = findBody(facts);
  const found = body === null ? [] : paragraphsOf(body.blocks, title);
  const declared = linkedParagraphs(linked?.body ?? '');
  const isDeclared = isBetter(declared, found);
  const description = descriptionOf(facts, linked);
  const told = tell(bounded(isDeclared ? declared : found), { facts, body, description });
  return { ...told, method: methodOf(body, isDeclared, told.lede, found.length) };
}

function methodOf(
  body: Body | null,
  isDeclared: boolean,
  lede: string,
  found: number,
): Article['method'] {
  if (isDeclared) return 'json-ld';
  if (body !== null && found > 0) return body.method;
  return lede === '' ? 'none' : 'description';
}

function descriptionOf(facts: PageFacts, linked: LinkedArticle | null): string {
  const { meta } = facts;
  return linked?.description || meta.get('og:description') || meta.get('description') || '';
}

/** The first paragraphs up to the most text that an article may have. */
function bounded(paragraphs: readonly string[]): readonly string[] {
  let left = MAX_TEXT;
  return paragraphs.filter(({ length }) => {
    left -= length;
    return left >= 0;
  });
}

function countWords(texts: readonly string[]): number {
  return texts.join(' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
