/** A row of a matrix of which most is 0: the columns that are not, and what stands there. */
export type SparseRow = { readonly columns: Int32Array; readonly values: Float64Array };

/** The row of the columns that are kept, by their new numbers; -1 in `kept` drops a column. */
export function project({ columns, values }: SparseRow, kept: Int32Array): SparseRow {
  const newColumns: number[] = [];
  const newValues: number[] = [];
  for (const [at, column] of columns.entries()) {
    const place = kept[column] ?? -1;
    if (place < 0) continue;
    newColumns.push(place);
    newValues.push(values[at] ?? 0);
  }
  return { columns: Int32Array.from(newColumns), values: Float64Array.from(newValues) };
}

/** Σ row × weights, whose first column stands at `offset`. */
export function product(
  { columns, values }: SparseRow,
  weights: Float64Array,
  offset: number,
): number {
  let sum = 0;
  for (let at = 0; at < columns.length; at += 1) {
    sum += (weights[offset + (columns[at] ?? 0)] ?? 0) * (values[at] ?? 0);
  }
  return sum;
}

/** Adds factor × row to the vector from `offset` on. */
export function addTo(
  vector: Float64Array,
  offset: number,
  { columns, values }: SparseRow,
  factor: number,
): void {
  for (let at = 0; at < columns.length; at += 1) {
    const place = offset + (columns[at] ?? 0);
    vector[place] = (vector[place] ?? 0) + factor * (values[at] ?? 0);
  }
}

/** The row with its values squared. */
export function square({ columns, values }: SparseRow): SparseRow {
  return { columns, values: values.map((value) => value * value) };
}

/** The row without the columns that `isLeftOut` says. */
export function without({ columns, values }: SparseRow, isLeftOut: readonly boolean[]): SparseRow {
  const keep = [...columns.keys()].filter((at) => isLeftOut[columns[at] ?? -1] !== true);
  return {
    columns: Int32Array.from(keep, (at) => columns[at] ?? 0),
    values: Float64Array.from(keep, (at) => values[at] ?? 0),
  };
}
