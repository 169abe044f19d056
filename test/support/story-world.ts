import type { NewItem } from '../../src/core/item.ts';
import type { Entity, EntityKind } from '../../src/core/classify/keywords.ts';
import type { Direction, Hit, Verdict, Zone } from '../../src/core/verdict.ts';
import { aVerdict, anItem, NOON } from './records.ts';

/** A fabricated report of a fabricated event, as the classifier would hand it on. */
export type WorldReport = {
  readonly item: NewItem;
  readonly verdict: Verdict;
  readonly event: number;
};

const SPORTS = 40;
const BODIES = 600;
const COUNTRIES = 100;
const PERSONS = 60;
const NAMES = 4000;
const WORDS = 3000;
const WINDOW_MS = 72 * 3_600_000;

/** Acts by their concepts, with the direction that they have and a word for them. */
const ACTS: readonly (readonly [concept: string, direction: Direction, word: string])[] = [
  ['ban', 'imposed', 'suspends'],
  ['lift', 'lifted', 'readmits'],
  ['ease', 'eased', 'opens'],
  ['extend', 'extended', 'prolongs'],
  ['uphold', 'upheld', 'confirms'],
  ['propose', 'proposed', 'proposes'],
  ['refuse', 'rejected', 'refuses'],
];
const COMMON =
  'the after before council decided members voted statement season athletes teams flag anthem said will again next until which under rules with from their during meeting head office'.split(
    ' ',
  );

/** The sports, bodies, countries and persons of the fabricated events. */
export const WORLD_ENTITIES: readonly Entity[] = [
  ...Array.from({ length: SPORTS }, (_, at) =>
    entity(`sport-${at}`, 'sport', { sport: `sport-${at}` }),
  ),
  ...Array.from({ length: BODIES }, (_, at) =>
    entity(`body-${at}`, 'body', { sport: `sport-${at % SPORTS}` }),
  ),
  ...Array.from({ length: COUNTRIES }, (_, at) =>
    entity(`country-${at}`, 'country', { country: `C${at}` }),
  ),
  ...Array.from({ length: PERSONS }, (_, at) => entity(`person-${at}`, 'person', {})),
  entity('RUS', 'target', { targets: ['RUS'], strength: 1 }),
  entity('BLR', 'target', { targets: ['BLR'], strength: 1 }),
];

function entity(id: string, kind: EntityKind, parts: Partial<Entity>): Entity {
  return {
    id,
    kind,
    targets: [],
    strength: 0,
    sport: null,
    decides: null,
    court: false,
    country: null,
    patterns: {},
    ...parts,
  };
}

/** A whole number 0 ≤ n < size. */
type Pick = (size: number) => number;

/**
 * So many reports of the 72 hours before noon, in the order of their times: events of one report to hundreds, told in
 * copies and in other words, and hours in which a third of everything happens. The same for the same seed.
 */
export function storyWorld(size: number, seed = 1): WorldReport[] {
  const pick = picker(seed);
  const reports: WorldReport[] = [];
  for (let event = 0; reports.length < size; event += 1) {
    const facts = factsOf(event, pick);
    const many = Math.min(1 + Math.floor(3 / (0.01 + pick(1000) / 1000)), size - reports.length);
    const wire = textOf(facts, pick);
    for (let n = 0; n < many; n += 1) {
      const text = pick(5) < 2 ? wire : textOf(facts, pick);
      reports.push(reportOf(`${event}-${n}`, text, facts, pick));
    }
  }
  return reports.toSorted((a, b) => a.item.publishedAt.getTime() - b.item.publishedAt.getTime());
}

type Facts = {
  readonly event: number;
  readonly at: number;
  readonly act: (typeof ACTS)[number];
  readonly target: 'RUS' | 'BLR';
  readonly body: string;
  readonly sport: string;
  readonly country: string | null;
  readonly person: string | null;
  readonly names: readonly string[];
  readonly number: string;
  readonly words: readonly string[];
};

