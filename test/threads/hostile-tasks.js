import { threadId } from 'node:worker_threads';
import { answerTasks } from '../../.test-dist/threads/answer.js';

/** What the tests let threads do: mostly what no task should. */
answerTasks({
  echo: (value) => value,
  fail: (message) => {
    throw new Error(message);
  },
  failLater: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new Error('nobody catches this');
      }, 0);
    }),
  exit: (code) => process.exit(code),
  loop: () => {
    for (;;);
  },
  // In place of the task of that name which the program has.
  readDocument: ({ body }) => {
    if (body.byteLength === 0) process.exit(1);
    for (;;);
  },
  wait: () => new Promise(() => {}),
  hoard: () => {
    const hoard = [];
    for (;;) hoard.push({ at: hoard.length });
  },
  unclonable: () => () => 1,
  threadId: () => threadId,
  lengthOf: (bytes) => bytes.byteLength,
  // Returns once so many threads are here at the same time.
  meet: ({ shared, count }) => {
    const arrived = new Int32Array(shared);
    Atomics.add(arrived, 0, 1);
    Atomics.notify(arrived, 0);
    for (let now = Atomics.load(arrived, 0); now < count; now = Atomics.load(arrived, 0)) {
      Atomics.wait(arrived, 0, now);
    }
    return threadId;
  },
});
