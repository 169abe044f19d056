import { answerTasks } from '../threads/answer.ts';
import type { TaskTable } from '../threads/pool.ts';
import { checkConfig } from './check-config.ts';

/** What the thread beside a running service does. */
const TASKS = { checkConfig } satisfies TaskTable;

/** The types of the tasks, for whoever gives them to a pool. */
export type ConfigTasks = typeof TASKS;

answerTasks(TASKS);
