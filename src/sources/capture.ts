import type { Draft } from './draft.ts';
import type { Field } from './fields.ts';
import { MAX_FIELD } from './plain-text.ts';

/** The text of a field while its element is open, with everything needed to judge it when it closes. */
export type Capture = {
  readonly field: Field;
  readonly draft: Draft;
  /** How many elements were open around the field. */
  readonly depth: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** What its links are relative to, null where nothing says so. */
  readonly base: string | null;
  readonly pieces: string[];
  length: number;
};

/** Adds text to a field, up to the longest that a field may be. */
export function addText(capture: Capture, text: string): void {
  if (capture.length >= MAX_FIELD) return;
  const piece = text.slice(0, MAX_FIELD - capture.length);
  capture.pieces.push(piece);
  capture.length += piece.length;
}

/** The text of a field as HTML, whichever way Atom’s `type` and `mode` say that it was written. */
export function markupOf({ attributes, pieces }: Capture): string {
  const text = pieces.join('');
  const type = attributes['type']?.toLowerCase() ?? '';
  // Tags of XHTML were elements of the document; what still looks like a tag was meant to be seen.
  if (type.includes('xhtml')) return escapedLeftovers(text);
  const mayBeBase64 = attributes['mode'] === 'base64' || type === 'application/octet-stream';
  return mayBeBase64 && /^[\w+/=\s]+$/.test(text)
    ? Buffer.from(text, 'base64').toString('utf8')
    : text;
}

function escapedLeftovers(text: string): string {
  return text.replace(/&(?=(?:lt|gt|amp|quot|apos|#))/g, '&amp;').replaceAll('<', '&lt;');
}
