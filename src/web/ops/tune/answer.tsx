import type { ReactElement } from 'react';
import type { Outcome } from '../../../core/classify/compare.ts';
import type { Flips } from '../../../core/classify/explain-flips.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { MarkedText } from '../../marks.tsx';
import { decimal, signed } from '../../numbers.ts';
import { EvidenceCard } from '../../pages/evidence.tsx';
import { counted, gateText, LANGUAGE_NAMES, TOPIC_NAMES } from '../../words.ts';
import type { Judgement, Mistake, Refused } from './ports.ts';

/** What a look found; null before the first. `text` is the draft, for the lines of its mistakes. */
export function Answer(props: {
  readonly answer: Judgement | Refused | null;
  readonly file: string;
  readonly text: string;
}): ReactElement {
  const { answer, file, text } = props;
  return (
    <section id="tune-answer" aria-label="What the keywords say" data-said={saidOf(answer)}>
      {answer === null ? (
        <p className="note">
          Write or read a text to judge. What the keywords say of it stands here, and changes as you
          edit them.
        </p>
      ) : answer.kind === 'judged' ? (
        <Judged judgement={answer} />
      ) : (
        <Mistakes refused={answer} file={file} text={text} />
      )}
    </section>
  );
}

/** What a screen reader is told when the answer changes. */
function saidOf(answer: Judgement | Refused | null): string {
  if (answer === null) return '';
  if (answer.kind === 'judged') return `Judged: ${verdictText(answer.verdict)}.`;
  const { length } = answer.mistakes;
  return length === 0
    ? 'The keywords cannot be used.'
    : `${counted(length, 'mistake')} in the keywords.`;
}

/** `Sanction imposed, 0.91` or `not flagged, 0.31`; a gate stands for the score that it overrules. */
export function verdictText(verdict: Verdict | Outcome): string {
  const gate = 'evidence' in verdict ? verdict.evidence.gate : verdict.gate;
  const { label, direction, score } = verdict;
  const what =
    label === 'none' ? 'not flagged' : [TOPIC_NAMES[label], direction].filter(Boolean).join(' ');
  return `${what}, ${gate === null ? decimal(score, 3) : gateText(gate)}`;
}

function Judged({ judgement }: { readonly judgement: Judgement }): ReactElement {
  const { item, verdict, sentence, flips, inForce, seedTitles } = judgement;
  const report = {
    id: 'sample',
    title: item.title,
    summary: item.summary,
    language: item.language,
    url: '',
    outlet: '',
    publishedAt: new Date(0),
    verdict,
  };
  return (
    <>
      <dl className="versus">
        <div>
          <dt>With these keywords</dt>
          <dd>{verdictText(verdict)}</dd>
        </div>
        <div>
          <dt>With those in force</dt>
          <dd>{verdictText(inForce)}</dd>
        </div>
        <div>
          <dt>Judged as</dt>
          <dd>{LANGUAGE_NAMES[item.language]}</dd>
        </div>
      </dl>
      <p className="sentence">{`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`}</p>
      <EvidenceCard report={report} seedTitle={(id) => seedTitles[id] ?? null} />
      <ArticleText judgement={judgement} />
      <Turns verdict={verdict} flips={flips} />
    </>
  );
}

/** The article's own text, with what was found in it; whether it was read at all is up to the teaser. */
function ArticleText({ judgement }: { readonly judgement: Judgement }): ReactElement | null {
  const { item, verdict } = judgement;
  if (item.body === '') return null;
  const { hits, decidedBy } = verdict.evidence;
  const found = hits.filter(({ zone, masked }) => zone === 'body' && masked === null);
  const read = decidedBy === 'body' ? 'read, since the teaser left it open' : 'not read';
  return (
    <details>
      <summary>{`The article’s text: ${read}`}</summary>
      <p className="article" lang={item.language}>
        <MarkedText text={item.body} hits={found} />
      </p>
    </details>
  );
}

/** Decisive contributions that are named. */
const NAMED = 4;

/** What single change would turn the verdict. */
function Turns(props: { readonly verdict: Verdict; readonly flips: Flips }): ReactElement {
  const ways = waysOf(props.verdict, props.flips);
  const turned = props.verdict.label === 'none' ? 'It would be flagged' : 'It would not be flagged';
  if (ways.length === 0) return <p>No single change would turn the verdict.</p>;
  return (
    <div className="turns">
      <h2>{turned}</h2>
      <ul>
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </div>
  );
}

function waysOf({ evidence, score }: Verdict, flips: Flips): string[] {
  const { gate, contributions, weight, margin, concepts } = flips;
  const ways = concepts.map((one) => {
    const words = one.texts.slice(0, 3).map((text) => `“${text}”`);
    return `without ${one.concept} (${words.join(', ')}): ${verdictText({ ...one, direction: null })}`;
  });
  if (gate !== null) ways.unshift(`but for the gate ${gate}: ${gateText(gate)}`);
  if (evidence.gate !== null) return ways;
  const named = contributions
    .slice(0, NAMED)
    .map(({ feature, points }) => `${feature} (${signed(points, 2)})`);
  if (named.length > 0) ways.push(`without any one of: ${named.join(', ')}`);
  if (weight !== null) {
    const side = weight.past < weight.from ? 'below' : 'above';
    ways.push(
      `with the weight of ${weight.feature} ${side} ${decimal(weight.past, 2)}; it is ${decimal(weight.from, 2)}`,
    );
  }
  const side = margin >= 0 ? 'above' : 'at or below';
  return [...ways, `with a threshold ${side} ${decimal(score, 3)}`];
}

/** Mistakes that one look tells. */
const MISTAKES_SHOWN = 30;

function Mistakes(props: {
  readonly refused: Refused;
  readonly file: string;
  readonly text: string;
}): ReactElement {
  const { mistakes, problem, mend } = props.refused;
  const lines = props.text.split('\n');
  const more = mistakes.length - MISTAKES_SHOWN;
  return (
    <div className="refused">
      {mistakes.length === 0 ? (
        <p className="problem">{problem}</p>
      ) : (
        <ol className="mistakes">
          {mistakes.slice(0, MISTAKES_SHOWN).map((mistake) => (
            <li key={`${mistake.file} ${mistake.line} ${mistake.column} ${mistake.message}`}>
              <MistakeLine
                mistake={mistake}
                isOwn={mistake.file.endsWith(props.file)}
                lines={lines}
              />
            </li>
          ))}
        </ol>
      )}
      {more > 0 && <p>{`and ${more} more`}</p>}
      <p>{mend}</p>
    </div>
  );
}

function MistakeLine(props: {
  readonly mistake: Mistake;
  readonly isOwn: boolean;
  readonly lines: readonly string[];
}): ReactElement {
  const { file, line, column, path, message } = props.mistake;
  const place = `${file}:${line}:${column}`;
  const own = props.isOwn ? (props.lines[line - 1] ?? '').trim().slice(0, 160) : '';
  return (
    <>
      {props.isOwn ? (
        <a href="#tune-file" data-line={line}>
          {place}
        </a>
      ) : (
        <span>{place}</span>
      )}
      {path !== '' && <code>{` ${path}`}</code>}
      {`: ${message}`}
      {own !== '' && <code className="line">{own}</code>}
    </>
  );
}
