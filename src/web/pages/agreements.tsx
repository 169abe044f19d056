import type { ReactElement } from 'react';
import type { Agreement } from '../../core/matters/agreements.ts';
import { AGREEMENT_SIGNS, partiesText } from '../matter-words.ts';
import { Day } from '../moment.tsx';
import { sportName } from '../words.ts';
import { Conflicts, Sources, Standing, Status } from './entry-cells.tsx';
import type { Frame } from './layout.tsx';
import { type MatterChoice, MatterFrame } from './matter-frame.tsx';
import { type Row, StackedTable } from './stacked-table.tsx';

/** The register: who arranges what with the two countries, the latest first. */
export function AgreementsPage(props: {
  readonly frame: Frame;
  readonly agreements: readonly Agreement[];
  readonly choice: MatterChoice;
}): ReactElement {
  const { frame, agreements, choice } = props;
  return (
    <MatterFrame
      frame={frame}
      section="agreements"
      title="Register of agreements"
      choice={choice}
      empty="Nothing is in the register yet. It fills as reports of agreements are read; each entry names them."
      intro={
        <p>
          What Russia and Belarus arrange with others in sport: plans, talks, papers signed and what
          came of them. An entry is a proposal of this service until somebody confirms it.
        </p>
      }
    >
      <StackedTable
        look="board"
        caption={`${choice.shown}, the latest first`}
        columns={['Parties', 'Sport', 'What', 'First reported', 'Standing', 'Reports']}
        rows={agreements.map(rowOf)}
      />
    </MatterFrame>
  );
}

function rowOf(agreement: Agreement): Row {
  const { entry, parties, sport, at, sources } = agreement;
  return {
    key: entry,
    cells: [
      partiesText(parties),
      sportName(sport),
      <What key="what" agreement={agreement} />,
      <Day key="at" at={at} />,
      <Standing key="standing" {...agreement} entries={[entry]} />,
      <Sources key="sources" sources={sources} />,
    ],
  };
}

function What({ agreement }: { readonly agreement: Agreement }): ReactElement {
  const { kind, endedAt, conflicts } = agreement;
  return (
    <>
      <Status sign={AGREEMENT_SIGNS.get(kind) ?? { symbol: '·', word: kind }} />
      {endedAt !== null && (
        <strong className="under">
          {'ended '}
          <Day at={endedAt} />
        </strong>
      )}
      <Conflicts conflicts={conflicts} />
    </>
  );
}
