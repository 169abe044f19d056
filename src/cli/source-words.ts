import type { Trial } from '../app/sources/trial.ts';
import { adviceOf, verdictOf, type SourceVerdict } from '../app/sources/verdict.ts';

/** A trial as one JSON object; times are ISO 8601, UTC. */
export function trialFacts(trial: Trial, now: Date): Readonly<Record<string, unknown>> {
  const { source, reading, robots, ms, movedTo, botWall, validators, problem } = trial;
  const { key, language, flagged } = reading;
  return {
    id: source.id,
    url: source.url,
    verdict: verdictOf(trial),
    movedTo,
    botWall,
    ms,
    ...documentFacts(trial),
    items: reading.items,
    dated: Math.round(reading.dated * reading.items),
    newest: reading.newest?.toISOString() ?? null,
    key,
    language,
    validators,
    robots,
    flagged,
    problem,
    advice: adviceOf(trial, now),
    sample: sampleOf(trial),
  };
}

/** A trial for people, under the address it is about. */
export function trialLines(trial: Trial, now: Date): string[] {
  const { format, encoding, title, bytes, problems } = documentFacts(trial);
  const document = `${format ?? 'none'}, ${encoding ?? 'no encoding'}`;
  const facts: readonly (readonly [string, string])[] = [
    ['feed', `${document}, ${Math.ceil((bytes ?? 0) / 1024)} KiB in ${trial.ms} ms`],
    ['title', printable(title ?? 'none')],
    ...readingWords(trial),
    ['robots.txt', robotsWords(trial.robots)],
  ];
  return [
    trial.source.url,
    ...facts.map(([name, words]) => `  ${name.padEnd(10)}  ${words}`),
    ...sampleOf(trial).map(sampleLine),
    ...problems.slice(0, 3).map((problem) => `  problem     ${printable(problem)}`),
    ...adviceOf(trial, now).map((advice) => `  mind        ${printable(advice)}`),
  ];
}

function documentFacts({ answer, parsed }: Trial) {
  const { format = null, encoding = null, title = null, problems = [] } = parsed ?? {};
  const { status = null, url: finalUrl = null, body = null } = answer ?? {};
  return { status, finalUrl, bytes: body?.length ?? null, format, encoding, title, problems };
}

function readingWords({ reading, validators }: Trial): (readonly [string, string])[] {
  const { items, key, language, flagged } = reading;
  const newest = reading.newest === null ? 'no date' : minute(reading.newest);
  const asked = [validators.etag ? 'ETag' : '', validators.lastModified ? 'Last-Modified' : ''];
  const told = asked.filter((name) => name !== '').join(' and ');
  return [
    ['items', `${items}, newest ${newest}, ${percent(reading.dated)} with a date`],
    ['key', key === null ? 'none' : key.why],
    ['language', `${language.guess ?? 'none'} (${percent(language.share)} of the texts)`],
    ['unchanged', told === '' ? 'is not told: each poll reads all of it' : `is told by ${told}`],
    ['flagged', `${flagged} of ${items} by title and summary`],
  ];
}

/** A verdict in words. */
export const VERDICT_WORDS: Readonly<Record<SourceVerdict, string>> = {
  ok: 'ok',
  'unverified-ok': 'ok, unverified',
  moved: 'moved',
  empty: 'EMPTY',
  'not-a-feed': 'NOT A FEED',
  'bot-wall': 'BOT WALL',
  gone: 'GONE',
  failing: 'FAILING',
};

/** Foreign text on a terminal: control characters could move its cursor or write its title. */
export function printable(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ').trim();
}

/** A time in UTC to the minute. */
export function minute(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T', ' ');
}

const SAMPLE = 5;

type Sample = {
  readonly title: string;
  readonly link: string | null;
  readonly published: string | null;
};

function sampleOf({ parsed }: Trial): Sample[] {
  return (parsed?.entries ?? []).slice(0, SAMPLE).map(({ title, link, published }) => ({
    title,
    link,
    published: published?.toISOString() ?? null,
  }));
}

function robotsWords(robots: Trial['robots']): string {
  if (robots === null) return 'not asked';
  if (robots.articles === 'allowed') return 'allows the articles';
  const what = robots.articles === 'forbidden' ? 'forbids the articles' : 'cannot be read';
  return `${what}: ${printable(robots.why ?? '')}`;
}

function sampleLine({ title, published }: Sample): string {
  const when = published === null ? 'no date'.padEnd(16) : minute(new Date(published));
  return `    ${when}  ${printable(title)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
