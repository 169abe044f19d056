import type { ReactElement } from 'react';
import type { Change, Counts, Sample } from '../../../core/classify/compare.ts';
import { decimal, signed } from '../../numbers.ts';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { counted } from '../../words.ts';
import { verdictText } from './answer.tsx';
import type { BacktestResult, GoldenResult } from './ports.ts';

const CHANGES = {
  gained: 'Gained: flagged only by the edited keywords',
  lost: 'Lost: flagged only by those in force',
  moved: 'Moved: another topic or direction',
} as const satisfies Record<Change, string>;

/** Sources that are listed: those with the most changes. */
const SOURCES_SHOWN = 25;

/** What a backtest found: the golden set first, since it decides whether a service takes the keywords up. */
export function BacktestFound({ result }: { readonly result: BacktestResult }): ReactElement {
  const { comparison, golden, lint } = result;
  const changed = Object.entries(comparison.bySource).filter(([, counts]) => changes(counts) > 0);
  const sources = changed.toSorted(([, a], [, b]) => changes(b) - changes(a));
  return (
    <>
      <Golden golden={golden} />
      <Lint findings={lint} />
      <section>
        <h2>The archive</h2>
        <p>
          {`${counted(comparison.items, 'item')} judged: ${comparison.gained} gained, ${comparison.lost} lost, ${comparison.moved} moved.`}
        </p>
        <CountsTable
          caption="By language"
          name="Language"
          rows={Object.entries(comparison.byLanguage)}
        />
        <CountsTable
          caption="By source, those that change"
          name="Source"
          rows={sources.slice(0, SOURCES_SHOWN)}
        />
      </section>
      {(['gained', 'lost', 'moved'] as const).map((change) => (
        <Samples
          key={change}
          title={CHANGES[change]}
          samples={comparison.samples[change]}
          count={comparison[change]}
        />
      ))}
    </>
  );
}

function changes({ gained, lost, moved }: Counts): number {
  return gained + lost + moved;
}

function Golden({ golden }: { readonly golden: GoldenResult }): ReactElement {
  const { items, f1Before, f1After, precision, recall, newErrors, mended, objection } = golden;
  return (
    <section>
      <h2>The golden set</h2>
      <p>
        {`${counted(items, 'labelled item')}: F1 ${decimal(f1Before, 3)} → ${decimal(f1After, 3)} (${signed(f1After - f1Before, 3)}), `}
        {`precision ${decimal(precision, 3)}, recall ${decimal(recall, 3)}; ${counted(mended, 'error')} fewer, ${newErrors.length} new.`}
      </p>
      {objection === null ? (
        <p className="done">A service would take these keywords up.</p>
      ) : (
        <p className="refused">A service would refuse them: its F1 falls too far.</p>
      )}
      {newErrors.length > 0 && (
        <ul className="errors">
          {newErrors.map(({ id, title, expected, got, score }) => (
            <li key={id}>
              <q>{title}</q>
              <span className="under">{`${id}: ${got} (${decimal(score, 2)}) where ${expected} is right`}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Lint(props: { readonly findings: BacktestResult['lint'] }): ReactElement | null {
  if (props.findings.length === 0) return null;
  return (
    <section>
      <h2>Lint: patterns that may not do what they are there for</h2>
      <ul className="errors">
        {props.findings.map(({ place, level, owner, pattern, message }) => (
          <li key={`${place} ${owner} ${message}`}>
            {`${level}, ${owner}: `}
            <code>{pattern}</code>
            <span className="under">{`${place}: ${message}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CountsTable(props: {
  readonly caption: string;
  readonly name: string;
  readonly rows: readonly (readonly [string, Counts])[];
}): ReactElement | null {
  if (props.rows.length === 0) return null;
  return (
    <StackedTable
      caption={props.caption}
      columns={[props.name, 'Items', 'Gained', 'Lost', 'Moved']}
      rows={props.rows.map(([key, { items, gained, lost, moved }]) => ({
        key,
        cells: [key, items.toLocaleString('en-GB'), gained, lost, moved],
      }))}
    />
  );
}

function Samples(props: {
  readonly title: string;
  readonly samples: readonly Sample[];
  readonly count: number;
}): ReactElement | null {
  const { title, samples, count } = props;
  if (count === 0) return null;
  const some = samples.length < count ? ` (${samples.length} of ${count})` : '';
  return (
    <section>
      <h2>{`${title}${some}`}</h2>
      <ul className="samples">
        {samples.map((sample) => (
          <li key={sample.id}>
            <SampleLines sample={sample} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SampleLines({ sample }: { readonly sample: Sample }): ReactElement {
  const { id, title, language, source, before, after, contributions, hits } = sample;
  return (
    <>
      <a href={`/ops/tune?item=${id}`} lang={language}>
        {title}
      </a>
      <span className="under">{`${verdictText(before)} → ${verdictText(after)} · ${source ?? 'unknown'}, item ${id}`}</span>
      <span className="under">
        {contributions
          .map((one) => `${one.feature} ${signed(one.before, 2)} → ${signed(one.after, 2)}`)
          .join(', ')}
      </span>
      <Phrases name="no longer" hits={hits.before} />
      <Phrases name="now" hits={hits.after} />
    </>
  );
}

function Phrases(props: {
  readonly name: string;
  readonly hits: Sample['hits']['before'];
}): ReactElement | null {
  if (props.hits.length === 0) return null;
  const told = props.hits.map(({ text, concept, pattern }) => `“${text}” (${concept}: ${pattern})`);
  return <span className="under">{`${props.name}: ${told.join(', ')}`}</span>;
}
