/**
 * Text fit for one line: control characters, line breaks and the marks that reorder bidirectional text become spaces.
 * The length stays the same, so offsets into the text stay right.
 */
export function flatten(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ');
}

/** One line of at most `limit` UTF-16 units, cut at a word's edge with an ellipsis where the text is longer. */
export function clip(text: string, limit: number): string {
  const line = flatten(text.slice(0, limit * 4))
    .replaceAll(/ {2,}/gu, ' ')
    .trim();
  if (line.length <= limit) return line;
  return `${line.slice(0, wordEnd(line, 0, limit - 1)).trimEnd()}…`;
}

/**
 * The last place at or before `end`, and after `start`, at which a word of the text ends; where one word fills the
 * room, the last place that splits no surrogate pair.
 */
export function wordEnd(text: string, start: number, end: number): number {
  if (end >= text.length || text[end] === ' ') return Math.min(end, text.length);
  const space = text.lastIndexOf(' ', end - 1);
  if (space > start) return space;
  return splitsPair(text, end) ? end - 1 : end;
}

/** Whether cutting at an offset would part the two halves of one character. */
export function splitsPair(text: string, offset: number): boolean {
  return (
    /[\uD800-\uDBFF]/u.test(text[offset - 1] ?? '') && /[\uDC00-\uDFFF]/u.test(text[offset] ?? '')
  );
}
