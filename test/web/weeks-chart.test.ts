import { describe, expect, test } from '@jest/globals';
import { withSite } from './client.ts';
import { aMeasure } from './matter-data.ts';
import { RICH } from './rich-data.ts';

describe('the chart of weeks', () => {
  test('has a bar for each way of each week, and tells the two apart by place and pattern', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask('/measures');
      const weeks = RICH.weeks ?? [];
      const bars = (way: string): readonly { y: number; height: number; fill: string }[] =>
        page(`.chart rect.${way}`)
          .get()
          .map(({ attribs }) => ({
            y: Number(attribs['y']),
            height: Number(attribs['height']),
            fill: attribs['fill'] ?? '',
          }));
      const [up, down] = [bars('tighter'), bars('looser')];
      expect(up).toHaveLength(weeks.filter(({ tighter }) => tighter > 0).length);
      expect(down).toHaveLength(weeks.filter(({ looser }) => looser > 0).length);
      const axis = Number(page('.chart .axis line').attr('y1'));
      for (const { y, height } of up) expect(y + height).toBeCloseTo(axis, 1);
      for (const { y, fill } of down) expect([y, fill]).toEqual([axis, 'url(#hatch)']);
      expect(page('.chart pattern#hatch')).toHaveLength(1);
      expect(page('.chart .way').text()).toBe('▲ tighten▽ ease');
      // A bar is as long as its number says.
      const counts = weeks.flatMap(({ tighter }) => (tighter > 0 ? [tighter] : []));
      const units = up.map(({ height }, at) => height / (counts[at] ?? 0));
      for (const unit of units) expect(unit).toBeCloseTo(units[0] ?? 0, 1);
    }));

  test('is named and described, and its figures are a table', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask('/measures');
      const ids = (page('svg.chart').attr('aria-labelledby') ?? '').split(' ');
      expect(ids.map((id) => page(`#${id}`).text())).toEqual([
        'Decisions a week that tighten measures, and that ease them',
        '77 decisions that tighten, 36 that ease, week by week; the figures are in the table below.',
      ]);
      expect(page('svg.chart').attr('role')).toBe('img');
      const rows = page('table.figures tbody tr');
      expect(rows).toHaveLength(26);
      const [first] = RICH.weeks?.slice(-1) ?? [];
      expect(rows.first().text()).toBe(`9 Mar 2026${first?.tighter}${first?.looser}`);
      const { weeks } = JSON.parse((await ask('/measures.json')).body);
      expect(weeks).toHaveLength(26);
    }));

  test('is a sentence where nothing was decided', () =>
    withSite({ measures: [aMeasure()], weeks: [] }, async ({ ask }) => {
      const { page } = await ask('/measures');
      expect(page('.chart')).toHaveLength(0);
      expect(page('.weeks').text()).toContain('No decision was reported');
    }));
});
