import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { comparePairs } from '../../../src/app/stories/pairs.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { PairReport } from '../../../src/core/stories/evaluate-pairs.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let report: PairReport;

beforeAll(async () => {
  const config = await loadConfig(join(root, 'config'));
  report = await comparePairs(join(root, 'training', 'story-pairs.jsonl'), config, null);
});

describe('the shipped rules on the shipped pairs', () => {
  test('tell reports of one event in one language', () => {
    expect(report.byLanguage.same.f1).toBeGreaterThanOrEqual(0.93);
    expect(report.byLanguage.same.auc).toBeGreaterThanOrEqual(0.97);
  });

  test('tell them in two languages', () => {
    expect(report.byLanguage.cross.f1).toBeGreaterThanOrEqual(0.93);
    expect(report.byLanguage.cross.precision).toBeGreaterThanOrEqual(0.95);
  });
});
