/** A union-find over the numbers 0 … size-1. */
export type Components = {
  readonly link: (a: number, b: number) => void;
  /** The groups that are linked, each in ascending order, by their lowest member. */
  readonly groups: () => number[][];
};

/** Starts with every number on its own. */
export function components(size: number): Components {
  const roots = Array.from({ length: size }, (_, index) => index);

  const rootOf = (index: number): number => {
    let at = index;
    for (let root = roots[at]; root !== undefined && root !== at; root = roots[at]) {
      roots[at] = roots[root] ?? root; // Halves the path for those who come after.
      at = root;
    }
    return at;
  };

  return {
    link: (a, b) => {
      const [rootA, rootB] = [rootOf(a), rootOf(b)];
      roots[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    },
    groups: () => {
      const byRoot = new Map<number, number[]>();
      for (let index = 0; index < size; index += 1) {
        const root = rootOf(index);
        const group = byRoot.get(root);
        if (group === undefined) byRoot.set(root, [index]);
        else group.push(index);
      }
      return [...byRoot.values()];
    },
  };
}
