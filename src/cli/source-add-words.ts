import { rowText } from '../config/sources-edit.ts';
import type { RowFields } from '../config/sources.ts';
import type { Found } from '../app/sources/add-source.ts';
import type { Trial } from '../app/sources/trial.ts';
import { verdictOf } from '../app/sources/verdict.ts';
import { printable, trialLines, VERDICT_WORDS } from './source-words.ts';

/** What was just asked, and what came of it. */
export function triedLine(trial: Trial): string {
  const { source, reading, problem } = trial;
  const what =
    reading.items === 0
      ? printable((problem ?? '').replace(`${source.url} `, ''))
      : `${reading.items} items`;
  return `  ${VERDICT_WORDS[verdictOf(trial)].padEnd(14)} ${source.url}: ${what}`;
}

/** The feeds that a page leads to, for a person to pick one. */
export function severalFound({ feeds, unasked }: Found): string[] {
  const more = unasked > 0 ? [`     and ${unasked} that were not asked`] : [];
  const lines = feeds.map(({ source, reading, parsed }, at) => {
    const title = printable(parsed?.title ?? '').slice(0, 60);
    return `${String(at + 1).padStart(3)}  ${source.url}  ${reading.items} items  ${title}`;
  });
  return [...lines, ...more];
}

/** What a source yields, and the row that it would get. */
export function proposalLines(
  trial: Trial,
  row: RowFields,
  { unasked }: Found,
  now: Date,
): string[] {
  const isGeneral = row.sport === undefined && row.role !== 'federation';
  return [
    ...trialLines(trial, now),
    ...(unasked > 0 ? [`  mind        the page names ${unasked} feeds besides`] : []),
    ...(isGeneral ? ['  mind        if all of it is about sport, say --sport'] : []),
    '',
    rowText(row),
    '',
  ];
}

/** That there is no feed, and what a person can do. */
export function nothingFound(url: string, { tried, guess }: Found): string[] {
  const told = `nothing written: no feed was found at ${tried.length} addresses`;
  if (tried.every(({ answer }) => answer === null)) return [told];
  const select = guess?.select ?? { item: 'CSS', title: 'CSS', link: 'CSS' };
  const example = rowText({ id: 'example', url, kind: 'html-list', select });
  const how =
    guess === null
      ? 'The page does not show clearly enough what repeats. A row for it would look like this, with CSS selectors of what holds an item and, inside it, of headline and link:'
      : `These selectors yield ${guess.items} items; \`--kind html-list\` shows them and adds the row:`;
  return [told, 'A page without a feed can be read as a listing page.', how, '', example];
}
