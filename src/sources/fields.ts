import type { ElementName } from './vocabulary.ts';

/** Which field of an item or of a feed an element fills, and how good a witness it is (0 best). */
export type Field = {
  readonly kind: 'title' | 'summary' | 'date' | 'guid' | 'link';
  readonly rank: number;
};

/** The field that a child element of an item, an entry, a channel or a feed fills; null for all that is of no use here. */
export function fieldOf({ vocabulary, local }: ElementName): Field | null {
  return FIELDS.get(`${vocabulary}:${local}`) ?? null;
}

/** The better witness comes first. Published comes before updated: a digest tells when something became news. */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ...ranked('title', 'core:title atom:title dc:title media:title itunes:title'),
  ...ranked(
    'summary',
    'core:description core:summary atom:summary core:abstract content:encoded core:content atom:content dc:description ' +
      'core:body core:fullitem core:tagline core:subtitle itunes:summary itunes:subtitle media:description',
  ),
  ...ranked(
    'date',
    'core:pubdate core:published atom:published core:issued atom:issued dc:issued dc:date dc:created core:created ' +
      'atom:created dc:modified core:updated atom:updated core:modified atom:modified core:date core:lastbuilddate core:lastmod',
  ),
  ...ranked('guid', 'core:guid core:id atom:id dc:identifier'),
  ...ranked('link', 'core:link atom:link'),
]);

function ranked(kind: Field['kind'], names: string): [string, Field][] {
  return names.split(' ').map((name, rank) => [name, { kind, rank }]);
}
