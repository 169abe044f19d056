import type { ReactElement } from 'react';
import { counted } from '../words.ts';

const WIDTH = 120;
const HEIGHT = 24;
const GAP = 1;

/** Items a day as bars, the latest at the right; what it shows is also said in words. */
export function Sparkline({ days }: { readonly days: readonly number[] }): ReactElement {
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={sparkText(days)}
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      <path d={barsOf(days)} />
    </svg>
  );
}

/** What a sparkline shows, in a sentence. */
export function sparkText(days: readonly number[]): string {
  const all = days.reduce((sum, items) => sum + items, 0);
  const silent = days.filter((items) => items === 0).length;
  const most = Math.max(...days, 0);
  if (all === 0) return `No item in ${counted(days.length, 'day')}.`;
  const today = counted(days.at(-1) ?? 0, 'item');
  return `${counted(all, 'item')} in ${counted(days.length, 'day')}, at most ${most} a day, none on ${silent}; today ${today}.`;
}

/** All bars as one path: a page has hundreds of sparklines, and each bar by itself would be most of its weight. */
function barsOf(days: readonly number[]): string {
  const most = Math.max(...days, 1);
  const width = WIDTH / Math.max(days.length, 1);
  return days
    .map((items, at) => {
      if (items === 0) return '';
      const height = round(Math.max(1.5, (items / most) * (HEIGHT - 1)));
      return `M${round(at * width)} ${HEIGHT}v-${height}h${round(width - GAP)}v${height}z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
