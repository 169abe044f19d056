/** A smooth function: returns its value at a point and writes its gradient there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Steps that are remembered to estimate the curvature. */
const MEMORY = 8;
const MOST_STEPS = 120;
/** It ends when a step gains less than this share of the value. */
const LEAST_GAIN = 3e-4;
const MOST_HALVINGS = 20;

type Step = {
  readonly move: Float64Array;
  readonly turn: Float64Array;
  readonly inverse: number;
};

/**
 * The minimum of a convex function, sought from 0; `curvatures` says about how strongly it bends along each axis, so that
 * steps along all of them are alike. Limited-memory BFGS with backtracking (Nocedal & Wright, Numerical
 * Optimization, algorithms 7.4 and 7.5). Deterministic: the same function gives the same bits.
 */
export function minimise(curvatures: Float64Array, objective: Objective): Float64Array {
  const units = curvatures.map((curvature) => 1 / Math.sqrt(curvature));
  const scaled: Objective = (point, gradient) => {
    const value = objective(product(point, units), gradient);
    scaleBy(gradient, units);
    return value;
  };
  return product(descend(curvatures.length, scaled), units);
}

function descend(size: number, objective: Objective): Float64Array {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const steps: Step[] = [];
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const direction = descent(gradient, steps);
    const next = search(objective, point, value, direction, dot(direction, gradient));
    if (next === null) break;
    remember(steps, difference(next.point, point), difference(next.gradient, gradient));
    const gain = value - next.value;
    ({ point, gradient, value } = next);
    if (gain < LEAST_GAIN * Math.max(1, Math.abs(value))) break;
  }
  return point;
}

/** The direction −H·g, with H the inverse curvature that the last steps suggest. */
function descent(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (const step of steps.toReversed()) {
    const share = step.inverse * dot(step.move, direction);
    shares.push(share);
    add(direction, -share, step.turn);
  }
  scale(direction, firstScale(gradient, steps.at(-1)));
  for (const step of steps) {
    add(direction, (shares.pop() ?? 0) - step.inverse * dot(step.turn, direction), step.move);
  }
  return direction;
}

function firstScale(gradient: Float64Array, last: Step | undefined): number {
  if (last === undefined) return 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)));
  return 1 / (last.inverse * dot(last.turn, last.turn));
}

type State = {
  point: Float64Array<ArrayBuffer>;
  gradient: Float64Array<ArrayBuffer>;
  value: number;
};

/** The first of ever shorter steps that lowers the value enough (Armijo); null when none does: it is at the bottom. */
function search(
  objective: Objective,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
): State | null {
  let length = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const point = from.slice();
    add(point, length, direction);
    const gradient = new Float64Array(point.length);
    const reached = objective(point, gradient);
    if (reached <= value + 1e-4 * length * slope) return { point, gradient, value: reached };
    length /= 2;
  }
  return null;
}

function remember(steps: Step[], move: Float64Array, turn: Float64Array): void {
  const curvature = dot(move, turn);
  if (curvature <= 1e-10) return;
  steps.push({ move, turn, inverse: 1 / curvature });
  if (steps.length > MEMORY) steps.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function add(vector: Float64Array, factor: number, other: Float64Array): void {
  for (let at = 0; at < vector.length; at += 1) {
    vector[at] = (vector[at] ?? 0) + factor * (other[at] ?? 0);
  }
}

function scale(vector: Float64Array, factor: number): void {
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * factor;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value * (b[at] ?? 0));
}

function scaleBy(vector: Float64Array, factors: Float64Array): void {
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * (factors[at] ?? 0);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - (b[at] ?? 0));
}
