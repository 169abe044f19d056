import { bareTitle, bareWords } from '../stories/bare-text.ts';

/** What a page says now. */
export type PageNow =
  | { readonly kind: 'there'; readonly headline: string; readonly text: string }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number };

/** What is known of an article from before. */
export type Known = {
  /** The headline by which its source listed it. */
  readonly title: string;
  /** The headline of its page when it was last read; null: it was not. */
  readonly headline: string | null;
  readonly isWithdrawn: boolean;
};

/** How an article differs from what it was. */
export type Correction = {
  readonly kind: 'headline' | 'withdrawn' | 'restored';
  readonly before: string;
  /** The new headline, or how the page answers; of a withdrawn article, why. */
  readonly after: string;
};

/** Share of a headline's words that its article’s page has at least, in whatever words it goes on. Our own choice. */
const LEAST_LEFT = 0.3;
/** Sources shorten and rewrite headlines: one that has less in common with the page's is another wording, no edit. */
const LEAST_ALIKE = 0.4;

/** Compares a page with what was known of its article; null where nothing has changed that counts. */
export function compareArticle(known: Known, now: PageNow): Correction | null {
  const before = known.headline ?? known.title;
  const why = whyWithdrawn(known, now);
  if (why !== null) {
    return known.isWithdrawn ? null : { kind: 'withdrawn', before, after: why };
  }
  const headline = now.kind === 'there' ? now.headline : '';
  if (known.isWithdrawn) return { kind: 'restored', before, after: headline || before };
  if (headline === '' || !isEdited(known, headline)) return null;
  return { kind: 'headline', before, after: headline };
}

/** Why an article does not stand any more; null while it does, or where its page tells nothing. */
function whyWithdrawn(known: Known, now: PageNow): string | null {
  if (now.kind === 'gone') return `the page answers ${now.status}`;
  const page = new Set(bareWords(`${now.headline} ${now.text}`));
  const wanted = [known.title, known.headline ?? ''].map((title) => contentWords(title));
  const shares = wanted
    .filter((words) => words.length > 0)
    .map((words) => words.filter((word) => hasWord(page, word)).length / words.length);
  // A page that needs scripts shows us no text, and a headline of short words proves nothing.
  if (now.text === '' || shares.length === 0 || Math.max(...shares) >= LEAST_LEFT) return null;
  return 'the page says nothing of it any more';
}

/** Beyond spacing, case, punctuation and the outlet's name. */
function isEdited({ title, headline }: Known, now: string): boolean {
  const [ofTitle, ofNow] = [title, now].map(normal);
  if (ofTitle === undefined || ofNow === undefined || ofTitle === ofNow) return false;
  if (headline !== null) return !isPart(normal(headline), ofNow);
  return !isPart(ofTitle, ofNow) && likeness(ofTitle, ofNow) >= LEAST_ALIKE;
}

function normal(title: string): string {
  return bareWords(bareTitle(title)).join(' ');
}

/** One with more words at an end is the same headline with a kicker or an outlet's name. */
function isPart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === '') return true;
  return long === short || long.startsWith(`${short} `) || long.endsWith(` ${short}`);
}

function likeness(a: string, b: string): number {
  const [of, other] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const shared = [...of].filter((word) => other.has(word)).length;
  return shared / (of.size + other.size - shared);
}

/** Words that a text on another subject would not have by chance. */
function contentWords(title: string): string[] {
  return [...new Set(bareWords(bareTitle(title)))].filter((word) => word.length >= 4);
}

/** In any form: what follows the first five letters may be inflection. */
function hasWord(page: ReadonlySet<string>, word: string): boolean {
  if (page.has(word)) return true;
  const stem = word.slice(0, 5);
  for (const other of page) if (other.startsWith(stem)) return true;
  return false;
}
