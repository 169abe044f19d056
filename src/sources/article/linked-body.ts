import { readHtmlTree } from '../html-tree.ts';
import { folded, plainText } from '../plain-text.ts';
import { blocksOf } from './blocks.ts';
import { isElement } from './elements.ts';

/** The paragraphs of a text from structured data, which may hold tags, entities or line breaks. */
export function linkedParagraphs(body: string): readonly string[] {
  const paragraphs = /<(p|br|div)\b/i.test(body) ? ofMarkup(body) : ofLines(body);
  return paragraphs.filter((paragraph) => paragraph !== '');
}

/**
 * Whether the text that a page declares goes before the one found in it. Declared texts come without paragraphs, and often cut
 * short; but where the two differ otherwise, the page’s own word is the better one.
 */
export function isBetter(declared: readonly string[], found: readonly string[]): boolean {
  const ofDeclared = wordsOf(declared);
  const ofFound = wordsOf(found);
  if (ofDeclared.length < FEW_WORDS) return false;
  if (ofFound.length < FEW_WORDS) return true;
  const words = new Set(ofFound);
  const shared = ofDeclared.filter((word) => words.has(word)).length / ofDeclared.length;
  const excess = ofFound.length / ofDeclared.length;
  if (shared < SAME_TEXT) return true;
  return excess > MOST_EXCESS && excess < CUT_SHORT;
}

const FEW_WORDS = 40;
/** From so many of the declared words on, both are the same text. */
const SAME_TEXT = 0.8;
/** A page that has more words than that for the text has foreign ones among them … */
const MOST_EXCESS = 1.3;
/** … unless it has so many that only the beginning was declared. */
const CUT_SHORT = 2;

function ofMarkup(markup: string): readonly string[] {
  const { root } = readHtmlTree(`<div>${markup}</div>`);
  const element = root.children.find(isElement);
  return element === undefined ? [] : blocksOf(element, () => false).map(({ text }) => text);
}

function ofLines(text: string): readonly string[] {
  return text.split(/[\r\n\u2028\u2029]+/).map((line) => folded(plainText(line, 'body')));
}

function wordsOf(paragraphs: readonly string[]): readonly string[] {
  return (
    paragraphs
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
