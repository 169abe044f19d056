import type { SampleOutlet } from './sample.ts';
import type { StoredStory } from '../store/reports.ts';

/** What a demo run found and wrote; the content of demo.json. Paths are as given to the demo. */
export type DemoSummary = {
  readonly page: string;
  readonly seconds: number;
  readonly items: number;
  readonly flagged: number;
  readonly stories: readonly StorySummary[];
  readonly digests: readonly DigestSummary[];
  /** How the verdicts compare with what the sample's authors expect of each item. */
  readonly expected: {
    readonly flagged: number;
    readonly found: number;
    readonly otherwiseFlagged: number;
  };
};

type StorySummary = {
  readonly id: string;
  readonly label: string;
  readonly direction: string | null;
  readonly score: number;
  readonly nearestSeed: string | null;
  readonly outlets: readonly string[];
  readonly title: string;
};

type DigestSummary = {
  readonly to: string;
  readonly subject: string;
  readonly at: string;
  readonly eml: string;
  readonly html: string;
};

/** A story as the summary tells it. */
export function summariseStory({ id, lead, reports }: StoredStory): StorySummary {
  const { label, direction, score, evidence } = lead.verdict;
  return {
    id,
    label,
    direction,
    score,
    nearestSeed: evidence.seed?.seed ?? null,
    outlets: [...new Set(reports.map(({ outlet }) => outlet))],
    title: lead.title,
  };
}

/** Holds the flagged reports against the expectations of the sample, which are known by title and outlet. */
export function compareWithSample(
  outlets: readonly SampleOutlet[],
  stories: readonly StoredStory[],
): DemoSummary['expected'] {
  const wanted = new Set(
    outlets.flatMap(({ name, items }) =>
      items.filter(({ expect }) => expect.label !== 'none').map(({ title }) => `${name}: ${title}`),
    ),
  );
  const flagged = stories.flatMap(({ reports }) =>
    reports.map(({ outlet, title }) => `${outlet}: ${title}`),
  );
  const found = flagged.filter((report) => wanted.has(report)).length;
  return { flagged: wanted.size, found, otherwiseFlagged: flagged.length - found };
}

/** The summary as lines for a terminal. */
export function describeSummary(summary: DemoSummary): string[] {
  const { stories, digests, expected } = summary;
  return [
    '',
    `${summary.items} items, ${summary.flagged} flagged, ${stories.length} stories, ${digests.length} mails in ${summary.seconds.toFixed(1)} s`,
    `of ${expected.flagged} reports that the sample's authors would flag, ${expected.found} were; ${expected.otherwiseFlagged} others were too`,
    '',
    ...table([
      ['direction', 'score', 'outlets', 'nearest seed', 'headline'],
      ...stories.map((story) => [
        `${story.label} ${story.direction ?? '?'}`,
        story.score.toFixed(2),
        String(story.outlets.length),
        cut(story.nearestSeed ?? '-', 28),
        cut(story.title, 72),
      ]),
    ]),
    '',
    ...digests.flatMap(({ to, subject, html, eml }) => [
      `${to}  ${cut(subject, 80)}`,
      `  ${html}`,
      `  ${eml}`,
    ]),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
