import Parser from 'rss-parser';

import { openThreads, readerIn } from '../src/app/threads.ts';
import { parseSource } from '../src/sources/parse.ts';
import { readDocument } from '../src/sources/read-document.ts';
import type { Document } from '../src/sources/read-document.ts';
import { aSource } from '../test/sources/a-source.ts';
import { compareCpu, measurement } from './measure.ts';
import type { Measurement } from './measure.ts';

/** From the bytes of a feed to clean entries, against rss-parser alone on the same feed, already decoded. */
export const name = 'parse';

const RUNS = 21;
const BYTES = 200 * 1024;
const UNIT = 'items per CPU second; other: rss-parser';

const WORDS = {
  English:
    'federation national team match tournament championship suspension decision committee international sport player coach council athlete season final',
  Russian:
    'федерация сборная матч турнир чемпионат отстранение решение комитет международный спорт команда игрок тренер совет спортсмен сезон финал',
};

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const lines: Measurement[] = [];
  for (const [language, items] of [
    ['English', 250],
    ['Russian', 250],
    ['English', 50],
  ] as const) {
    const xml = feedOf(WORDS[language], items);
    const body = Buffer.from(xml);
    const label = `${items} ${language} items, ${Math.round(body.length / 1024)} KB`;
    tell(`  ${label}`);
    const document = documentOf(body);
    const times = await compareCpu(
      () => parseSource(document.source, { ...document, body }),
      () => new Parser().parseString(xml),
      RUNS,
    );
    lines.push(lineOf(`parse: ${label}`, items, times));
  }
  return [...lines, ...(await runWhole(tell))];
}

/** What a poll does beyond parsing: items with identity, address and language; in a thread, with both ways. */
async function runWhole(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const items = 250;
  const xml = feedOf(WORDS.English, items);
  const body = Buffer.from(xml);
  const other = (): Promise<unknown> => new Parser().parseString(xml);
  tell('  the same to stored items, here and in a thread');
  const here = await compareCpu(() => readDocument(documentOf(body)), other, RUNS);
  const threads = openThreads({ threads: 1 });
  try {
    const read = readerIn(threads);
    const there = await compareCpu(() => read(documentOf(Buffer.from(body))), other, RUNS);
    return [
      lineOf(`read: ${items} English items`, items, here),
      lineOf(`read in a thread: ${items} English items`, items, there),
    ];
  } finally {
    await threads.close();
  }
}

function lineOf(label: string, items: number, ms: { ours: number; other: number }): Measurement {
  const perSecond = { ours: (items / ms.ours) * 1000, other: (items / ms.other) * 1000 };
  return measurement(label, perSecond, { unit: UNIT, runs: RUNS });
}

const SOURCE = aSource({ id: 'bench', name: 'Bench', url: 'https://www.example.org/feed.xml' });

function documentOf(body: Uint8Array): Document {
  const contentType = 'application/rss+xml; charset=utf-8';
  return { source: SOURCE, body, contentType, url: SOURCE.url, fetchedAt: new Date(0) };
}

/** A feed of so many characters, as a newspaper's looks: every item has a title, a link, a guid, a date and a text in tags. */
function feedOf(vocabulary: string, items: number): string {
  const text = textOf(vocabulary.split(' '));
  const summary = Math.floor(BYTES / items) - HEAD_OF_ITEM;
  const rows = Array.from({ length: items }, (_each, n) => {
    const minutes = String(n % 60).padStart(2, '0');
    return `<item><title>${text(70)}</title><link>https://www.example.org/sport/${2000 + n}?utm_source=rss</link><guid isPermaLink="false">item-${n}</guid><pubDate>Thu, 20 Aug 2026 07:${minutes}:00 +0300</pubDate><category>Sport</category><dc:creator>Staff</dc:creator><description><![CDATA[<p>${text(summary)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Sport</title><link>https://www.example.org/</link><description>All of it</description>${rows.join('\n')}</channel></rss>`;
}

/** What an item of these has besides its text, about. */
const HEAD_OF_ITEM = 400;

/** Words in an order that looks random and is the same each time. */
function textOf(words: readonly string[]): (length: number) => string {
  let state = 7;
  return (length) => {
    let text = '';
    while (text.length < length) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += `${text === '' ? '' : ' '}${words[(state >> 8) % words.length]}`;
    }
    return text;
  };
}
