import type { ReactElement } from 'react';
import type { MeasureWeek } from '../../core/measure-weeks.ts';
import { Day, dayName, monthShort } from '../moment.tsx';
import { counted, POLARITY_SIGNS } from '../words.ts';

/** Pixels from the axis to the end of the longest bars, both ways together. */
const REACH = 150;
const TOP = 22;
const BOTTOM = 40;
/** Percent of the width that the figures of the scale take. */
const MARGIN = 7;
/** Share of a week's width that its bar takes. */
const BAR = 0.72;

/** Decisions a week: those that tighten stand on the axis in full, those that ease hang from it hatched; and the figures as a table. */
export function WeeksChart({ weeks }: { readonly weeks: readonly MeasureWeek[] }): ReactElement {
  const [tighter, looser] = (['tighter', 'looser'] as const).map((way) =>
    weeks.reduce((sum, week) => sum + week[way], 0),
  );
  const total = `${counted(tighter ?? 0, 'decision')} that tighten, ${looser ?? 0} that ease`;
  return (
    <section className="weeks" aria-labelledby="weeks">
      <h2 id="weeks">Tightening and easing by week</h2>
      {tighter === 0 && looser === 0 ? (
        <p className="note">{`No decision was reported in the last ${weeks.length} weeks.`}</p>
      ) : (
        <>
          <p className="note">{`Last ${weeks.length} weeks: ${total}. A decision on both countries counts once.`}</p>
          <Chart weeks={weeks} about={total} />
          <Figures weeks={weeks} />
        </>
      )}
    </section>
  );
}

function Chart(props: {
  readonly weeks: readonly MeasureWeek[];
  readonly about: string;
}): ReactElement {
  const { weeks } = props;
  const [up, down] = [most(weeks, 'tighter'), most(weeks, 'looser')];
  const unit = REACH / (up + down);
  const axis = TOP + up * unit;
  const height = TOP + REACH + BOTTOM;
  const share = (100 - MARGIN) / weeks.length;
  return (
    <svg className="chart" role="img" aria-labelledby="chart-title chart-about" height={height}>
      <title id="chart-title">Decisions a week that tighten measures, and that ease them</title>
      <desc id="chart-about">{`${props.about}, week by week; the figures are in the table below.`}</desc>
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
        </pattern>
      </defs>
      <Scale axis={axis} unit={unit} up={up} down={down} />
      {weeks.map((week, at) => (
        <g key={week.start.getTime()}>
          <title>{`Week of ${dayName(week.start)}: ${week.tighter} tighten, ${week.looser} ease`}</title>
          <Bars {...{ week, axis, unit }} x={MARGIN + at * share} width={share * BAR} />
        </g>
      ))}
      <Months weeks={weeks} share={share} y={height - 8} />
    </svg>
  );
}

function Bars(props: {
  readonly week: MeasureWeek;
  readonly axis: number;
  readonly unit: number;
  readonly x: number;
  readonly width: number;
}): ReactElement {
  const { week, axis, unit } = props;
  const at = { x: `${round(props.x)}%`, width: `${round(props.width)}%` };
  return (
    <>
      {week.tighter > 0 && (
        <rect
          className="tighter"
          {...at}
          y={round(axis - week.tighter * unit)}
          height={round(week.tighter * unit)}
        />
      )}
      {week.looser > 0 && (
        <rect
          className="looser"
          fill="url(#hatch)"
          {...at}
          y={round(axis)}
          height={round(week.looser * unit)}
        />
      )}
    </>
  );
}

/** The axis, a line at the longest bar either way with its figure, and which way is which. */
function Scale(props: {
  readonly axis: number;
  readonly unit: number;
  readonly up: number;
  readonly down: number;
}): ReactElement {
  const { axis, unit, up, down } = props;
  const top = round(axis - up * unit);
  const bottom = round(axis + down * unit);
  const { tighter, looser } = POLARITY_SIGNS;
  return (
    <>
      {[
        [top, up],
        [round(axis), 0],
        [bottom, down],
      ].map(([y = 0, figure = 0]) => (
        <g key={y} className={figure === 0 ? 'axis' : 'line'}>
          <line x1={`${MARGIN}%`} x2="100%" y1={y} y2={y} />
          <text x={`${MARGIN - 1.5}%`} y={y + 4} textAnchor="end">
            {figure}
          </text>
        </g>
      ))}
      <text className="way" x={`${MARGIN}%`} y={top - 7}>{`${tighter.symbol} tighten`}</text>
      <text className="way" x={`${MARGIN}%`} y={bottom + 15}>{`${looser.symbol} ease`}</text>
    </>
  );
}

/** Each month at its first week. */
function Months(props: {
  readonly weeks: readonly MeasureWeek[];
  readonly share: number;
  readonly y: number;
}): ReactElement {
  const { weeks, share, y } = props;
  const firsts = weeks.flatMap(({ start }, at) =>
    start.getUTCDate() <= 7 && at < weeks.length - 1 ? [{ start, at }] : [],
  );
  return (
    <>
      {firsts.map(({ start, at }) => (
        <text key={at} className="month" x={`${round(MARGIN + at * share)}%`} y={y}>
          {start.getUTCMonth() === 0 ? start.getUTCFullYear() : monthShort(start)}
        </text>
      ))}
    </>
  );
}

function Figures({ weeks }: { readonly weeks: readonly MeasureWeek[] }): ReactElement {
  return (
    <details>
      <summary>The figures as a table</summary>
      <table className="figures">
        <caption>Decisions by week, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Week from Monday</th>
            <th scope="col" className="number">
              Tighten
            </th>
            <th scope="col" className="number">
              Ease
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ start, tighter, looser }) => (
            <tr key={start.getTime()}>
              <th scope="row">
                <Day at={start} />
              </th>
              <td className="number">{tighter}</td>
              <td className="number">{looser}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function most(weeks: readonly MeasureWeek[], way: 'tighter' | 'looser'): number {
  return Math.max(1, ...weeks.map((week) => week[way]));
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
