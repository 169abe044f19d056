import type { ReactElement } from 'react';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { address } from '../../query.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { AuditView } from '../ports.ts';

type Chosen = { readonly operator: string | null; readonly subject: string | null };

/** Everything that operators did, the newest first. */
export function AuditPage(props: {
  readonly frame: OpsFrame;
  readonly entries: readonly AuditView[];
  /** The id from which the next page goes on; null on the last one. */
  readonly next: string | null;
  readonly operators: readonly string[];
  readonly chosen: Chosen;
}): ReactElement {
  const { frame, entries, next, operators, chosen } = props;
  return (
    <OpsPage {...frame} title="Audit log" section="audit">
      <AuditFilter operators={operators} chosen={chosen} />
      {entries.length === 0 ? (
        <p className="empty">Nothing was done that fits these filters.</p>
      ) : (
        <StackedTable
          caption="What operators did, the newest first"
          columns={['When', 'Operator', 'Action', 'Subject', 'Detail']}
          rows={entries.map(({ id, at, operator, action, subject, detail }) => ({
            key: id,
            cells: [<Moment key="at" at={at} />, operator, action, subject, detail ?? ''],
          }))}
        />
      )}
      {next !== null && (
        <nav className="pager" aria-label="Pages">
          <a rel="next" href={address('/ops/audit', [...Object.entries(chosen), ['before', next]])}>
            Older entries
          </a>
        </nav>
      )}
    </OpsPage>
  );
}

function AuditFilter(props: {
  readonly operators: readonly string[];
  readonly chosen: Chosen;
}): ReactElement {
  return (
    <form method="get" action="/ops/audit" className="fields">
      <div>
        <label htmlFor="operator">Operator</label>
        <select id="operator" name="operator" defaultValue={props.chosen.operator ?? ''}>
          <option value="">everybody</option>
          {props.operators.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="subject">Subject holds</label>
        <input id="subject" name="subject" defaultValue={props.chosen.subject ?? ''} />
      </div>
      <button className="quiet">Show</button>
    </form>
  );
}
