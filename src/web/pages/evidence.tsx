import type { ReactElement } from 'react';
import type { Evidence, Hit, SeedMatch, Verdict } from '../../core/verdict.ts';
import { MarkedText } from '../marks.tsx';
import { decimal } from '../numbers.ts';
import type { ReportView } from '../ports.ts';
import { gateText, TOPIC_NAMES, ZONE_NAMES } from '../words.ts';
import { ContributionsTable } from './contributions.tsx';

/** The title of a reference article; null for one that is no longer there. */
export type SeedTitle = (id: string) => string | null;

/** Hits that one table shows; the rest is counted. */
const HITS_SHOWN = 60;

/** Everything a verdict rests on: marked words, what each feature weighed, what did not count, the nearest seed. */
export function EvidenceCard(props: {
  readonly report: ReportView;
  readonly seedTitle: SeedTitle;
}): ReactElement {
  const { report, seedTitle } = props;
  const { evidence } = report.verdict;
  const counting = evidence.hits.filter(({ masked }) => masked === null);
  const masked = evidence.hits.filter((hit) => hit.masked !== null);
  return (
    <div className="evidence">
      <Decision verdict={report.verdict} />
      <MarkedReport report={report} hits={counting} />
      <ContributionsTable evidence={evidence} score={report.verdict.score} />
      <HitsTable caption="Matched words" reason="Pattern" hits={counting} tell={patternOf} />
      <HitsTable caption="Matched, but not counted" reason="Why not" hits={masked} tell={maskOf} />
      <Seed match={evidence.seed} seedTitle={seedTitle} />
    </div>
  );
}

function Decision({ verdict }: { readonly verdict: Verdict }): ReactElement {
  const { evidence, score } = verdict;
  return (
    <dl className="decision">
      <div>
        <dt>Score</dt>
        <dd className="number">{decimal(score, 3)}</dd>
      </div>
      <div>
        <dt>Threshold</dt>
        <dd className="number">{decimal(evidence.threshold, 3)}</dd>
      </div>
      <div>
        <dt>Decision</dt>
        <dd>{decisionText(evidence, score)}</dd>
      </div>
      <div>
        <dt>Gate</dt>
        <dd>{evidence.gate === null ? 'none applied' : `“${evidence.gate}” applied`}</dd>
      </div>
    </dl>
  );
}

function decisionText({ topic, threshold, gate }: Evidence, score: number): string {
  const name = TOPIC_NAMES[topic];
  if (gate !== null) return `${name} ruled out: ${gateText(gate)}`;
  return score >= threshold ? `${name}: the score reaches the threshold` : `No ${topic}: below it`;
}

function MarkedReport(props: {
  readonly report: ReportView;
  readonly hits: readonly Hit[];
}): ReactElement {
  const { report, hits } = props;
  return (
    <blockquote className="report" lang={report.language}>
      <p className="report-title">
        <MarkedText text={report.title} hits={hits.filter(({ zone }) => zone === 'title')} />
      </p>
      <p>
        <MarkedText text={report.summary} hits={hits.filter(({ zone }) => zone === 'summary')} />
      </p>
    </blockquote>
  );
}

function HitsTable(props: {
  readonly caption: string;
  readonly reason: string;
  readonly hits: readonly Hit[];
  readonly tell: (hit: Hit) => string;
}): ReactElement | null {
  const { caption, reason, hits, tell } = props;
  if (hits.length === 0) return null;
  const more = hits.length > HITS_SHOWN ? ` (the first ${HITS_SHOWN} of ${hits.length})` : '';
  return (
    <table className="hits">
      <caption>{`${caption}${more}`}</caption>
      <thead>
        <tr>
          <th scope="col">Words</th>
          <th scope="col">Stand for</th>
          <th scope="col">In</th>
          <th scope="col">{reason}</th>
        </tr>
      </thead>
      <tbody>
        {hits.slice(0, HITS_SHOWN).map((hit) => (
          <tr key={`${hit.zone} ${hit.start} ${hit.end} ${hit.concept} ${hit.pattern}`}>
            <th scope="row">{hit.text}</th>
            <td>{hit.role === 'negative' ? `${hit.concept} (speaks against)` : hit.concept}</td>
            <td>{ZONE_NAMES[hit.zone]}</td>
            <td className="pattern">{tell(hit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function patternOf({ pattern }: Hit): string {
  return pattern;
}

function maskOf({ masked }: Hit): string {
  return masked ?? '';
}

function Seed(props: {
  readonly match: SeedMatch | null;
  readonly seedTitle: SeedTitle;
}): ReactElement {
  const { match, seedTitle } = props;
  if (match === null) return <p>No reference article resembles it.</p>;
  return (
    <dl className="seed">
      <dt>Nearest reference article</dt>
      <dd>{`${seedTitle(match.seed) ?? match.seed} (similarity ${decimal(match.similarity, 2)})`}</dd>
      <dt>Shared concepts</dt>
      <dd>{match.sharedConcepts.join(', ') || 'none'}</dd>
      <dt>Shared terms</dt>
      <dd>{match.sharedTerms.join(', ') || 'none'}</dd>
    </dl>
  );
}
