import Sequencer from '@jest/test-sequencer';

/** Suites that start processes and wait for them, and long ones; begun last, they would run on alone. */
const SLOW = [
  /demo\.pg/,
  /end-to-end/,
  /embedded/,
  /queue\.(redis|pg)/,
  /\.browser\./,
  /hostile|classifier/,
];

/** Starts the slow suites first, also in a fresh clone, where Jest does not know yet which they are. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    return tests.toSorted((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
  }
}

function rank(path) {
  const at = SLOW.findIndex((pattern) => pattern.test(path));
  return at === -1 ? SLOW.length : at;
}
