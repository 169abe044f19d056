/** One line of two texts compared: in both, only in the first, or only in the second. */
export type LineEdit = { readonly kind: ' ' | '-' | '+'; readonly line: string };

/** More different lines than this are told as one block: the search for the fewest takes the square of it. */
const MOST_EDITS = 1_500;

/** How the lines of one text become those of another, with as few changes as there can be (Myers 1986). */
export function lineEdits(before: readonly string[], after: readonly string[]): LineEdit[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  return [
    ...before.slice(0, start).map(same),
    ...(shortest(old, fresh) ?? [...old.map(gone), ...fresh.map(added)]),
    ...before.slice(before.length - end).map(same),
  ];
}

function same(line: string): LineEdit {
  return { kind: ' ', line };
}

function gone(line: string): LineEdit {
  return { kind: '-', line };
}

function added(line: string): LineEdit {
  return { kind: '+', line };
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  let count = 0;
  const most = Math.min(a.length, b.length) - start;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** Null where more lines differ than are looked for. */
function shortest(a: readonly string[], b: readonly string[]): LineEdit[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const steps: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    steps.push(reach.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = furthest(reach, middle, edits, diagonal);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reach[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return traced(a, b, steps);
    }
  }
  return null;
}

/** How far the first text is read on a diagonal after one edit more: from the neighbour that came furthest. */
function furthest(reach: Int32Array, middle: number, edits: number, diagonal: number): number {
  const isDown = comesFromAbove(reach, middle, edits, diagonal);
  return isDown ? (reach[middle + diagonal + 1] ?? 0) : (reach[middle + diagonal - 1] ?? 0) + 1;
}

/** Whether the last edit added a line; else it took one away. */
function comesFromAbove(
  reach: Int32Array,
  middle: number,
  edits: number,
  diagonal: number,
): boolean {
  if (diagonal === -edits || diagonal === edits) return diagonal === -edits;
  return (reach[middle + diagonal - 1] ?? 0) < (reach[middle + diagonal + 1] ?? 0);
}

/** Goes back from the ends of both texts through what each number of edits had reached. */
function traced(
  a: readonly string[],
  b: readonly string[],
  steps: readonly Int32Array[],
): LineEdit[] {
  const edits: LineEdit[] = [];
  let x = a.length;
  let y = b.length;
  for (let count = steps.length - 1; count > 0; count -= 1) {
    const reach = steps[count] ?? new Int32Array(0);
    const diagonal = x - y;
    const isDown = comesFromAbove(reach, count + 1, count, diagonal);
    const fromX = reach[count + 1 + diagonal + (isDown ? 1 : -1)] ?? 0;
    const fromY = fromX - diagonal - (isDown ? 1 : -1);
    const turn = isDown ? fromX : fromX + 1;
    edits.push(...a.slice(turn, x).toReversed().map(same));
    edits.push(isDown ? added(b[fromY] ?? '') : gone(a[fromX] ?? ''));
    x = fromX;
    y = fromY;
  }
  edits.push(...a.slice(0, x).toReversed().map(same));
  return edits.toReversed();
}
