import type { ReactElement } from 'react';
import { UNREAD_STATES } from '../../core/health/health.ts';
import { Moment } from '../moment.tsx';
import type { SourceView } from '../ports.ts';
import { counted } from '../words.ts';

/** What is being read while there is nothing to show. */
export type Watch = {
  readonly sources: number;
  readonly failing: number;
  readonly items: number;
  /** The source that is polled next; null when none is planned. */
  readonly next: { readonly name: string; readonly at: Date } | null;
};

/** Sums up the sources for the empty page. */
export function watchOf(sources: readonly SourceView[]): Watch {
  const planned = sources
    .flatMap(({ name, nextPollAt }) => (nextPollAt === null ? [] : [{ name, at: nextPollAt }]))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return {
    sources: sources.length,
    failing: sources.filter(({ state }) => UNREAD_STATES.includes(state)).length,
    items: sources.reduce((sum, { items }) => sum + items, 0),
    next: planned[0] ?? null,
  };
}

/** Says why there is no story yet and what happens next. */
export function NoStories({ watch }: { readonly watch: Watch | null }): ReactElement {
  if (watch === null) return <p className="empty">There are no older stories.</p>;
  if (watch.sources === 0) {
    return (
      <section className="empty" aria-labelledby="empty">
        <h2 id="empty">No source is configured</h2>
        <p>
          Nothing is read yet. Add rows to <code>config/sources.yaml</code> and start the service
          again.
        </p>
      </section>
    );
  }
  return (
    <section className="empty" aria-labelledby="empty">
      <h2 id="empty">No story yet</h2>
      <p>{watchText(watch)}</p>
      <NextPoll next={watch.next} />
      <p>
        Each new item is judged within moments of being read. What is flagged appears here, and goes
        into the next digest. How each source is doing is told on the page{' '}
        <a href="/sources">Sources</a>.
      </p>
    </section>
  );
}

function watchText({ sources, failing, items }: Watch): string {
  const read = `${counted(sources, 'source')} watched, ${counted(items, 'item')} read so far, none flagged.`;
  return failing === 0 ? read : `${read} ${counted(failing, 'source')} cannot be read at present.`;
}

function NextPoll({ next }: { readonly next: Watch['next'] }): ReactElement {
  if (next === null) return <p>No poll is planned at present.</p>;
  return (
    <p>
      Next poll: <Moment at={next.at} />, {next.name}.
    </p>
  );
}
