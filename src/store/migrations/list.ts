import { pipeline } from './0001-pipeline.ts';
import { sourceHealth } from './0002-source-health.ts';
import { operators } from './0003-operators.ts';
import { events } from './0004-events.ts';
import { bodies } from './0005-bodies.ts';
import { matters } from './0006-matters.ts';
import { subscribers } from './0007-subscribers.ts';
import { placing } from './0008-placing.ts';
import { search } from './0009-search.ts';
import { signUps } from './0010-sign-ups.ts';
import { operatorConsole } from './0011-console.ts';
import { pruning } from './0012-pruning.ts';
import { toldNews } from './0013-told-news.ts';
import { tuning } from './0014-tuning.ts';
import { archive } from './0015-archive.ts';
import { feedback } from './0016-feedback.ts';

/** One step of the schema. Steps are numbered, run in order, and never edited once released. */
export type Migration = { readonly id: number; readonly name: string; readonly sql: string };

/** All steps, oldest first; new ones join at the end. */
export const MIGRATIONS: readonly Migration[] = [
  pipeline,
  sourceHealth,
  operators,
  events,
  bodies,
  matters,
  subscribers,
  placing,
  search,
  signUps,
  operatorConsole,
  pruning,
  toldNews,
  tuning,
  archive,
  feedback,
];
