import { createHash } from 'node:crypto';

import type { Sight } from '../core/identity/sight.ts';
import type { Entry } from '../core/item.ts';
import { withoutTracking } from './canonical.ts';

/**
 * All keys that an entry could be known by. They must never be made otherwise, or every stored item would be taken for a new one.
 */
export function sightOf({ guid, link, title, published }: Entry): Sight {
  const own = storable(guid ?? '').trim();
  const address = link === null ? null : withoutTracking(link);
  const date = published?.toISOString() ?? null;
  return {
    guid: own === '' ? null : bounded(own),
    link: address === null ? null : bounded(address),
    hash: shortHash(`${title}\n${date ?? ''}`),
    title: shortHash(title.toLowerCase().replaceAll(/\s+/g, ' ').trim()),
    day: date?.slice(0, 10) ?? null,
  };
}

/** A hash of a fetch's items: the same while titles, dates and their order are. */
export function contentHashOf(sights: readonly Sight[]): string {
  return shortHash(sights.map(({ hash }) => hash).join('\n'));
}

/** 32 hexadecimal digits of SHA-256. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Neither U+0000 nor half of a surrogate pair can be stored. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\u0000', ''), 'utf8').toString('utf8');
}

/** Longer keys are hashed: an index takes no more. */
const MAX_KEY = 500;

function bounded(key: string): string {
  return key.length <= MAX_KEY ? key : shortHash(key);
}
