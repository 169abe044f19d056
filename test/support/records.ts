import { pino } from 'pino';
import type { NewItem } from '../../src/core/item.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import type { EventRules } from '../../src/core/stories/margins.ts';
import type { Signature } from '../../src/core/stories/signature.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPool, type Pool } from '../../src/store/pool.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { testDatabase } from './postgres.ts';

/** Fresh records with the newest schema, in a database of their own. */
export type TestRecords = {
  readonly pool: Pool;
  readonly store: Store;
  readonly connectionString: string;
  readonly close: () => Promise<void>;
};

/** Noon of an ordinary Wednesday. */
export const NOON = new Date('2026-03-04T12:00:00Z');

/** Opens records of their own for a test file. */
export async function testRecords(): Promise<TestRecords> {
  const { connectionString, drop } = await testDatabase();
  const pool = openPool({ connectionString }, 5, pino({ level: 'silent' }));
  await migrate(pool, NOON);
  return {
    pool,
    store: openStore(pool),
    connectionString,
    close: async () => {
      await pool.end();
      await drop();
    },
  };
}

/** A time so many minutes after noon. */
export function minutesLater(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

/** An item like any other but for what the test is about; `key` tells it from the next. */
export function anItem(key: string, parts: Partial<NewItem> = {}): NewItem {
  return {
    sourceId: 'paper',
    key,
    url: `https://paper.example/${key}`,
    canonicalUrl: `https://paper.example/${key}`,
    title: `Headline number ${key} of an ordinary day in sport`,
    summary: `What ${key} says in a sentence.`,
    language: 'en',
    outlet: 'The Paper',
    publishedAt: NOON,
    fetchedAt: NOON,
    isNews: true,
    ...parts,
  };
}

/** A verdict like any other but for what the test is about. */
export function aVerdict(parts: Partial<Verdict> = {}): Verdict {
  return {
    label: 'sanction',
    direction: 'imposed',
    polarity: 'tighter',
    score: 0.9,
    targets: ['RUS'],
    countries: [],
    authority: 'FIS',
    sport: 'skiing',
    evidence: {
      topic: 'sanction',
      logit: 2.2,
      threshold: 0.5,
      gate: null,
      contributions: [],
      hits: [],
      seed: null,
    },
    ...parts,
  };
}

/** Rules under which, with `aSignature`, only copies are of one event. */
export const COPIES_ONLY: EventRules = {
  windowMs: 72 * 3_600_000,
  copies: 0.5,
  sameLanguage: 0.45,
  otherLanguage: 0.5,
};

/** A signature that says nothing but what the test is about. */
export function aSignature(parts: Partial<Signature> = {}): Signature {
  return {
    language: 'en',
    topic: null,
    direction: null,
    targets: [],
    sports: [],
    bodySports: [],
    bodies: [],
    countries: [],
    persons: [],
    names: [],
    maybeNames: [],
    numbers: [],
    concepts: [],
    terms: [],
    ...parts,
  };
}