function factsOf(event: number, pick: Pick): Facts {
  // A body does a thing to a country once in three days: whoever reports it reports one event.
  const body = (event * 7919) % BODIES;
  const isDense = pick(3) === 0;
  return {
    event,
    at: isDense ? WINDOW_MS * 0.8 + pick(WINDOW_MS / 36) : pick(WINDOW_MS),
    act: ACTS[Math.floor(event / BODIES) % ACTS.length] ?? ['ban', 'imposed', 'suspends'],
    target: Math.floor(event / BODIES / ACTS.length) % 2 === 0 ? 'RUS' : 'BLR',
    body: `body-${body}`,
    sport: `sport-${body % SPORTS}`,
    country: pick(2) === 0 ? `country-${pick(COUNTRIES)}` : null,
    person: pick(3) === 0 ? `person-${pick(PERSONS)}` : null,
    names: Array.from({ length: 1 + pick(3) }, () => capital(pseudoWord(pick(NAMES)))),
    number: String(3 + pick(60)),
    words: Array.from({ length: 14 }, () => pseudoWord(NAMES + pick(WORDS))),
  };
}

/** A word with what it stands for. */
type Part = readonly [text: string, concept?: string, role?: Hit['role']];

function textOf(facts: Facts, pick: Pick): Record<'title' | 'summary', readonly Part[]> {
  const { act, target, body, sport, country, person, names, number, words } = facts;
  const common = (): Part => [COMMON[pick(COMMON.length)] ?? ''];
  const some = (count: number): Part[] =>
    Array.from({ length: count }, () =>
      pick(2) === 0 ? common() : [words[pick(words.length)] ?? ''],
    );
  const maybe = (part: Part | null): Part[] => (part === null || pick(4) === 0 ? [] : [part]);
  const given = (concept: string | null): Part | null =>
    concept === null ? null : [concept, concept, 'entity'];
  return {
    title: [
      [body, body, 'entity'],
      [act[2], act[0], 'concept'],
      [target, target, 'entity'],
      ...some(5),
    ],
    summary: [
      ...some(4),
      ...maybe([sport, sport, 'entity']),
      ...some(3),
      ...maybe(given(country)),
      ...maybe(given(person)),
      ...names.flatMap((name) => [...some(2), ...maybe([name])]),
      ...maybe([number]),
      ...some(6),
    ],
  };
}

function reportOf(
  key: string,
  text: ReturnType<typeof textOf>,
  facts: Facts,
  pick: Pick,
): WorldReport {
  const [title, summary] = [write('title', text.title), write('summary', text.summary)];
  const late = Math.floor((pick(1000) * pick(1000) * 24 * 3_600_000) / 1_000_000);
  const publishedAt = new Date(NOON.getTime() - WINDOW_MS + Math.min(facts.at + late, WINDOW_MS));
  const verdict = aVerdict({ direction: facts.act[1], targets: [facts.target] });
  return {
    event: facts.event,
    item: anItem(key, {
      title: title.text,
      summary: summary.text,
      publishedAt,
      outlet: `Outlet ${pick(300)}`,
    }),
    verdict: {
      ...verdict,
      evidence: { ...verdict.evidence, hits: [...title.hits, ...summary.hits] },
    },
  };
}

function write(
  zone: Zone,
  parts: readonly Part[],
): { readonly text: string; readonly hits: readonly Hit[] } {
  let text = '';
  const hits: Hit[] = [];
  for (const [word, concept, role] of parts) {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? word : `${text} ${word}`;
    if (concept !== undefined && role !== undefined) {
      hits.push({
        zone,
        start,
        end: text.length,
        text: word,
        concept,
        role,
        pattern: word,
        masked: null,
      });
    }
  }
  return { text, hits };
}

const SYLLABLES = 'ba de gi ko lu ma ne pi ro su ta ve zi ka do mi'.split(' ');

/** A word that no one ever wrote; another one for another number. */
function pseudoWord(at: number): string {
  const syllables = [at & 15, (at >> 4) & 15, (at >> 8) & 15, (at * 7) & 15];
  return `${syllables.map((syllable) => SYLLABLES[syllable]).join('')}n`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Mulberry32 by Tommy Ettinger. */
function picker(seed: number): Pick {
  let state = seed >>> 0;
  return (size) => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.floor(size);
  };
}
