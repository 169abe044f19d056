import type { HtmlElement } from '../html-tree.ts';
import type { Block } from './blocks.ts';
import { ancestorsOf } from './elements.ts';

/**
 * What a block says for its surroundings being an article, in characters: a sentence counts as long as it is, links and
 * scraps against it.
 */
export function weightOf({ text, linkShare, kind }: Block): number {
  const { length } = text;
  if (linkShare > 0.5) return -Math.min(length, 150);
  const own = length * (1 - linkShare);
  if (kind === 'heading') return 0;
  const isSentence = length >= 40 && (/[.!?…»”"):;]$/.test(text) || length >= 120);
  if (isSentence || (kind === 'paragraph' && length >= 15)) return own;
  return kind === 'paragraph' ? 0 : -Math.min(length, 60);
}

/** For every element the sum of what the blocks within it weigh. */
export function weigh(
  blocks: readonly Block[],
  weight: (block: Block) => number,
): ReadonlyMap<HtmlElement, number> {
  const sums = new Map<HtmlElement, number>();
  for (const block of blocks) {
    const own = weight(block);
    if (own === 0) continue;
    sums.set(block.element, (sums.get(block.element) ?? 0) + own);
    for (const around of ancestorsOf(block.element)) {
      sums.set(around, (sums.get(around) ?? 0) + own);
    }
  }
  return sums;
}
