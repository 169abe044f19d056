import type { Language } from '../source.ts';
import type { Hit } from '../verdict.ts';
import { flatten, wordEnd } from './clip.ts';

/** A piece of a report; `marks` are [start, end) offsets of the matched words in `text`, in order, apart. */
export type Quote = {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
};

type Mark = readonly [number, number];
type Sentence = {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly concepts: number;
};

/** UTF-16 units of the longest quote, ellipses included. */
export const QUOTE_LIMIT = 240;

/** Texts are searched no further than this, in UTF-16 units. */
const SEARCHED = 8_000;

/** A text with more hits than this is stuffed with them; the rest stay unmarked. */
const MOST_HITS = 200;

/**
 * The sentence of title or summary which holds the most evidence: the most different concepts, then the most matched
 * words, then the summary's sentence (the title is told anyway), then the earlier one. Cut to 240 UTF-16 units around
 * its matched words. Hits which do not count, lie in the body or do not agree with the text are left unmarked.
 */
export function quoteOf(report: {
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly hits: readonly Hit[];
}): Quote {
  const sentences = [
    ...sentencesOf('summary', report.summary, report),
    ...sentencesOf('title', report.title, report),
  ];
  const best = sentences.reduce<Sentence | null>(
    (found, next) => (found !== null && !isRicher(next, found) ? found : next),
    null,
  );
  return best === null ? { text: '', marks: [] } : cut(best);
}

function isRicher(a: Sentence, b: Sentence): boolean {
  return a.concepts === b.concepts ? a.marks.length > b.marks.length : a.concepts > b.concepts;
}

function sentencesOf(
  zone: 'title' | 'summary',
  raw: string,
  { language, hits }: { readonly language: Language; readonly hits: readonly Hit[] },
): Sentence[] {
  const text = flatten(raw.slice(0, SEARCHED));
  const counting = hits.filter((hit) => hit.zone === zone && counts(hit, text)).slice(0, MOST_HITS);
  return split(text, zone, language).map(([start, end]) => {
    const inside = apart(counting.filter((hit) => hit.start >= start && hit.end <= end));
    return {
      text: text.slice(start, end),
      marks: inside.map((hit) => [hit.start - start, hit.end - start]),
      concepts: new Set(inside.map((hit) => hit.concept)).size,
    };
  });
}

function counts(hit: Hit, text: string): boolean {
  const { start, end } = hit;
  if (hit.masked !== null || hit.role === 'negative' || hit.role === 'context') return false;
  if (!(start >= 0 && end > start && end - start <= QUOTE_LIMIT - 2)) return false;
  return text.slice(start, end) === flatten(hit.text);
}

/** Of hits that overlap, the earlier one, and of two that begin together, the longer one. */
function apart(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit);
  }
  return kept;
}

/** The spans of the sentences, without the space around them; a title is one sentence. */
function split(text: string, zone: 'title' | 'summary', language: Language): Mark[] {
  const whole: Mark[] = [[0, text.length]];
  const spans =
    zone === 'title'
      ? whole
      : [...segmenterOf(language).segment(text)].map(({ index, segment }): Mark => [
          index,
          index + segment.length,
        ]);
  return spans.map((span) => trimmed(text, span)).filter(([start, end]) => end > start);
}

/** To make one takes longer than to cut a summary with it. */
const segmenters = new Map<Language, Intl.Segmenter>();

function segmenterOf(language: Language): Intl.Segmenter {
  const made =
    segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}

function trimmed(text: string, [start, end]: Mark): Mark {
  const piece = text.slice(start, end);
  const from = start + (piece.length - piece.trimStart().length);
  return [from, Math.max(from, start + piece.trimEnd().length)];
}

function cut({ text, marks }: Sentence): Quote {
  if (text.length <= QUOTE_LIMIT) return { text, marks };
  const [start, end] = window(text, marks);
  const head = start > 0 ? '…' : '';
  const tail = end < text.length ? '…' : '';
  const shift = head.length - start;
  return {
    text: head + text.slice(start, end) + tail,
    marks: marks
      .filter((mark) => mark[0] >= start && mark[1] <= end)
      .map((mark) => [mark[0] + shift, mark[1] + shift]),
  };
}

/** The part of a long text that holds the most marks, with words around them, ending at words' edges. */
function window(text: string, marks: readonly Mark[]): Mark {
  const room = QUOTE_LIMIT - 2;
  const [first, last] = densest(marks, room);
  const before = Math.floor((room - (last - first)) / 2);
  const begin = Math.max(0, Math.min(first - before, text.length - room));
  const start = wordStart(text, begin, first);
  const end = Math.max(last, wordEnd(text, start, Math.min(start + room, text.length)));
  return trimmed(text, [start, end]);
}

/** From the first to the last of as many marks as fit in the room. */
function densest(marks: readonly Mark[], room: number): Mark {
  let best: { readonly span: Mark; readonly count: number } = { span: [0, 0], count: 0 };
  marks.forEach(([start], index) => {
    const fitting = marks.slice(index).filter(([, end]) => end - start <= room);
    const end = fitting.at(-1)?.[1] ?? start;
    if (fitting.length > best.count) best = { span: [start, end], count: fitting.length };
  });
  return best.span;
}

/** The first place from `begin` on at which a word starts; `limit`, where the first mark stands, if none comes before. */
function wordStart(text: string, begin: number, limit: number): number {
  if (begin === 0 || text[begin - 1] === ' ') return begin;
  const space = text.indexOf(' ', begin);
  return space !== -1 && space < limit ? space + 1 : limit;
}
