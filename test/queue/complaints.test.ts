import { expect, test } from '@jest/globals';
import { complaints } from '../../src/queue/complaints.ts';
import { memoryLog } from './bench.ts';

test('an error that goes on is logged once, another one beside it', () => {
  const { log, logged } = memoryLog();
  const complain = complaints(log);
  for (let port = 1; port <= 50; port += 1) complain(new Error(`connect ECONNREFUSED ${port}`));
  complain('no answer');
  expect(logged.map(({ problem }) => problem)).toEqual(['connect ECONNREFUSED 1', 'no answer']);
});
