import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

import { messageOf } from '../errors.ts';
import type { TaskTable, ThreadAnswer, ThreadTask } from './pool.ts';

/** Makes this thread do the tasks of a pool, one after the other; in the main thread it does nothing. */
export function answerTasks(tasks: TaskTable): void {
  const port = parentPort;
  if (port === null) return;
  const named = new Map(Object.entries(tasks));
  port.on('message', (task: ThreadTask) => void answer(task, named, port));
  post(port, { kind: 'up' });
}

async function answer(
  { name, input }: ThreadTask,
  tasks: ReadonlyMap<string, TaskTable[string]>,
  port: MessagePort,
): Promise<void> {
  try {
    const task = tasks.get(name);
    if (task === undefined) throw new Error(`threads know no task ${name}`);
    // The pool’s types hold whoever posts to the inputs of the table.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    post(port, { kind: 'done', result: await task(input as never) });
  } catch (error) {
    post(port, { kind: 'failed', problem: messageOf(error) });
  }
}

function post(port: MessagePort, message: ThreadAnswer): void {
  port.postMessage(message);
}
