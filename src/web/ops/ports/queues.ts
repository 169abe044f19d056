import type { Hono } from 'hono';

/** How many jobs of a queue are in which state. */
export type QueueRow = {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

/** The queues. */
export type QueuesPort = {
  /** What holds the jobs. */
  readonly kind: 'redis' | 'postgres';
  readonly counts: () => Promise<readonly QueueRow[]>;
  /** Every job of every queue, to be looked at and not touched; made at its first use. */
  readonly board: (basePath: string) => Promise<Hono>;
};
