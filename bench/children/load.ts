/**
 * Asks a server for the given paths in turn, over so many connections at once, each as soon as it has its answer; prints
 * what that took. Arguments: address, connections, milliseconds, paths …
 */
import { Pool } from 'undici';

const [, , address = '', connections = '1', forMs = '1000', ...paths] = process.argv;
const pool = new Pool(address, { connections: Number(connections), pipelining: 1 });
const WARM_UP = 20;
const times: number[] = [];
let next = 0;
let bytes = 0;

async function ask(): Promise<number> {
  const path = paths[next % paths.length] ?? '/';
  next += 1;
  const start = performance.now();
  const { statusCode, body } = await pool.request({ path, method: 'GET' });
  const text = await body.arrayBuffer();
  if (statusCode !== 200) throw new Error(`${path} answers ${statusCode}`);
  bytes += text.byteLength;
  return performance.now() - start;
}

async function askUntil(end: number): Promise<void> {
  while (performance.now() < end) times.push(await ask());
}

// A server that was just started is slow.
for (let warm = 0; warm < WARM_UP; warm += 1) await ask();
bytes = 0;
const start = performance.now();
await Promise.all(
  Array.from({ length: Number(connections) }, () => askUntil(start + Number(forMs))),
);
const seconds = (performance.now() - start) / 1000;
await pool.close();
const sorted = times.toSorted((a, b) => a - b);
const share = (of: number): number => sorted[Math.floor(sorted.length * of)] ?? Number.NaN;
process.stdout.write(
  JSON.stringify({
    perSecond: times.length / seconds,
    median: share(0.5),
    p95: share(0.95),
    worst: sorted.at(-1),
    requests: times.length,
    bytes: bytes / times.length,
  }),
);
