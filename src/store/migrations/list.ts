import { pipeline } from './0001-pipeline.ts';

/** One step of the schema. Steps are numbered, run in order, and never edited once released. */
export type Migration = { readonly id: number; readonly name: string; readonly sql: string };

/** All steps, oldest first; new ones join at the end. */
export const MIGRATIONS: readonly Migration[] = [pipeline];
