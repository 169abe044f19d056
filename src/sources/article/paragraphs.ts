import type { Block } from './blocks.ts';
import { isPitch } from './phrases.ts';

/** The paragraphs that blocks of an article make: without the headline, links to elsewhere, scraps, and what is said twice. */
export function paragraphsOf(blocks: readonly Block[], title: string): readonly string[] {
  const headline = fold(title);
  const seen = new Set<string>();
  const kept = blocks.filter((block) => isText(block));
  // A heading at the end stands over something that is no part of the article.
  const end = kept.findLastIndex(({ kind }) => kind !== 'heading') + 1;
  return kept.slice(0, Math.max(1, end)).flatMap((block) => {
    const key = fold(block.text);
    if (key === '' || seen.has(key)) return [];
    if (key === headline && block.kind !== 'paragraph') return [];
    if (block.text.length >= SHORTEST_REPEATED) seen.add(key);
    return [block.text];
  });
}

/** Shorter lines may well stand twice in an article; a longer one is a quote set in large type, or the same for phones. */
const SHORTEST_REPEATED = 40;

function isText(block: Block): boolean {
  const { text, linkShare, kind } = block;
  if (isPitch(text)) return false;
  if (linkShare > 0.8) return false;
  if (kind === 'item' && linkShare > 0.5) return false;
  if (kind === 'paragraph' || kind === 'heading') return true;
  return text.length >= 30 || /[.!?…]["»”)]?$/.test(text);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
