import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { fillLargeArchive } from '../test/support/large-archive.ts';
import { testRecords } from '../test/support/records.ts';
import { measurement } from './measure.ts';
import type { Measurement } from './measure.ts';

/** The pages of an archive of a million items, asked for by twenty at once, against what may be and against a constant text. */
export const name = 'archive';

const SIZE = { items: 1_000_000, every: 10, reports: 5, now: new Date('2026-11-20T12:00:00Z') };
const AT_ONCE = 20;
const FOR_MS = 4_000;
/** Milliseconds that 95 of 100 answers may take. */
const P95 = 300;

/** What is asked for; of each the addresses are taken in turn. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  list: ['/', '/index.json'],
  filter: [
    '/?topic=agreement',
    '/?polarity=looser&period=year',
    '/?direction=eased',
    '/?country=CHN&topic=agreement',
    '/?sport=fencing',
    '/?federation=CAS&sport=judo&country=BLR',
    '/?language=ru',
    '/?outlet=outlet-7.example',
    '/?period=month',
    '/?outlet=outlet-9.example&federation=UCI&sport=rowing&language=de',
  ],
  search: [
    '/?q=ban',
    '/?q=members',
    '/?q="500"',
    '/?q=Startverbot+or+меморандум',
    '/?q=соглашение+-сборах',
    '/?q="extends+the+ban"&country=BLR',
    '/?q=nothing+has+such+words',
    '/?q=court&sport=biathlon&period=year',
    // Most reports have the word, and no two ask for the same.
    ...Array.from({ length: 400 }, (_, n) => `/?q=members+-${n}`),
  ],
  'story page': [1000, 3333, 7001, 12_345, 19_999].map((id) => `/story/${id}`),
  feed: ['/feed.atom', '/feed.json?sport=fencing', '/feed.rss?q=ban'],
};

type Load = { readonly perSecond: number; readonly p95: number; readonly requests: number };

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const records = await testRecords();
  try {
    const start = Date.now();
    await fillLargeArchive(records.pool, SIZE);
    tell(`  ${SIZE.items} items stored in ${Math.round((Date.now() - start) / 1000)} s`);
    return await served(records.connectionString, measured);
  } finally {
    await records.close();
  }
}

async function measured(url: string): Promise<readonly Measurement[]> {
  const lines: Measurement[] = [];
  for (const [scene, paths] of Object.entries(SCENES)) {
    const { p95, requests } = await load(url, paths);
    const unit = `ms; other: the bound; ${AT_ONCE} at once, by undici`;
    lines.push(
      measurement(`archive: ${scene}, p95`, { ours: p95, other: P95 }, { unit, runs: requests }),
    );
  }
  return [...lines, await againstConstant(url)];
}

/** The first page, made anew for each request, against its own text as a constant from the same server: by turns. */
async function againstConstant(url: string): Promise<Measurement> {
  const sums = { ours: 0, other: 0, runs: 0 };
  for (let turn = 0; turn < 3; turn += 1) {
    const ours = await load(url, ['/']);
    sums.ours += ours.perSecond;
    sums.other += (await load(url, ['/constant'])).perSecond;
    sums.runs += ours.requests;
  }
  const unit = 'requests a second, three turns summed up; other: its text as a constant';
  return measurement('archive: the first page, uncached', sums, { unit, runs: sums.runs });
}

async function load(url: string, paths: readonly string[]): Promise<Load> {
  const encoded = paths.map((path) => encodeURI(path));
  const child = started('load.ts', [url, String(AT_ONCE), String(FOR_MS), ...encoded]);
  const parts: string[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part.toString()));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the load on ${paths[0]} ended with ${code}`);
  // The child is a file of ours.
  return JSON.parse(parts.join(''));
}

async function served<T>(connectionString: string, use: (url: string) => Promise<T>): Promise<T> {
  const child = started('serve-archive.ts', [connectionString, SIZE.now.toISOString()]);
  const ended = once(child, 'close');
  try {
    const [url] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      ended.then(() => Promise.reject(new Error('the server ended before it was up'))),
    ]);
    return await use(String(url));
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function started(file: string, parameters: readonly string[]) {
  const path = fileURLToPath(new URL(`children/${file}`, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', path, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
