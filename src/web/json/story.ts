import type { Matter } from '../../core/matters/recorded.ts';
import { webAddress } from '../links.ts';
import type { CorrectionView, StoryLine, StoryView } from '../ports.ts';
import { matterJson } from './matter.ts';
import { reportJson, type ReportJson } from './report.ts';

/** A story for programs, as lists have it. */
export type StoryJson = {
  readonly id: string;
  /** Path of its page; with `.json` behind it, that of its data. */
  readonly path: string;
  readonly changedAt: Date;
  readonly lead: ReportJson;
  readonly outlets: number;
  /** Reports that are no copies of one another, at the most. */
  readonly independentReports: number;
};

/** Path of a story's page. */
export function storyPath(id: string): string {
  return `/story/${encodeURIComponent(id)}`;
}

/** Writes a story as lists have it. */
export function storyJson({ id, changedAt, lead, confirmation }: StoryLine): StoryJson {
  return {
    id,
    path: storyPath(id),
    changedAt,
    lead: reportJson(lead),
    outlets: confirmation.outlets,
    independentReports: confirmation.independent,
  };
}

/** What belongs to a story besides its reports. */
export type StoryContext = {
  readonly matters: readonly Matter[];
  readonly corrections: readonly CorrectionView[];
  readonly related: readonly StoryLine[];
};

/** Writes a story with its reports, what was recorded of its matters, how its articles were changed, and what is near it. */
export function fullStoryJson(story: StoryView, context: StoryContext): object {
  return {
    ...storyJson(story),
    reports: story.reports.map(reportJson),
    matters: context.matters.map(matterJson),
    corrections: context.corrections.map(correctionJson),
    related: context.related.map(storyJson),
  };
}

function correctionJson(correction: CorrectionView): object {
  const { id, kind, before, after, url, outlet, seenAt } = correction;
  return { id, kind, before, after, url: webAddress(url), outlet, seenAt };
}
