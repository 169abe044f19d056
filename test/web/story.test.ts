import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/core/verdict.ts';
import { withSite } from './client.ts';
import { report, story, verdict } from './fake-ports.ts';
import { BIG_STORY_ID, RICH } from './rich-data.ts';

describe('a story', () => {
  test('lists every report with outlet, headline, time and language', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask(`/story/${BIG_STORY_ID}`);
      expect(page('h1')).toHaveLength(1);
      const table = page('table.stacked');
      expect(table.find('caption').text()).toBe('12 reports, oldest first');
      expect(table.find('tbody tr')).toHaveLength(12);
      const row = table.find('tbody tr').first();
      expect(row.find('th').text()).toBe('outlet-10.sports-news.example');
      expect(row.find('a').text()).toBe('Ski federation bars Russian teams from relay events');
      expect(row.find('time').attr('datetime')).toBe('2026-03-14T10:56:26.000Z');
      expect(row.find('td').last().text()).toBe('English');
    }));

  test('folds the evidence of the other reports away, one each', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask(`/story/${BIG_STORY_ID}`);
      expect(page('section[aria-labelledby=others] > details')).toHaveLength(11);
      expect(page('details .evidence')).toHaveLength(11);
      expect(page('main > section > .evidence')).toHaveLength(1);
    }));

  test.each(['0', '-1', '1.5', 'abc', '1e3', '9'.repeat(19), '%2e%2e%2f', '1%00', "1'--", '01'])(
    'the id %j is no story, and the store is not asked',
    (id) =>
      withSite(RICH, async ({ ask, calls }) => {
        expect((await ask(`/story/${id}`)).status).toBe(404);
        expect(calls).toEqual([]);
      }),
  );

  test('an id that no story has is not found', () =>
    withSite(RICH, async ({ ask, calls }) => {
      expect((await ask('/story/999')).status).toBe(404);
      expect(calls).toEqual(['story 999']);
    }));
});

describe('the evidence card', () => {
  test('marks the matched words of headline and summary by what they stand for', () =>
    withSite({ stories: [story('7', report())] }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      const marks = page('.report mark').map(
        (_, mark) => `${page(mark).text()}: ${page(mark).attr('title')}`,
      );
      expect(marks.get()).toEqual(['bars: ban', 'Russian: RUS', 'bars: ban']);
    }));

  test('its contributions add up to the score', () =>
    withSite({ stories: [story('7', report())] }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      const points = page('.contributions tbody tr').map((_, row) =>
        Number(page(row).find('td.number').last().text().replace('−', '-')),
      );
      expect(points.get()).toEqual([3.75, -2.5, 1]);
      const [sum, score] = page('.contributions tfoot tr')
        .map((_, row) => page(row).find('.number').text())
        .get();
      expect(Number(sum)).toBe(2.25);
      expect(score).toBe('0.905');
    }));

  test('the bars differ in direction and filling, not only in colour', () =>
    withSite({ stories: [story('7', report())] }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      const bars = page('.bar rect').map(
        (_, bar) => `${page(bar).attr('class')} ${page(bar).attr('x')}`,
      );
      expect(bars.get().map((bar) => bar.split('.')[0])).toEqual([
        'for 50',
        'against 16',
        'for 50',
      ]);
    }));

  test('tells what matched without counting, and why', () => {
    const lead = report({ cancelled: { season: 'part of a fixed phrase' } });
    return withSite({ stories: [story('7', lead)] }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      const table = page('.hits').last();
      expect(table.find('caption').text()).toBe('Matched, but not counted');
      expect(table.find('tbody tr').text()).toBe('seasonseasonsummarypart of a fixed phrase');
      expect(page('.report mark').text()).not.toContain('season');
    });
  });

  test('tells the nearest reference article with what is shared', () =>
    withSite(
      { stories: [story('7', report())], seedTitles: { 'relay-ban': 'Relays closed' } },
      async ({ ask }) => {
        const seed = (await ask('/story/7')).page('.seed').text();
        expect(seed).toContain('Relays closed (similarity 0.61)');
        expect(seed).toContain('relay, council');
      },
    ));

  test.each([
    [{ gate: 'no-sport' }, 'ruled out: it is not about sport'],
    [{ gate: 'some-new-rule' }, 'ruled out: some new rule'],
    [{ threshold: 0.95 }, 'No sanction: below it'],
    [{}, 'Sanction: the score reaches the threshold'],
  ] satisfies [Partial<Evidence>, string][])('with %j it says: %s', (change, text) => {
    const plain = verdict([]);
    const lead = report({ verdict: { evidence: { ...plain.evidence, ...change } } });
    return withSite({ stories: [story('7', lead)] }, async ({ ask }) => {
      expect((await ask('/story/7')).page('.decision').text()).toContain(text);
    });
  });

  test('evidence without summands, hits or seed, or with numbers that are none, still makes a page', () => {
    const evidence: Evidence = {
      topic: 'agreement',
      logit: NaN,
      threshold: 0.5,
      gate: null,
      contributions: [{ feature: 'odd', value: Infinity, weight: 0, points: NaN }],
      hits: [],
      seed: null,
    };
    const lead = report({ summary: '', verdict: { evidence, score: NaN } });
    return withSite({ stories: [story('7', lead)] }, async ({ ask }) => {
      const { status, body } = await ask('/story/7');
      expect(status).toBe(200);
      expect(body).not.toMatch(/NaN|Infinity/);
      expect(body).toContain('No reference article resembles it.');
    });
  });
});

test('of a story with hundreds of reports some are shown, and the page says where the others are', () => {
  const reports = Array.from({ length: 150 }, (_, n) => report({ id: String(n), outlet: `o${n}` }));
  const [lead = report(), ...others] = reports;
  return withSite({ stories: [story('7', lead, ...others)] }, async ({ ask }) => {
    const { page, body } = await ask('/story/7');
    expect(page('table.stacked tbody tr')).toHaveLength(100);
    expect(page('.note').text()).toContain('50 further reports can be read in the data');
    expect(page('.note').text()).toContain('129 further reports');
    expect(page('.note a[href="/story/7.json"]')).toHaveLength(2);
    expect(body.length).toBeLessThan(300_000);
  });
});
