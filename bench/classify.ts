import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadConfig } from '../src/config/load.ts';
import { compileClassifier, type Judged } from '../src/core/classify/classifier.ts';
import type { Language } from '../src/core/source.ts';
import { compareCpu, measurement } from './measure.ts';
import type { Measurement } from './measure.ts';

/** Judging items with all evidence, against what a keyword alert does with them: one regular expression of plain words. */
export const name = 'classify';

const RUNS = 5;
const UNIT = 'items per CPU second; other: a keyword alert';
const ROOT = join(import.meta.dirname, '..');

/** What an alert of a few words would look for: a country and a measure or an agreement, anywhere in the text. */
const COUNTRY = /russia|belarus|росси|белорус|беларус|росія|білорус|russland|russie|rusia/i;
const ACT =
  /ban|suspend|exclu|sanction|neutral|agreement|cooperation|отстран|санкц|нейтрал|соглашен|сотруднич|sperr|ausschluss/i;

export async function run(tell: (line: string) => void): Promise<readonly Measurement[]> {
  const { keywords, seeds } = await loadConfig(join(ROOT, 'config'));
  const started = process.cpuUsage();
  const classifier = compileClassifier(keywords, seeds);
  const { user, system } = process.cpuUsage(started);
  tell(`  compiled in ${Math.round((user + system) / 1000)} ms of CPU`);
  const flagged = itemsOf(join(ROOT, 'training'), /^[a-z]{2}-[a-z]\.jsonl$/);
  const plain = flagged.map(({ language }, at): Judged => plainItem(language, at));
  const lines: Measurement[] = [];
  for (const [what, items] of [
    ['items about the two countries', flagged],
    ['items of other sports news', plain],
  ] as const) {
    tell(`  ${items.length} ${what}`);
    const ms = await compareCpu(
      () => judgeAll(items, (item) => classifier.judge(item)),
      () => judgeAll(items, ({ title, summary }) => isAlert(`${title} ${summary}`)),
      RUNS,
    );
    const perSecond = {
      ours: (items.length / ms.ours) * 1000,
      other: (items.length / ms.other) * 1000,
    };
    lines.push(measurement(`classify: ${what}`, perSecond, { unit: UNIT, runs: RUNS }));
  }
  return lines;
}

function judgeAll(items: readonly Judged[], judge: (item: Judged) => unknown): Promise<void> {
  for (const item of items) judge(item);
  return Promise.resolve();
}

function isAlert(text: string): boolean {
  return COUNTRY.test(text) && ACT.test(text);
}

function itemsOf(folder: string, files: RegExp): readonly Judged[] {
  return readdirSync(folder)
    .filter((file) => files.test(file))
    .toSorted()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => {
      const row: { title: string; summary: string; lang: Language } = JSON.parse(line);
      return { title: row.title, summary: row.summary, language: row.lang };
    });
}

const NEWS: Readonly<Record<'latin' | 'cyrillic', readonly string[]>> = {
  latin:
    'coach final season striker signs injury goal derby league match record sprint title cup home away win draw loss transfer'.split(
      ' ',
    ),
  cyrillic:
    'тренер финал сезон нападающий травма гол дерби лига матч рекорд спринт титул кубок победа ничья поражение переход контракт'.split(
      ' ',
    ),
};

/** Nothing of it is about the two countries, as most of what is read. */
function plainItem(language: Language, at: number): Judged {
  const words = NEWS[['ru', 'uk', 'be'].includes(language) ? 'cyrillic' : 'latin'];
  const text = (count: number, from: number): string =>
    Array.from({ length: count }, (_, n) => words[(from * 7 + n * 5) % words.length]).join(' ');
  return { title: text(9, at), summary: text(30, at + 3), language };
}
