import type { ReactElement } from 'react';
import type { Contribution, Evidence } from '../../core/verdict.ts';
import { decimal, signed } from '../numbers.ts';

/** Half the width of a bar's drawing, in its own units. */
const REACH = 50;

/** What each feature added to the score or took from it, the heaviest first, and the sum. */
export function ContributionsTable(props: {
  readonly evidence: Evidence;
  readonly score: number;
}): ReactElement {
  const { evidence, score } = props;
  const rows = evidence.contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const most = Math.max(...rows.map(({ points }) => Math.abs(points)), Number.MIN_VALUE);
  return (
    <table className="contributions">
      <caption>{`What the score for “${evidence.topic}” is made of`}</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col" className="number working">
            Value × weight
          </th>
          <th scope="col" className="number">
            Points
          </th>
          <td className="bar" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Summand key={row.feature} row={row} most={most} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum (log-odds)</th>
          <td className="working" />
          <td className="number">{signed(evidence.logit, 2)}</td>
          <td className="bar" />
        </tr>
        <tr>
          <th scope="row">Score, the probability of these odds</th>
          <td className="working" />
          <td className="number">{decimal(score, 3)}</td>
          <td className="bar" />
        </tr>
      </tfoot>
    </table>
  );
}

function Summand(props: { readonly row: Contribution; readonly most: number }): ReactElement {
  const { feature, value, weight, points } = props.row;
  return (
    <tr>
      <th scope="row">{feature}</th>
      <td className="number working">{`${decimal(value, 2)} × ${decimal(weight, 2)}`}</td>
      <td className="number">{signed(points, 2)}</td>
      <td className="bar">
        <Bar share={points / props.most} />
      </td>
    </tr>
  );
}

/** Full and to the right for points that speak for the topic, hollow and to the left for those against it. */
function Bar({ share }: { readonly share: number }): ReactElement {
  const length = Number.isFinite(share) ? Math.min(Math.abs(share), 1) * REACH : 0;
  return (
    <svg viewBox={`0 0 ${2 * REACH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <path className="axis" d={`M${REACH} 0v8`} />
      <rect
        className={share < 0 ? 'against' : 'for'}
        x={share < 0 ? REACH - length : REACH}
        y="1.5"
        width={length}
        height="5"
      />
    </svg>
  );
}
