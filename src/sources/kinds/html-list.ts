import { load } from 'cheerio/slim';
import type { CheerioAPI } from 'cheerio/slim';
import { ElementType } from 'htmlparser2';

import type { Entry } from '../../core/item.ts';
import type { Listing, Selectors } from '../../core/source.ts';
import { messageOf } from '../../errors.ts';
import { countNodes, readHtmlTree } from '../html-tree.ts';
import { absolute } from '../links.ts';
import { readListedDate } from '../near-dates.ts';
import { INLINE, MAX_FIELD, folded } from '../plain-text.ts';
import { takeByTemplate } from '../template.ts';
import type { Reading } from './feed.ts';

/** Where a page came from, the IANA zone of its dates, when it was read, and how it is listed. */
type At = {
  readonly base: string;
  readonly zone: string;
  readonly now?: Date | null;
  readonly listing?: Listing | undefined;
};

/**
 * Cuts a listing page into entries by CSS selectors. A selector may end in `@attribute` to read an attribute; without one
 * `link` reads `href`, `date` reads `datetime` or else the text, the others the text. An empty selector means the item itself.
 * `match` takes a part of what was picked, where it fits. Never throws.
 */
export function readHtmlList(html: string, select: Selectors, at: At): Reading {
  try {
    return cut(html, select, at);
  } catch (error) {
    const problem = `the page cannot be cut into items: ${messageOf(error)}`;
    return { format: 'html-list', title: null, entries: [], problems: [problem] };
  }
}

const MAX_ITEMS = 2000;
/** Nodes that are walked for the text of one field. */
const MAX_NODES = 5000;
/** Nodes of all items together. */
const MAX_ROW_NODES = 400_000;

type Selection = ReturnType<CheerioAPI>;

function cut(html: string, select: Selectors, at: At): Reading {
  const { root, isCut } = readHtmlTree(html);
  const $ = load(root);
  const base = absolute($('base[href]').first().attr('href') ?? '', at.base) ?? at.base;
  const problems = isCut ? ['the page is too deep or too large: its end was left off'] : [];
  const found = $(select.item).slice(0, MAX_ITEMS).toArray();
  const rows = affordable(found);
  if (rows.length < found.length) problems.push('items lie within items: the rest was left off');
  const entries = rows.flatMap((row, index) => {
    const { entry, date } = entryOf($(row), select, { ...at, base });
    if (date !== '' && entry.published === null) {
      const words = JSON.stringify(date.slice(0, 60));
      problems.push(`item ${index + 1} has a date that cannot be read: ${words}`);
    }
    if (entry.title !== '' || entry.link !== null) return [entry];
    problems.push(`item ${index + 1} has neither a title nor a link`);
    return [];
  });
  if (rows.length === 0) {
    problems.push(`the selector ${JSON.stringify(select.item)} yields no item`);
  }
  const title = textOf($('title').first()) || null;
  return { format: 'html-list', title, entries: withoutPictures(entries), problems };
}

/** A card often links its picture as well as its headline: the link without words is no item of its own. */
function withoutPictures(entries: readonly Entry[]): readonly Entry[] {
  const named = new Set(entries.flatMap(({ title, link }) => (title === '' ? [] : [link])));
  return entries.filter(({ title, link }) => title !== '' || !named.has(link));
}

/** Selecting within nested items would walk the same nodes again and again: the items are taken while their nodes last. */
function affordable<Row extends Parameters<typeof countNodes>[0]>(
  rows: readonly Row[],
): readonly Row[] {
  let left = MAX_ROW_NODES;
  return rows.filter((row) => {
    if (left > 0) left -= countNodes(row, left);
    return left > 0;
  });
}

function entryOf(
  item: Selection,
  select: Selectors,
  { base, zone, now = null, listing }: At,
): { entry: Entry; date: string } {
  const take = (key: keyof Listing['match'], picked: string): string => {
    const template = listing?.match[key];
    return (template === undefined ? null : takeByTemplate(template, key, picked)) ?? picked;
  };
  const date = take('date', pick(item, select.date, 'datetime') || pick(item, select.date, null));
  const order = listing?.dateOrder ?? 'dmy';
  const entry = {
    guid: null,
    title: take('title', pick(item, select.title, null)),
    summary: take('summary', pick(item, select.summary, null)),
    link: absolute(take('link', pick(item, select.link, 'href')), base),
    published: readListedDate(date, { zone, order, now }),
  };
  return { entry, date };
}

/** What a selector picks in an item: the attribute that it names, else the `usual` one, else the text. */
function pick(item: Selection, selector: string | undefined, usual: string | null): string {
  if (selector === undefined) return '';
  const named = /^(.*)@([\w:-]+)$/s.exec(selector.trim());
  const css = (named?.[1] ?? selector).trim();
  const found = css === '' ? item : item.find(css).first();
  const attribute = named?.[2] ?? usual;
  if (attribute === null) return textOf(found);
  return folded((found.attr(attribute) ?? '').slice(0, MAX_FIELD));
}

/** The text of an element as a reader sees it, without walking through more of it than a field may hold. */
function textOf(selection: Selection): string {
  const pieces: string[] = [];
  let length = 0;
  const waiting = selection.toArray().slice(0, 1);
  for (let walked = 0; walked < MAX_NODES && length < MAX_FIELD; walked += 1) {
    const node = waiting.pop();
    if (node === undefined) break;
    if (node.type === ElementType.Text) {
      pieces.push(node.data);
      length += node.data.length;
    }
    const isUnseen = node.type === ElementType.Script || node.type === ElementType.Style;
    if (isUnseen || !('children' in node)) continue;
    if (!('name' in node && INLINE.has(node.name))) pieces.push(' ');
    for (const child of node.children.slice(0, MAX_NODES).toReversed()) waiting.push(child);
  }
  return folded(pieces.join('').slice(0, MAX_FIELD));
}
