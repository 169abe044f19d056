import type { Source } from '../core/source.ts';
import type { Reading } from './kinds/feed.ts';
import { matchesPath, pathOf, readPathPattern } from './path-pattern.ts';

/** Leaves off the entries whose links lie on none of the paths that the source counts; that none does is a problem. */
export function onPaths({ listing }: Source, reading: Reading): Reading {
  const patterns = (listing?.paths ?? []).map(readPathPattern);
  if (patterns.length === 0 || reading.entries.length === 0) return reading;
  const entries = reading.entries.filter(({ link }) => {
    if (link === null) return false;
    const path = pathOf(new URL(link));
    return patterns.some((pattern) => matchesPath(pattern, path));
  });
  if (entries.length > 0) return { ...reading, entries };
  const problem = `none of ${reading.entries.length} links begins with any of \`paths\``;
  return { ...reading, entries, problems: [problem, ...reading.problems] };
}
