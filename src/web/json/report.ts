import type { Verdict } from '../../core/verdict.ts';
import { webAddress } from '../links.ts';
import type { ReportView } from '../ports.ts';

/** A report for programs. Its texts are foreign: escape them wherever they are shown. */
export type ReportJson = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  /** Null where the source gave no web address. */
  readonly url: string | null;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** Writes a report, field by field, so that nothing else of a record gets out. */
export function reportJson(report: ReportView): ReportJson {
  const { id, title, summary, language, url, outlet, publishedAt, verdict } = report;
  return { id, title, summary, language, url: webAddress(url), outlet, publishedAt, verdict };
}
