import type { HtmlElement, HtmlNode } from '../html-tree.ts';
import { INLINE, MAX_FIELD, folded } from '../plain-text.ts';
import { isElement } from './elements.ts';

/** A run of text that a reader sees set apart: a paragraph, a heading, an item of a list, a cell. */
export type Block = {
  readonly text: string;
  /** The share of its characters that stand in links, 0…1. */
  readonly linkShare: number;
  readonly kind: 'paragraph' | 'heading' | 'item' | 'other';
  /** The nearest element around it that is no part of a line. */
  readonly element: HtmlElement;
};

/** The blocks within an element in the order of the page, without the elements that `isLeftOff` names and all within them. */
export function blocksOf(
  root: HtmlElement,
  isLeftOff: (element: HtmlElement) => boolean,
): readonly Block[] {
  const state: State = { found: [], pieces: [], length: 0, linked: 0, element: root, breaks: 0 };
  walk(state, root, { isLeftOff, inLink: false });
  flush(state);
  return state.found;
}

const MAX_BLOCKS = 10_000;

type State = {
  readonly found: Block[];
  pieces: string[];
  length: number;
  linked: number;
  element: HtmlElement;
  /** Line breaks since the last text. */
  breaks: number;
};
type Way = { readonly isLeftOff: (element: HtmlElement) => boolean; readonly inLink: boolean };

/** The tree is no deeper than 512, so the calls are not either. */
function walk(state: State, node: HtmlNode, way: Way): void {
  if (!isElement(node)) {
    if ('data' in node) addText(state, node.data, way.inLink);
    return;
  }
  if (node.name === 'br') {
    state.breaks += 1;
    // Two breaks are how a paragraph looks to those who write by hand.
    if (state.breaks === 2) flush(state);
    state.pieces.push(' ');
    return;
  }
  if (state.found.length >= MAX_BLOCKS || way.isLeftOff(node)) return;
  const isBlock = !INLINE.has(node.name);
  const outer = state.element;
  if (isBlock) {
    flush(state);
    state.element = node;
  }
  const within = node.name === 'a' ? { ...way, inLink: true } : way;
  for (const child of node.children) walk(state, child, within);
  if (isBlock) {
    flush(state);
    state.element = outer;
  }
}

function addText(state: State, text: string, inLink: boolean): void {
  if (text.trim() !== '') state.breaks = 0;
  if (state.length >= MAX_FIELD) return;
  const piece = text.slice(0, MAX_FIELD - state.length);
  state.pieces.push(piece);
  const seen = piece.trim().length;
  state.length += piece.length;
  if (inLink) state.linked += seen;
}

function flush(state: State): void {
  const { pieces, linked, element } = state;
  state.pieces = [];
  state.length = 0;
  state.linked = 0;
  state.breaks = 0;
  const text = folded(pieces.join(''));
  if (text === '') return;
  const linkShare = Math.min(1, linked / text.length);
  state.found.push({ text, linkShare, kind: kindOf(element.name), element });
}

function kindOf(name: string): Block['kind'] {
  if (/^h[1-6]$/.test(name)) return 'heading';
  if (name === 'p' || name === 'blockquote' || name === 'pre') return 'paragraph';
  return name === 'li' || name === 'dd' || name === 'dt' ? 'item' : 'other';
}
