import type { ReactElement } from 'react';
import { Day, Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { address } from '../../query.ts';
import { counted } from '../../words.ts';
import { TunePage, type TuneFrame } from './frame.tsx';
import type { PatternTable, PatternView } from './ports.ts';

/** Rows on one page. */
const ROWS_SHOWN = 400;

/** What became of concepts, or of the patterns of one; `language` narrows both down. */
export function PatternsPage(props: {
  readonly frame: TuneFrame;
  readonly table: PatternTable;
  readonly chosen: { readonly concept: string | null; readonly language: string | null };
  readonly languages: readonly { readonly key: string; readonly name: string }[];
}): ReactElement {
  const { frame, table, chosen, languages } = props;
  const rows = table.rows.filter(
    ({ language }) => chosen.language === null || language === chosen.language,
  );
  const title = chosen.concept === null ? 'Patterns' : `Patterns of ${chosen.concept}`;
  return (
    <TunePage frame={frame} title={title} part="patterns">
      <Counted count={table.count} />
      {chosen.concept !== null && (
        <p>
          <a href={address('/ops/tune/patterns', [['language', chosen.language]])}>All concepts</a>
        </p>
      )}
      <form method="get" action="/ops/tune/patterns" className="fields">
        {chosen.concept !== null && <input type="hidden" name="concept" value={chosen.concept} />}
        <div>
          <label htmlFor="language">Language</label>
          <select id="language" name="language" defaultValue={chosen.language ?? ''}>
            <option value="">all</option>
            {languages.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button className="quiet">Show</button>
      </form>
      {rows.length === 0 ? (
        <p className="empty">No pattern is there.</p>
      ) : (
        <Table rows={rows} ofConcept={chosen.concept !== null} />
      )}
    </TunePage>
  );
}

function Counted({ count }: { readonly count: PatternTable['count'] }): ReactElement {
  if (count === null) {
    return (
      <p className="empty">
        Nothing was counted yet. A worker counts within an hour of its start, and every hour from
        then on.
      </p>
    );
  }
  const { countedAt, since, items, isCut } = count;
  return (
    <p>
      {'Counted '}
      <Moment at={countedAt} />
      {` in ${isCut ? 'the newest ' : ''}${counted(items, 'judged item')} fetched since `}
      <Day at={since} />
      {
        '. Precision is the share of labelled items with the pattern that report something; it says little of few.'
      }
    </p>
  );
}

function Table(props: {
  readonly rows: readonly PatternView[];
  readonly ofConcept: boolean;
}): ReactElement {
  const { rows, ofConcept } = props;
  const shown = rows.slice(0, ROWS_SHOWN);
  const more = shown.length < rows.length ? `, the first ${shown.length} of ${rows.length}` : '';
  return (
    <StackedTable
      caption={`${ofConcept ? 'Patterns' : 'Concepts'} by their hits${more}`}
      columns={[
        ofConcept ? 'Pattern' : 'Concept',
        'Language',
        'Hits',
        'Last hit',
        'Precision by labels',
        ...(ofConcept ? [] : ['Patterns']),
      ]}
      numeric="Hits"
      rows={shown.map((row) => ({
        key: `${row.language} ${row.concept} ${row.pattern ?? ''}`,
        cells: [
          ofConcept ? (
            <code key="pattern">{row.pattern}</code>
          ) : (
            <ConceptLink key="concept" row={row} />
          ),
          row.language,
          row.hits.toLocaleString('en-GB'),
          row.lastAt === null ? <span className="none">never seen</span> : <Day at={row.lastAt} />,
          precisionText(row),
          ...(ofConcept ? [] : [row.patterns.toLocaleString('en-GB')]),
        ],
      }))}
    />
  );
}

function ConceptLink({ row }: { readonly row: PatternView }): ReactElement {
  const { concept, language } = row;
  return (
    <a
      href={address('/ops/tune/patterns', [
        ['concept', concept],
        ['language', language],
      ])}
    >
      {concept}
    </a>
  );
}

function precisionText({ labelled, relevant }: PatternView): string {
  if (labelled === 0) return 'no label';
  return `${Math.round((relevant / labelled) * 100)} % (${relevant} of ${labelled})`;
}
