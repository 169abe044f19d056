import type { HtmlElement } from '../html-tree.ts';
import { attributeOf, nameWords } from './elements.ts';

/** True of an element whose text no reader sees as text: controls, frames, pictures with their captions, what is hidden. */
export function isUnseen(element: HtmlElement): boolean {
  if (UNSEEN.has(element.name) || element.attribs['hidden'] !== undefined) return true;
  if (attributeOf(element, 'aria-hidden').toLowerCase() === 'true') return true;
  const style = element.attribs['style'];
  return style !== undefined && /display\s{0,9}:\s{0,9}none/i.test(style.slice(0, 500));
}

/** True of an element that by its tag or role stands around articles: navigation, asides, footers. */
export function isFrame(element: HtmlElement): boolean {
  return FRAMES.has(element.name) || ROLES.has(attributeOf(element, 'role').toLowerCase());
}

/**
 * What the class and id of an element promise: `comments` are never the article; `aside` is what usually stands beside it, but
 * the word may be there for another reason, so the text decides; null: nothing.
 */
export function promiseOf(element: HtmlElement): 'comments' | 'aside' | null {
  // Some servers wrap whole pages in a form.
  if (element.name === 'form') return 'aside';
  const called = nameWords(element);
  if (COMMENTS.test(called)) return 'comments';
  const isAside = ASIDE.test(called) || WHOLE_ASIDE.test(called);
  return isAside && !KEPT.test(called) ? 'aside' : null;
}

/** True of an element whose class or id says that it holds the text of an article. */
export function isNamedBody(element: HtmlElement): boolean {
  return BODY.test(nameWords(element));
}

/** True of an element whose class or id says that it holds the lede: the sentence or two below the headline. */
export function isNamedLede(element: HtmlElement): boolean {
  return LEDE.test(nameWords(element));
}

const FRAMES: ReadonlySet<string> = new Set(['nav', 'aside', 'footer', 'dialog']);
const UNSEEN: ReadonlySet<string> = new Set(
  'script style noscript iframe object embed button input select textarea label svg canvas template figure figcaption picture video audio menu map head title link meta amp-ad amp-sidebar'.split(
    ' ',
  ),
);
const ROLES: ReadonlySet<string> = new Set(
  'navigation complementary contentinfo search dialog alertdialog alert menu menubar toolbar banner'.split(
    ' ',
  ),
);

/** Words that `nameWords` yields, one after another within a name. */
function words(list: string): RegExp {
  return new RegExp(` (?:${alternatives(list)}) `);
}

/** Words that make the whole of a name. */
function names(list: string): RegExp {
  return new RegExp(`\\| (?:${alternatives(list)}) \\|`);
}

function alternatives(list: string): string {
  return list
    .trim()
    .split(/\s*\|\s*|\n\s*/)
    .join('|');
}

const COMMENTS = words(
  'comments?|commentaires?|comentarios?|kommentare?|disqus|hypercomments|cackle|respond',
);

const ASIDE = words(`
  related|recommend(?:ed|ations?)|recirc\\w*|similar|more (?:news|stories|articles|posts|from|on|links?)|read (?:also|more|next|too)|also read|see also|next (?:article|post|up)
  most (?:read|viewed|popular|commented)|popular|trending|top (?:news|stories)|last news|other news|news (?:list|feed|ticker)|teasers
  share|shares|sharing|sharer|social\\w*|addthis|addtoany|sharethis|sharedaddy|jp relatedposts|pluso|ya share2?|follow us|followus|subscri(?:be|ption|ptions|bers?)|newsletters?|signup|sign up|mailing|donat(?:e|ion|ions)
  breadcrumbs?|crumbs|tag list|taglist|tagcloud|tags list|(?:post|article|news|entry) tags|(?:post|article|entry) categories
  cookies?|consent|gdpr|advert\\w*|adsbygoogle|adfox|banners?|promos?|promo (?:\\w+)|promotions?|promotional|sponsor(?:ed|s)?|outbrain|taboola|mgid|smi2
  author (?:box|bio|info|card|block|about|details|profile|meta|name|image|avatar)|(?:about|post|article|entry) author|bylines?
  sidebar|side bar|widgets?|navbar|navigation|submenu|pagination|pager|page numbers?|toolbar|poll|quiz|survey
  modal|popup|pop up|overlay|tooltip|dropdown|footer|copyrights?|disclaimer|captions?|figcaption|(?:photo|image|picture|media) (?:credits?|caption|copyright|author)|wp caption text
  visually hidden|visuallyhidden|sr only|screen reader text|screen reader only|skip link|noprint|no print|print only|js hidden
  carousel|slideshow|thumbs|thumbnails?|(?:post|entry|article|news) (?:meta|footer|info|date|views)|error report|mistape|orphus|feedback|table of contents|livescore|scoreboard|bookmaker\\w*
`);

const WHOLE_ASIDE = names(`
  reply|replies|discussion|latest|headlines|likely|follow|tags?|topics?|keywords?|categor(?:y|ies)|rubrics?|privacy|ads?|adv|ad (?:container|wrapper|slot|block|unit|box)|dfp|commercial
  authors?|bio|profile|contributors?|rail|(?:left|right) (?:rail|column|col)|nav|menu|tools|controls?|buttons?|rating|ratings|votes?|foot|credits?
  hidden|invisible|slider|gallery|meta|timestamp|dateline|date|time|views|counters?|login|register|toc|infobox|factbox|embed|player|video player|fixtures|standings|odds|betting|teaser
`);

/** Names of the whole page, which tell what else it has. */
const KEPT =
  / (?:has|with|no) (?:\w+ )*(?:sidebar|aside|widgets?)|\| (?:hentry|type post|single|single post) \|/;

const BODY = words(`
  article (?:body|text|content|copy|main|inner text)|articlebody|articletext|entry (?:content|body|text)|post (?:content|body|text|entry)|postcontent|single content
  story (?:body|content|text)|storybody|storycontent|news (?:text|body|content|detail|item text|full|story)|newstext|newsbody|detail text|full (?:text|story|news)|fulltext|text article
  field name body|field body|node content|node body|content (?:body|text)|page text|material (?:text|content|body)|materialtext|body (?:text|content|copy)|rich text|richtext|wysiwyg|redactor text|t feed post popup text|js feed post text
  publication (?:text|body)|item (?:text|body|full text)|itemfulltext|doc text|topic (?:text|body|content)|blog content|caas body|content article|single post text|publication content|b text|b article|b material text
`);

/** At the end of a name: `article-lead`, but not `lead-story`. */
const LEDE =
  / (?:lead|lede|leadtext|standfirst|dek|deck|intro|introduction|intro text|anons|announce|announcement|sub ?title|sub ?headline|sub ?heading|summary|excerpt|abstract|chapo|chapeau|entradilla|vorspann|preview text|description) \|/;
