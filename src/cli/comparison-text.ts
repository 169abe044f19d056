import type { Change, Comparison, Counts, Outcome, Sample } from '../core/classify/compare.ts';
import { harmless } from './paint.ts';

const CHANGES: readonly Change[] = ['gained', 'lost', 'moved'];
/** Sources that are listed: those with the most changes. */
const SOURCES_SHOWN = 20;

/** A comparison of two configurations, for people. */
export function comparisonLines(comparison: Comparison): string[] {
  const { byLanguage, bySource, samples } = comparison;
  const changed = Object.entries(bySource)
    .filter(([, counts]) => changesOf(counts) > 0)
    .toSorted(([, a], [, b]) => changesOf(b) - changesOf(a));
  const shown = changed.slice(0, SOURCES_SHOWN);
  const more = changed.length - shown.length;
  return [
    `${comparison.items} items: ${countsOf(comparison)}`,
    ...table('by language', Object.entries(byLanguage)),
    ...table('by source, those that change', shown),
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
    ...CHANGES.flatMap((change) => sampleLines(change, samples[change], comparison[change])),
  ];
}

function changesOf({ gained, lost, moved }: Counts): number {
  return gained + lost + moved;
}

function countsOf({ gained, lost, moved }: Counts): string {
  return `${gained} gained, ${lost} lost, ${moved} moved`;
}

function table(title: string, rows: readonly (readonly [string, Counts])[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    `${title}:`,
    ...rows.map(
      ([name, counts]) =>
        `  ${harmless(name).padEnd(width)}  ${String(counts.items).padStart(6)} items  ${countsOf(counts)}`,
    ),
  ];
}

function sampleLines(change: Change, samples: readonly Sample[], count: number): string[] {
  if (count === 0) return [];
  const some = samples.length < count ? ` (${samples.length} of ${count})` : '';
  return ['', `${change}${some}:`, ...samples.flatMap(linesOf)];
}

function linesOf(sample: Sample): string[] {
  const { id, title, source, language, before, after, contributions, hits } = sample;
  const points = contributions.map(
    (one) => `${one.feature} ${signed(one.before)} → ${signed(one.after)}`,
  );
  const phrases = (list: Sample['hits']['before']): string =>
    list.map(({ text, concept, pattern }) => `“${flat(text)}” (${concept}: ${pattern})`).join(', ');
  return [
    `  ${harmless(flat(title))}  [${id}, ${language}${source === null ? '' : `, ${harmless(source)}`}]`,
    `    ${outcome(before)} → ${outcome(after)}`,
    ...(points.length === 0 ? [] : [`    ${points.join(', ')}`]),
    ...(hits.before.length === 0 ? [] : [`    no longer: ${harmless(phrases(hits.before))}`]),
    ...(hits.after.length === 0 ? [] : [`    now: ${harmless(phrases(hits.after))}`]),
  ];
}

function outcome({ label, direction, score, gate }: Outcome): string {
  const what = direction === null ? label : `${label}, ${direction}`;
  return `${what} (${gate ?? score.toFixed(2)})`;
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)}`;
}

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
