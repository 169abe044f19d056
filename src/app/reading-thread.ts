import { readDocument } from '../sources/read-document.ts';
import { parsePage } from '../sources/parse-page.ts';
import { answerTasks } from '../threads/answer.ts';
import type { TaskTable } from '../threads/pool.ts';

/** What the threads beside the event loop do: whatever may compute for long on behalf of a source. */
const TASKS = { readDocument, parsePage } satisfies TaskTable;

/** The types of the tasks, for whoever gives them to a pool. */
export type ReadingTasks = typeof TASKS;

answerTasks(TASKS);
