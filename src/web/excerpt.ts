import type { Hit } from '../core/verdict.ts';

/** Text that may begin or end within a longer one, with its hits counted from its own start. */
export type Excerpt = { readonly text: string; readonly hits: readonly Hit[] };

/** UTF-16 units before the first hit that an excerpt keeps for context. */
const LEAD_IN = 48;

/** At most `limit` UTF-16 units (two for ellipses more) around the first hit, cut between words where there are any. */
export function excerptOf(text: string, hits: readonly Hit[], limit: number): Excerpt {
  if (text.length <= limit) return { text, hits };
  const first = hits.reduce((least, { start }) => Math.min(least, start), Infinity);
  const near = first + LEAD_IN < limit || first > text.length ? 0 : Math.max(0, first - LEAD_IN);
  const from = near === 0 ? 0 : wordStart(text, near);
  const to = wordEnd(text, from, from + limit);
  const before = from > 0 ? '…' : '';
  const after = to < text.length ? '…' : '';
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    hits: hits
      .filter(({ start, end }) => start >= from && end <= to)
      .map((hit) => ({ ...hit, start: hit.start + shift, end: hit.end + shift })),
  };
}

/** The beginning of a text, cut as an excerpt is. */
export function clip(text: string, limit: number): string {
  return excerptOf(text, [], limit).text;
}

function wordStart(text: string, near: number): number {
  const space = text.slice(near, near + LEAD_IN).search(/\s/);
  return space === -1 ? codePointEdge(text, near) : near + space + 1;
}

function wordEnd(text: string, from: number, near: number): number {
  if (near >= text.length) return text.length;
  const space = text.slice(from, near + 1).search(/\s\S*$/);
  return space > 0 ? from + space : codePointEdge(text, near);
}

function codePointEdge(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
