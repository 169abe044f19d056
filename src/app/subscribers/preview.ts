import type { Config } from '../../config/load.ts';
import { decideDigest, tellDigest } from '../../core/digest/decide.ts';
import type { Digest } from '../../core/digest/digest.ts';
import type { Subscriber } from '../../core/subscriber.ts';
import { selectStories } from '../../core/subscribers/selection.ts';
import type { Store } from '../../store/store.ts';

/** What somebody would be told, and what not. */
export type DigestPreview = {
  readonly subscriber: Subscriber;
  readonly digest: Digest;
  /** Why nothing would be sent for now; null where it would. */
  readonly unsent: string | null;
  /** Why it would wait for a person; null where it would not. */
  readonly hold: string | null;
  readonly leftOut: readonly { readonly title: string; readonly reason: string }[];
};

/** The digest of a subscriber as it would be composed at a moment; writes nothing. Undefined: nobody has the address. */
export async function previewOf(
  { store, config }: { readonly store: Pick<Store, 'digests'>; readonly config: Config },
  email: string,
  at: Date,
): Promise<DigestPreview | undefined> {
  const sourceIds = config.sources.map(({ id }) => id);
  const facts = await store.digests.preview(email, { now: at, sourceIds });
  if (facts === undefined) return undefined;
  const { alerts, holdFactor } = config.service.digests;
  const rules = { ...config, alerts, holdFactor };
  const { subscriber, stories } = facts;
  const { wanted, leftOut } = selectStories(stories, subscriber.preferences);
  const { digest, hold } = decideDigest(facts, rules, at);
  const titles = new Map(stories.map(({ id, lead }) => [id, lead.title]));
  return {
    subscriber,
    digest: digest ?? tellDigest(facts, wanted, rules),
    unsent: digest === null ? unsentReason(wanted.length) : null,
    hold,
    leftOut: leftOut.map(({ storyId, reason }) => ({ title: titles.get(storyId) ?? '', reason })),
  };
}

function unsentReason(wanted: number): string {
  if (wanted === 0) return 'there is nothing to tell, and no mail is wanted for that';
  return 'the alert waits until it is quiet, or until the next hour';
}
