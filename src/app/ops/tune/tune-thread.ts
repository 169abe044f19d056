import { answerTasks } from '../../../threads/answer.ts';
import type { TaskTable } from '../../../threads/pool.ts';
import { lintOfDraft } from './lint-draft.ts';
import { check, compare, look, measureBoth } from './tasks.ts';

/** What the threads for drafts of keywords do. */
const TASKS = { look, check, compare, measureBoth, lintOfDraft } satisfies TaskTable;

/** The types of the tasks, for whoever gives them to a pool. */
export type TuneTasks = typeof TASKS;

answerTasks(TASKS);
