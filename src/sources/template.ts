/**
 * What a template takes of a text: `Posted on {date} |` takes what stands between `Posted on ` and the next ` |`. The place with
 * the name `taken` is what is taken, `{*}` is anything; all else is literal. A literal is looked for where it comes first, but the
 * last one at the end of the text before that. Null where the literals do not stand in the text in their order. Takes time linear in the text.
 */
export function takeByTemplate(template: string, taken: string, text: string): string | null {
  const pieces = template.split(/(\{[^{}]*\})/);
  const [begin = '', ...rest] = pieces;
  const start = text.indexOf(begin);
  if (start < 0) return null;
  let at = start + begin.length;
  let found: string | null = null;
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const literal = rest[index + 1] ?? '';
    const end = placeOf(literal, text, at, index + 2 >= rest.length);
    if (end < 0) return null;
    if (rest[index] === `{${taken}}`) found = text.slice(at, end);
    at = end + literal.length;
  }
  return found?.trim() ?? null;
}

function placeOf(literal: string, text: string, from: number, isLast: boolean): number {
  if (!isLast) return text.indexOf(literal, from);
  const atEnd = text.length - literal.length;
  return text.endsWith(literal) && atEnd >= from ? atEnd : text.indexOf(literal, from);
}
