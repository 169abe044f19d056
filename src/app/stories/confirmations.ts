import type { Sourced } from '../../core/stories/agency.ts';
import { confirmationOf, type Confirmation } from '../../core/stories/independence.ts';

/** A story by its reports. */
type Told = { readonly id: string; readonly reportIds: readonly string[] };

/** Stories that are remembered: a few times those of a page. */
const MOST = 5_000;
/** Reports of a story that are compared; each is with each other. Our own choice. */
const MOST_REPORTS = 60;

/**
 * Counts who tells stories on their own account. To compare reports costs more than all else on a page, and the texts of
 * a report never change: what was counted is remembered for as long as the story has the same reports.
 */
export function openConfirmations(
  textsOf: (itemIds: readonly string[]) => Promise<ReadonlyMap<string, Sourced>>,
): (stories: readonly Told[]) => Promise<ReadonlyMap<string, Confirmation>> {
  const known = new Map<string, Counted>();
  return async (stories) => {
    const missing = stories.filter((story) => known.get(story.id)?.of !== keyOf(story));
    const texts = await textsOf(missing.flatMap(({ reportIds }) => reportIds));
    for (const story of missing) {
      const reports = story.reportIds.flatMap((id) => texts.get(id) ?? []);
      known.delete(story.id);
      known.set(story.id, { of: keyOf(story), count: confirmationOfMany(reports) });
    }
    const answer = new Map(stories.map(({ id }) => [id, known.get(id)?.count ?? NONE]));
    for (const id of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(id);
    }
    return answer;
  };
}

type Counted = { readonly of: string; readonly count: Confirmation };

const NONE: Confirmation = { outlets: 0, independent: 0 };

/** Of a story with very many reports, the independent ones among the first are counted: there are at least so many. */
function confirmationOfMany(reports: readonly Sourced[]): Confirmation {
  const { independent } = confirmationOf(reports.slice(0, MOST_REPORTS));
  return { outlets: new Set(reports.map(({ outlet }) => outlet)).size, independent };
}

function keyOf({ reportIds }: Told): string {
  return reportIds.join(' ');
}
