import { Parser } from 'htmlparser2';

/** The longest text of one field, in characters. */
export const MAX_FIELD = 65_536;

/**
 * What a reader sees of text that may hold markup: tags removed by a parser, entities decoded, white space folded,
 * characters that show nothing dropped. In a `title` only tags that HTML knows count as markup, so “a <b> c” of a
 * carelessly written headline loses its tag and “x <y> z” stays. In a `body` every tag is markup.
 */
export function plainText(markup: string, kind: 'title' | 'body'): string {
  const text = markup.slice(0, MAX_FIELD);
  return folded(/<|&[a-z#]/i.test(text) ? withoutMarkup(text, kind) : text);
}

/** White space folded to single blanks, and characters dropped that show nothing or turn the reading direction. */
export function folded(text: string): string {
  const trimmed = text.trim();
  // Most texts need no folding, and looking takes a third of the time.
  return ODD.test(trimmed) ? trimmed.replace(INVISIBLE, '').replace(BLANKS, ' ').trim() : trimmed;
}

const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is dropped
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const BLANKS = /[\s\u0085]+/g;
/** What either of the two replaces, but for a single blank. */
const ODD = new RegExp(`${INVISIBLE.source}|[\\s\\u0085]{2}|[^\\S ]|\\u0085`);
const MAX_DEPTH = 512;
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'head']);
/** Elements that do not set their text apart from what stands around them. */
export const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside audio base blockquote body br button canvas caption center col dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe img input legend li link main map menu meta nav noframes noscript object ol optgroup option output p param picture pre rp rt ruby script section select source style summary svg table tbody td template textarea tfoot th thead time title tr track ul video'.split(
    ' ',
  ),
);

function withoutMarkup(markup: string, kind: 'title' | 'body'): string {
  const pieces: string[] = [];
  let depth = 0;
  let unseen: string | null = null;
  const parser: Parser = new Parser(
    {
      ontext: (text) => {
        if (unseen === null) pieces.push(text);
      },
      onopentag: (name) => {
        depth += 1;
        // The parser’s time grows with the square of the depth; nobody writes text so deep.
        if (depth > MAX_DEPTH) throw new TooDeep();
        if (UNSEEN.has(name)) unseen ??= name;
        if (kind === 'title' && !isHtml(name))
          pieces.push(markup.slice(parser.startIndex, parser.endIndex + 1));
        else if (!INLINE.has(name)) pieces.push(' ');
      },
      onclosetag: (name, isImplied) => {
        depth -= 1;
        if (unseen === name) unseen = null;
        if (kind === 'title' && !isHtml(name)) {
          if (!isImplied) pieces.push(`</${name}>`);
        } else if (!INLINE.has(name)) pieces.push(' ');
      },
    },
    // Without entities to look for, the parser leaps from tag to tag.
    { decodeEntities: /&[a-z#]/i.test(markup), lowerCaseTags: true },
  );
  try {
    parser.end(markup);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return pieces.join('');
}

class TooDeep extends Error {}

function isHtml(name: string): boolean {
  return INLINE.has(name) || BLOCKS.has(name);
}
