import type { HtmlElement } from '../html-tree.ts';
import type { Block } from './blocks.ts';
import { ancestorsOf, attributeOf } from './elements.ts';

/**
 * The cards of a page: three or more elements of one name in a row, each with a heading that is a link and little else. They lead
 * to other articles.
 */
export function cardsOf(
  blocks: readonly Block[],
  prose: ReadonlyMap<HtmlElement, number>,
): ReadonlySet<HtmlElement> {
  const headed = new Set<HtmlElement>();
  for (const { kind, linkShare, element } of blocks) {
    if (kind !== 'heading' || linkShare < 0.8) continue;
    let depth = 0;
    for (const around of ancestorsOf(element)) {
      depth += 1;
      if (depth > MAX_DEPTH || (prose.get(around) ?? 0) > MOST_PROSE) break;
      headed.add(around);
    }
  }
  const rows = new Map<HtmlElement['parent'], Map<string, number>>();
  for (const card of headed) {
    const row = rows.get(card.parent) ?? new Map<string, number>();
    rows.set(card.parent, row.set(nameOf(card), (row.get(nameOf(card)) ?? 0) + 1));
  }
  const isInRow = (card: HtmlElement): boolean =>
    (rows.get(card.parent)?.get(nameOf(card)) ?? 0) >= SHORTEST_ROW;
  return new Set([...headed].filter(isInRow));
}

function nameOf(element: HtmlElement): string {
  return `${element.name} ${attributeOf(element, 'class')}`;
}

/** How far a heading lies below its card. */
const MAX_DEPTH = 4;
/** Characters of sentences: longer ones are no teaser. */
const MOST_PROSE = 500;
const SHORTEST_ROW = 3;
