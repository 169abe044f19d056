import { Parser } from 'htmlparser2';

import { addText, markupOf } from './capture.ts';
import type { Capture } from './capture.ts';
import { emptyDraft } from './draft.ts';
import type { Draft, FeedDraft } from './draft.ts';
import { fieldOf } from './fields.ts';
import type { Field } from './fields.ts';
import { formatOf } from './format.ts';
import { linkRank } from './links.ts';
import { MAX_FIELD } from './plain-text.ts';
import { openNames } from './vocabulary.ts';
import type { ElementName, Names } from './vocabulary.ts';

/**
 * Gathers what a feed says, whatever its dialect and however broken its markup. Stops where a document exceeds the
 * limits (512 levels, 200,000 elements, 2,000 items, 1,000 attributes an element) and says so; never throws.
 */
export function collect(text: string): FeedDraft {
  const state = openState();
  const parser = new Parser(handlerOf(state), {
    xmlMode: true,
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  });
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    state.found.problems.push(error.message);
  }
  // What was open when the document ended or was given up still counts.
  closeField(state);
  return state.found;
}

const MAX_DEPTH = 512;
const MAX_ELEMENTS = 200_000;
const MAX_ITEMS = 2000;
const MAX_ATTRIBUTES = 1000;
/** Findings of one kind an item may have; more are noise. */
const MAX_FINDINGS = 20;

class LimitReached extends Error {}

type Frame = {
  readonly role: 'root' | 'feed' | 'item' | 'field' | 'markup' | 'hidden' | 'other';
  /** What xml:base the element’s links are relative to. */
  readonly base: string | null;
};
type State = {
  readonly names: Names;
  readonly found: FeedDraft;
  readonly frames: Frame[];
  item: Draft | null;
  itemDepth: number;
  capture: Capture | null;
  elements: number;
  attributes: number;
};

function openState(): State {
  return {
    names: openNames(),
    found: { format: null, isHtml: false, feed: emptyDraft(), items: [], problems: [] },
    frames: [],
    item: null,
    itemDepth: 0,
    capture: null,
    elements: 0,
    attributes: 0,
  };
}

function handlerOf(state: State) {
  return {
    onopentagname: () => {
      state.attributes = 0;
    },
    onattribute: () => {
      state.attributes += 1;
      if (state.attributes > MAX_ATTRIBUTES)
        throw new LimitReached('an element has too many attributes');
    },
    onopentag: (name: string, attributes: Record<string, string>) => open(state, name, attributes),
    ontext: (text: string) => {
      if (state.capture !== null) addText(state.capture, text);
    },
    onclosetag: () => close(state),
  };
}

function open(state: State, rawName: string, attributes: Record<string, string>): void {
  state.elements += 1;
  if (state.elements > MAX_ELEMENTS) throw new LimitReached(`more than ${MAX_ELEMENTS} elements`);
  if (state.frames.length >= MAX_DEPTH)
    throw new LimitReached(`elements nested deeper than ${MAX_DEPTH}`);
  state.names.declare(attributes);
  if (state.found.format === null) state.found.format = rootFormat(state, rawName, attributes);
  const name = state.names.read(rawName);
  const base = baseOf(state, attributes);
  state.frames.push({ role: enter(state, name, attributes, base), base });
}

function rootFormat(state: State, rawName: string, attributes: Record<string, string>) {
  const format = formatOf(rawName, attributes);
  if (format === null) state.found.isHtml ||= rawName === 'html' || rawName === 'body';
  else state.names.adopt(rawName);
  return format;
}

/** Decides what an element is by its name and by what is open, and begins what begins with it. */
function enter(
  state: State,
  name: ElementName,
  attributes: Record<string, string>,
  base: string | null,
): Frame['role'] {
  const parent = state.frames.at(-1)?.role ?? 'root';
  if (isItem(name) && parent !== 'markup') return enterItem(state, attributes, base);
  if (parent === 'hidden') return 'hidden';
  if (isContainer(name)) return 'feed';
  const field = fieldOf(name);
  const around = state.capture;
  if (around !== null && !endsUnclosed(around, field, attributes)) return addMarkup(around, name);
  closeField(state);
  if (field !== null) return enterField(state, field, attributes, base);
  if (name.vocabulary === 'core' && HIDDEN.has(name.local)) return 'hidden';
  addEnclosure(state, name, attributes, base);
  return 'other';
}

