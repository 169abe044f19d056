import { webAddress } from '../links.ts';
import type { SourceView } from '../ports.ts';

/** How a source is doing, for programs. */
export function sourceJson(source: SourceView): object {
  const { id, name, url, state, since, movedTo, lastFetchedAt, lastOkAt } = source;
  const { nextPollAt, nextPollReason, problem, failures, items } = source;
  return {
    id,
    name,
    url: webAddress(url),
    state,
    since,
    movedTo: movedTo === null ? null : { url: webAddress(movedTo.url), at: movedTo.at },
    lastFetchedAt,
    lastOkAt,
    nextPollAt,
    nextPollReason,
    problem,
    failures,
    items,
  };
}
