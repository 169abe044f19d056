import { createHash } from 'node:crypto';

import type { Digest } from '../../core/digest/digest.ts';
import type { Rendered } from '../mailer.ts';
import { quotedPrintable, SOFT_BREAK } from '../quoted-printable.ts';
import { renderDigest } from './render.tsx';
import type { RenderContext } from './view.ts';

/** Renders a digest for one reader; `contextOf` puts the key of the reader's links where it belongs. */
export type ReaderRenderer = (
  digest: Digest,
  token: string,
  contextOf: (token: string) => RenderContext,
) => Rendered;

/** Mails kept for the next reader: those of the segments of one hour, at 0.2 MB each in the worst case. */
const KEPT = 64;

/** Keys that nothing escapes, and long enough for a hash to stand in for. */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{32,64}$/u;

const MINUTE = 60_000;

/**
 * Renders what readers with the same preferences get only once, and fills each one's key in: the mail is the same, byte for
 * byte, as if it had been rendered alone. What stands in for the key meanwhile is a hash of all that the mail is made of,
 * which no text can hold.
 */
export function openReaderRenderer(kept = KEPT): ReaderRenderer {
  const known = new Map<string, Template>();
  return (digest, token, contextOf) => {
    if (!PLAIN_TOKEN.test(token)) return withQuoted(renderDigest(digest, contextOf(token)));
    const steady = toTheMinute(digest);
    const key = JSON.stringify([steady, contextOf(''), token.length]);
    const template = known.get(key) ?? templateOf(steady, key, token.length, contextOf);
    // The one that was wanted last is forgotten last.
    known.delete(key);
    known.set(key, template);
    for (const oldest of known.keys()) {
      if (known.size <= kept) break;
      known.delete(oldest);
    }
    return template(token);
  };
}

type Template = (token: string) => Rendered;

function templateOf(
  digest: Digest,
  key: string,
  length: number,
  contextOf: (token: string) => RenderContext,
): Template {
  const standIn = createHash('sha256').update(key).digest('hex').slice(0, length);
  const { subject, html, text, quoted } = withQuoted(renderDigest(digest, contextOf(standIn)));
  const parts = {
    html: html.split(standIn),
    text: text.split(standIn),
    quotedHtml: brokenBy(quoted.html, standIn),
    quotedText: brokenBy(quoted.text, standIn),
  };
  return (token) => ({
    subject,
    html: parts.html.join(token),
    text: parts.text.join(token),
    quoted: { html: parts.quotedHtml(token), text: parts.quotedText(token) },
  });
}

function withQuoted(mail: Omit<Rendered, 'quoted'>): Rendered {
  return {
    ...mail,
    quoted: { html: quotedPrintable(mail.html), text: quotedPrintable(mail.text) },
  };
}

/** Fills a quoted text: where a line is cut depends on how long words are, so a key of the same length is cut alike. */
function brokenBy(quoted: string, standIn: string): (token: string) => string {
  const letters = new RegExp(standIn.split('').join(`(?:${SOFT_BREAK})?`), 'gu');
  const found = [...quoted.matchAll(letters)];
  const places = found.map(([match], at) => {
    const before = found[at - 1];
    const from = before === undefined ? 0 : before.index + before[0].length;
    return { text: quoted.slice(from, found[at]?.index), cuts: cutsOf(match) };
  });
  const last = found.at(-1);
  const rest = quoted.slice(last === undefined ? 0 : last.index + last[0].length);
  return (token) => places.map(({ text, cuts }) => text + cutAt(token, cuts)).join('') + rest;
}

/** How many letters stand before each break. */
function cutsOf(match: string): number[] {
  const lengths = match.split(SOFT_BREAK).map((piece) => piece.length);
  return lengths.slice(0, -1).map((_, at) => lengths.slice(0, at + 1).reduce((a, b) => a + b, 0));
}

function cutAt(token: string, cuts: readonly number[]): string {
  const starts = [0, ...cuts];
  return starts.map((start, at) => token.slice(start, starts[at + 1])).join(SOFT_BREAK);
}

/** Mails tell times to the minute: two digests of one segment that were composed within one are the same mail. */
function toTheMinute(digest: Digest): Digest {
  return { ...digest, from: minuteOf(digest.from), to: minuteOf(digest.to) };
}

function minuteOf(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : new Date(at - (((at % MINUTE) + MINUTE) % MINUTE)).toISOString();
}
