/**
 * Gives an edited text, which knows only `\n`, the line ends and the byte order mark of the original: lines before and
 * after what was edited keep their own, new ones get the first line's.
 */
export function withLineEndsOf(original: string, edited: string): string {
  const mark = original.startsWith('\uFEFF') ? '\uFEFF' : '';
  const before = linesOf(original.slice(mark.length));
  const after = linesOf(edited);
  const usual = before[0]?.end === '' ? '\n' : (before[0]?.end ?? '\n');
  const same = (a: number, b: number): boolean => before[a]?.text === after[b]?.text;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && same(head, head)) head += 1;
  let tail = 0;
  while (tail < most - head && same(before.length - 1 - tail, after.length - 1 - tail)) tail += 1;
  const lines = after.map(({ text, end }, at) => {
    const twin = at < head ? at : at - after.length + before.length;
    const isKept = at < head || at >= after.length - tail;
    const own = isKept ? (before[twin]?.end ?? usual) : usual;
    // The last line has an end where the edited text says so.
    return end === '' ? text : text + (own === '' ? usual : own);
  });
  return mark + lines.join('');
}

type Line = { readonly text: string; readonly end: string };

function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .map(([, line = '', end = '']) => ({ text: line, end }))
    .filter(({ text: line, end }) => line !== '' || end !== '');
}