function enterField(
  state: State,
  field: Field,
  attributes: Record<string, string>,
  base: string | null,
): Frame['role'] {
  if (field.kind === 'link' && attributes['href'] !== undefined) {
    addLink(state, attributes['href'], field.rank + linkRank(attributes), base);
  }
  // What an extension nests in elements of its own is rarely what the item is about.
  const isNested = state.frames.at(-1)?.role === 'other';
  state.capture = {
    field: isNested ? { ...field, rank: field.rank + RANK_NESTED } : field,
    draft: state.item ?? state.found.feed,
    depth: state.frames.length,
    attributes,
    base,
    pieces: [],
    length: 0,
  };
  return 'field';
}

function enterItem(
  state: State,
  attributes: Record<string, string>,
  base: string | null,
): Frame['role'] {
  closeField(state);
  if (state.found.items.length >= MAX_ITEMS) throw new LimitReached(`more than ${MAX_ITEMS} items`);
  state.item = emptyDraft();
  state.itemDepth = state.frames.length;
  state.found.items.push(state.item);
  const href = attributes['href'];
  const about = attributes['rdf:about'] ?? attributes['about'];
  if (href !== undefined) addLink(state, href, RANK_ITEM_HREF, base);
  if (about !== undefined) addLink(state, about, RANK_ABOUT, base);
  if (about !== undefined) state.item.guids.push({ rank: RANK_ABOUT, text: about });
  return 'item';
}

const RANK_ITEM_HREF = 60;
const RANK_GUID = 70;
const RANK_ABOUT = 80;
const RANK_ENCLOSURE = 90;
const RANK_NESTED = 50;

/** Parts of a feed whose titles and links are not those of the feed or of an item. */
const HIDDEN: ReadonlySet<string> = new Set(['image', 'textinput', 'source']);

function isItem({ vocabulary, local }: ElementName): boolean {
  return (
    (vocabulary === 'core' || vocabulary === 'atom') && (local === 'item' || local === 'entry')
  );
}

function isContainer({ vocabulary, local }: ElementName): boolean {
  return (vocabulary === 'core' || vocabulary === 'atom') && CONTAINERS.has(local);
}

const CONTAINERS: ReadonlySet<string> = new Set(['rss', 'rdf', 'feed', 'channel', 'items', 'seq']);

/** A title or a date never holds another field: where one begins inside it, its end tag is missing. */
function endsUnclosed(
  capture: Capture,
  field: Field | null,
  attributes: Record<string, string>,
): boolean {
  if (field === null) return false;
  if (capture.field.kind !== 'summary') {
    return field.kind !== 'title' || capture.field.kind !== 'title';
  }
  const isPlain = Object.keys(attributes).length === 0;
  return field.kind === 'date' || field.kind === 'guid' || (field.kind === 'link' && isPlain);
}

function addMarkup(capture: Capture, { local }: ElementName): Frame['role'] {
  if (!INLINE.has(local)) addText(capture, ' ');
  return 'markup';
}

const INLINE: ReadonlySet<string> = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'i',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

function addLink(state: State, href: string, rank: number, base: string | null): void {
  const { links } = state.item ?? state.found.feed;
  push(links, { rank, href: href.slice(0, MAX_FIELD), base });
}

function addEnclosure(
  state: State,
  name: ElementName,
  attributes: Record<string, string>,
  base: string | null,
): void {
  const url = attributes['url'];
  if (state.item === null || url === undefined) return;
  if (name.local === 'enclosure') addLink(state, url, RANK_ENCLOSURE, base);
}

function close(state: State): void {
  state.frames.pop();
  const depth = state.frames.length;
  if (state.capture !== null && depth <= state.capture.depth) closeField(state);
  if (state.item !== null && depth <= state.itemDepth) state.item = null;
}

function closeField(state: State): void {
  const { capture } = state;
  state.capture = null;
  if (capture === null) return;
  const text = markupOf(capture);
  if (text.trim() === '') return;
  const { field, draft, attributes, base } = capture;
  if (field.kind === 'link') {
    if (attributes['href'] === undefined) push(draft.links, { rank: field.rank, href: text, base });
    return;
  }
  push(draft[LISTS[field.kind]], { rank: field.rank, text });
  if (field.kind === 'guid' && attributes['ispermalink']?.toLowerCase() !== 'false') {
    push(draft.links, { rank: RANK_GUID, href: text, base });
  }
}

const LISTS = { title: 'titles', summary: 'summaries', date: 'dates', guid: 'guids' } as const;

function push<F>(findings: F[], finding: F): void {
  if (findings.length < MAX_FINDINGS) findings.push(finding);
}

function baseOf(state: State, attributes: Record<string, string>): string | null {
  const outer = state.frames.at(-1)?.base ?? null;
  const own = attributes['xml:base'];
  if (own === undefined) return outer;
  if (outer === null) return own;
  return URL.canParse(own, outer) ? new URL(own, outer).href : outer;
}
