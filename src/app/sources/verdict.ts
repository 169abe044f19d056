import type { Trial } from './trial.ts';

/** What a trial says of a source. */
export const VERDICTS = [
  'ok',
  'unverified-ok',
  'moved',
  'empty',
  'not-a-feed',
  'bot-wall',
  'gone',
  'failing',
] as const;
export type SourceVerdict = (typeof VERDICTS)[number];

/** Items can be read now. */
export function isGood(verdict: SourceVerdict): boolean {
  return verdict === 'ok' || verdict === 'unverified-ok' || verdict === 'moved';
}

/** Judges a trial. */
export function verdictOf(trial: Trial): SourceVerdict {
  const { answer, parsed, source } = trial;
  if (trial.reading.items > 0) {
    if (trial.movedTo !== null) return 'moved';
    return source.unverified ? 'unverified-ok' : 'ok';
  }
  if (answer?.status === 410) return 'gone';
  if (trial.botWall !== null) return 'bot-wall';
  if (parsed === null) return 'failing';
  return parsed.format === null ? 'not-a-feed' : 'empty';
}

const DAY_MS = 86_400_000;
/** A source of news that is silent for longer is worth a look. */
const SILENT_DAYS = 45;
/** Below this share a language that a row names is not that of its texts. */
const LANGUAGE_SHARE = 0.2;

/** What to do about a source, the most pressing first; empty where there is nothing to do. */
export function adviceOf(trial: Trial, now: Date): readonly string[] {
  const verdict = verdictOf(trial);
  if (!isGood(verdict)) return [remedyOf(trial, verdict)];
  return [...rowAdvice(trial), ...readingAdvice(trial, now)];
}

/** What its row should say. */
function rowAdvice({ source, reading, movedTo }: Trial): string[] {
  const advice: string[] = [];
  if (movedTo !== null) advice.push(`give its row the new address ${movedTo}`);
  if (source.unverified) advice.push('it works: take `unverified` out of its row');
  const { guess, share } = reading.language;
  const isSure = share > 1 - LANGUAGE_SHARE && reading.items >= 5;
  if (source.language !== null && guess !== source.language && isSure) {
    advice.push(`its texts look like ${guess}, not ${source.language}`);
  }
  return advice;
}

/** What to know of what it yields. */
function readingAdvice({ reading, robots }: Trial, now: Date): string[] {
  const advice: string[] = [];
  if (robots?.articles === 'forbidden') {
    advice.push(`robots.txt forbids its articles, so titles and summaries are all: ${robots.why}`);
  }
  const { newest, dated, alike } = reading;
  if (dated === 0) advice.push('no dates: items count as published when first seen');
  if (newest !== null && now.getTime() - newest.getTime() > SILENT_DAYS * DAY_MS) {
    advice.push(`nothing new since ${newest.toISOString().slice(0, 10)}: it may be given up`);
  }
  if (alike > 0) advice.push(`items that are not told from others and so left out: ${alike}`);
  return advice;
}

function remedyOf(trial: Trial, verdict: SourceVerdict): string {
  const { source, answer, remedy } = trial;
  if (remedy !== null) return remedy;
  const anew = `look for its feed anew: flagbearer source add ${new URL(source.url).origin}`;
  if (verdict === 'bot-wall') {
    return 'do not go round it: ask the publisher to let Flagbearer in, or look for another feed';
  }
  if (verdict === 'gone') return `take its row out, or ${anew}`;
  if (verdict === 'empty') {
    return source.kind === 'html-list'
      ? 'its `select` does not fit the page: look at the page’s source'
      : 'it may fill later; look at it in a browser';
  }
  const isLost = verdict === 'not-a-feed' || answer?.status === 404;
  return isLost ? anew : 'it will be tried again; look at it in a browser';
}
