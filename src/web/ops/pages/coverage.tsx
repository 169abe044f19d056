import type { ReactElement } from 'react';
import { Day } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { counted, LANGUAGE_NAMES } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { BodyCoverage, Coverage } from '../ports/coverage.ts';

/** What is watched and reported by language and by deciding body, with what is missing. */
export function CoveragePage(props: {
  readonly frame: OpsFrame;
  readonly coverage: Coverage;
}): ReactElement {
  const { days, languages, bodies } = props.coverage;
  const seen = bodies.filter(({ reports, ownSites }) => reports + ownSites.length > 0);
  const unseen = bodies.filter(({ reports, ownSites }) => reports + ownSites.length === 0);
  const gaps = [...languages, ...seen].filter(({ gap }) => gap !== null).length;
  return (
    <OpsPage {...props.frame} title="Coverage" section="coverage">
      <p className="note">
        {`Over the last ${days} days. ${gaps === 0 ? 'No gap.' : `${counted(gaps, 'gap')}.`}`}
      </p>
      <StackedTable
        caption="By language"
        columns={['Language', 'Sources', 'Readable', 'Items', 'Reports', 'Gap']}
        look="console"
        rows={languages.map(({ language, sources, readable, items, reports, gap }) => ({
          key: language,
          cells: [
            languageName(language),
            sources,
            readable,
            items,
            reports,
            <Gap key="gap" gap={gap} />,
          ],
        }))}
      />
      <StackedTable
        caption="By deciding body, the most reported first"
        columns={['Body', 'Own sites', 'Reports', 'Sources', 'Languages', 'Latest', 'Gap']}
        look="console"
        rows={seen.map((body) => ({
          key: body.body,
          cells: [
            body.body,
            <OwnSites key="own" sites={body.ownSites} />,
            body.reports,
            body.outlets,
            body.languages.map(languageName).join(', ') || '–',
            body.latest === null ? '–' : <Day key="latest" at={body.latest} />,
            <Gap key="gap" gap={body.gap} />,
          ],
        }))}
      />
      {unseen.length > 0 && (
        <details>
          <summary>{`Neither watched nor reported: ${unseen.length} bodies of the keywords`}</summary>
          <ul className="compact">
            {unseen.map(({ body }) => (
              <li key={body}>{body}</li>
            ))}
          </ul>
        </details>
      )}
    </OpsPage>
  );
}

function OwnSites({ sites }: { readonly sites: BodyCoverage['ownSites'] }): ReactElement {
  if (sites.length === 0) return <span className="none">none</span>;
  return (
    <>
      {sites.map(({ id, isReadable }) => (
        <span className="line" key={id}>
          <a href={`/ops/sources/${encodeURIComponent(id)}`}>{id}</a>
          {!isReadable && <strong>{' (cannot be read)'}</strong>}
        </span>
      ))}
    </>
  );
}

function Gap({ gap }: { readonly gap: string | null }): ReactElement {
  return gap === null ? <span className="none">none</span> : <strong className="gap">{gap}</strong>;
}

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(LANGUAGE_NAMES));

function languageName(code: string): string {
  return NAMES.get(code) ?? code;
}
