import type { Find } from './scan.ts';
import type { Mention, Reading, Weighed } from './strength.ts';

/** Whether the title is about what someone says of a measure, rather than about the measure. */
export function reactsInTitle(
  { mentions }: Reading,
  concepts: readonly Weighed[],
  title: string,
): boolean {
  const named = mentions.filter(({ find }) => find.zone === 0);
  const inTitle = concepts.filter(({ find }) => find.zone === 0);
  const acts = inTitle.filter(({ concept }) => concept.role === 'act' && concept.id !== 'boycott');
  const said = inTitle.some(
    ({ concept }) => concept.role === 'react' || concept.role === 'propose',
  );
  if (isOfficials(title, named)) return true;
  if (isQuote(title, named) && (said || acts.length === 0)) return true;
  if (inTitle.some(({ concept }) => concept.role === 'propose')) return false;
  return inTitle.some((react) => {
    if (react.concept.role !== 'react') return false;
    const start = first(react.find);
    const before = acts.filter(({ find }) => first(find) < start);
    if (before.length > 0 && !speaks(react)) return false;
    if (speaks(react)) {
      const decided = acts.some(({ find }) => decidersBefore(find, named, NEAR));
      return (
        !decided && !named.some((mention) => isDecider(mention) && first(mention.find) < start)
      );
    }
    const speaker = named.findLast(
      ({ find, entity }) => first(find) < start && entity.kind !== 'sport',
    );
    if (speaker === undefined) return !acts.some(({ find }) => decidersBefore(find, named, NEAR));
    return !isDecider(speaker) || acts.length === 0;
  });
}

/** In "condemned the decision to bar them" the bar is what is spoken of, unless a deciding body speaks. */
export function reactsBefore(
  { find }: Weighed,
  concepts: readonly Weighed[],
  { mentions }: Reading,
): boolean {
  const start = first(find);
  return concepts.some((react) => {
    if (react.concept.role !== 'react' || speaks(react) || !sameSentence(react.find, find)) {
      return false;
    }
    const at = first(react.find);
    if (at >= start || start - at > FAR) return false;
    const speaker = mentions.findLast(
      ({ find: name, entity }) =>
        entity.kind !== 'sport' && sameSentence(name, find) && first(name) < at,
    );
    return speaker !== undefined && !isDecider(speaker);
  });
}

/** "Putin: …": whatever is told after that, an official of the country tells it. */
function isOfficials(title: string, named: readonly Mention[]): boolean {
  const opening = OPENING.exec(title)?.groups?.['who'];
  if (opening === undefined) return false;
  const words = countWords(opening);
  const inside = named.filter(({ find }) => (find.places.at(-1) ?? 0) < words);
  return (
    inside.some(({ entity }) => entity.kind === 'person' && entity.strength >= OFFICE) &&
    !inside.some(isDecider)
  );
}

/** Names of those who hold an office mean their country at least so surely; athletes and owners do less. */
const OFFICE = 0.8;

/** "X: …" or "…: X", where X is a person, the country itself or what looks like a name. */
function isQuote(title: string, named: readonly Mention[]): boolean {
  const parts = QUOTE.exec(title)?.groups;
  const opening = OPENING.exec(title)?.groups?.['who'];
  if (opening !== undefined) {
    const words = countWords(opening);
    const inside = named.filter(({ find }) => (find.places.at(-1) ?? 0) < words);
    if (inside.some(isSpeaker)) return !inside.some(isDecider);
    if (inside.length === 0 && NAME.test(opening)) return true;
  }
  const closing = parts?.['who'];
  if (closing === undefined) return false;
  const from = countWords(title) - countWords(closing);
  const inside = named.filter(({ find }) => first(find) >= from);
  return inside.some(isSpeaker) && !inside.some(isDecider);
}

const OPENING = /^(?<who>[^:]{3,40}):\s/u;
const QUOTE = /(?::|\s[-–—])\s(?<who>[^:–—]{3,30})$/u;
const NAME = /^\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2}$/u;

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** A person, the country, or its own body. */
function isSpeaker({ entity }: Mention): boolean {
  return entity.kind === 'person' || entity.targets.length > 0;
}

/** A foreign body of sport or a court. */
function isDecider({ entity }: Mention): boolean {
  return (
    entity.kind === 'body' && entity.targets.length === 0 && (entity.sport !== null || entity.court)
  );
}

function decidersBefore(find: Find, named: readonly Mention[], reach: number): boolean {
  return named.some(
    (mention) =>
      isDecider(mention) &&
      first(find) > first(mention.find) &&
      first(find) - (mention.find.places.at(-1) ?? 0) <= reach,
  );
}

function speaks({ concept }: Weighed): boolean {
  return concept.id === 'speak';
}

function sameSentence(a: Find, b: Find): boolean {
  return a.zone === b.zone && a.sentence === b.sentence;
}

function first({ places }: { readonly places: readonly number[] }): number {
  return places[0] ?? 0;
}

/** Words from a body to the act of which it is the subject. */
const NEAR = 4;
/** Words from what is said to the act that it is said of. */
const FAR = 12;
