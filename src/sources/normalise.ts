import { collect } from './collect.ts';
import { byRank } from './draft.ts';
import type { Draft, Finding } from './draft.ts';
import { readDate } from './dates.ts';
import { pageOf } from './links.ts';
import { MAX_FIELD, plainText } from './plain-text.ts';
import { rssText } from './rss-text.ts';
import type { CleanItem } from './rss-text.ts';

/** A feed rewritten as a small, well-formed RSS 2.0 text, or null where the document is no feed. */
export type Normalised = {
  readonly format: string | null;
  readonly xml: string | null;
  /** Plain texts, one an item of `xml`, empty where there is none: rss-parser has nothing to add to them. */
  readonly summaries: readonly string[];
  readonly problems: readonly string[];
};

/**
 * Rewrites any RSS 0.9x, 1.0 or 2.0, Atom 0.3 or 1.0 text, however broken: plain text, absolute links, ISO dates.
 * `base` is the address the document came from; `zone` the IANA zone of dates that name none. Never throws.
 */
export function normalise(
  text: string,
  { base, zone }: { readonly base: string; readonly zone: string },
): Normalised {
  const found = collect(text);
  if (found.format === null) {
    const what = found.isHtml ? 'an HTML page, not a feed' : 'neither RSS nor Atom nor JSON Feed';
    const problem = text.trim() === '' ? 'the document is empty' : `the document is ${what}`;
    return { format: null, xml: null, summaries: [], problems: [problem, ...found.problems] };
  }
  const site = siteOf(found.feed, base, found.format);
  const problems = [...found.problems];
  const items = found.items.flatMap((draft, index) => {
    const item = cleanItem(draft, site, zone);
    const unread = item.published === null ? byRank(draft.dates)[0] : undefined;
    if (unread !== undefined) problems.push(dateProblem(index, unread));
    if (item.title !== '' || item.link !== null) return [item];
    problems.push(`item ${index + 1} has neither a title nor a link`);
    return [];
  });
  const title = firstText(found.feed.titles, 'title');
  const summaries = items.map(({ summary }) => summary);
  return { format: found.format, xml: rssText({ title, items }), summaries, problems };
}

/** What relative links are relative to. RSS says nothing of it; its authors mean their site, which is the channel’s link. */
function siteOf(feed: Draft, base: string, format: string): string {
  return format.startsWith('rss') ? (pageOf(feed.links, base) ?? base) : base;
}

function cleanItem(
  draft: Draft,
  site: string,
  zone: string,
): CleanItem & { readonly summary: string } {
  return {
    title: firstText(draft.titles, 'title'),
    link: pageOf(draft.links, site),
    guid: byRank(draft.guids)[0]?.text.trim().slice(0, MAX_FIELD) ?? null,
    published: firstDate(draft.dates, zone),
    summary: firstText(draft.summaries, 'body'),
  };
}

function firstText(findings: readonly Finding[], kind: 'title' | 'body'): string {
  for (const { text } of byRank(findings)) {
    const plain = plainText(text, kind);
    if (plain !== '') return plain;
  }
  return '';
}

function firstDate(findings: readonly Finding[], zone: string): Date | null {
  for (const { text } of byRank(findings)) {
    const date = readDate(text, zone);
    if (date !== null) return date;
  }
  return null;
}

function dateProblem(index: number, { text }: Finding): string {
  return `item ${index + 1} has a date that cannot be read: ${JSON.stringify(text.trim().slice(0, 60))}`;
}
