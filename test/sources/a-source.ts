import type { Source } from '../../src/core/source.ts';

/** A source for tests: a feed whose undated zone is UTC, unless told otherwise. */
export function aSource(changes: Partial<Source> = {}): Source {
  return {
    id: 'example',
    name: 'Example',
    url: 'https://example.org/feed.xml',
    kind: 'feed',
    language: null,
    timezone: 'UTC',
    country: null,
    role: 'paper',
    sport: true,
    domestic: null,
    priority: 2,
    unverified: false,
    maxAge: null,
    select: null,
    ...changes,
  };
}
