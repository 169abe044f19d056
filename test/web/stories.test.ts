import { describe, expect, test } from '@jest/globals';
import { withSite } from './client.ts';
import { report, source, story } from './fake-ports.ts';
import { RICH } from './rich-data.ts';

describe('the list of stories', () => {
  test('tells a story with its words, its outlet, its time and a link to the report', () =>
    withSite(
      { stories: [story('7', report(), report({ id: '2', outlet: 'b.example' }))] },
      async ({ ask }) => {
        const { status, page } = await ask('/');
        expect(status).toBe(200);
        const badges = page('.badges li')
          .map((_, badge) => page(badge).text().trim())
          .get();
        expect(badges).toEqual(['▲ Tighter', 'Sanction imposed', 'Russia', 'FIS', 'cross country']);
        const link = page('article h3 a');
        expect(link.text()).toBe('Ski federation bars Russian teams from relay events');
        expect(link.attr('href')).toBe('https://paper.example/relay');
        expect(link.attr('rel')).toBe('noopener noreferrer nofollow');
        expect(page('.byline').text()).toContain('2 outlets, 1 independent report');
        expect(page('article time').attr('datetime')).toBe('2026-03-14T12:30:00.000Z');
        expect(page('article time').text()).toBe('12:30 UTC');
        expect(page('.byline a').attr('href')).toBe('/story/7');
      },
    ));

  test('quotes the summary with the matched words marked by what they stand for', () =>
    withSite({ stories: [story('7', report())] }, async ({ ask }) => {
      const { page } = await ask('/');
      expect(page('.quote').text()).toBe('The council bars the teams until the end of the season.');
      expect(page('.quote mark').text()).toBe('bars');
      expect(page('.quote mark').attr('title')).toBe('ban');
    }));

  test('names countries by their English names and counts those beyond four', () => {
    const lead = report({
      verdict: { label: 'agreement', countries: ['KAZ', 'DEU', 'XYZ', 'CHN', 'CUB', 'IRN'] },
    });
    return withSite({ stories: [story('7', lead)] }, async ({ ask }) => {
      const text = (await ask('/')).page('.badges').text();
      for (const name of ['Kazakhstan', 'Germany', 'XYZ', 'China', '2 more countries']) {
        expect(text).toContain(name);
      }
    });
  });

  test('groups stories by their UTC day', () => {
    const late = report({ publishedAt: new Date('2026-03-13T23:59:59Z') });
    const early = report({ publishedAt: new Date('2026-03-14T00:00:00Z') });
    return withSite({ stories: [story('8', early), story('7', late)] }, async ({ ask }) => {
      const { page } = await ask('/');
      const days = page('.day h2')
        .map((_, day) => page(day).text())
        .get();
      expect(days).toEqual(['Saturday, 14 March 2026', 'Friday, 13 March 2026']);
    });
  });

  test('a date that is none is told as unknown instead of failing', () => {
    const broken = {
      ...story('7', report({ publishedAt: new Date(NaN) })),
      changedAt: new Date(NaN),
    };
    return withSite({ stories: [broken] }, async ({ ask }) => {
      expect((await ask('/')).page('article').text()).toContain('unknown time');
      expect((await ask('/story/7')).status).toBe(200);
    });
  });
});

describe('paging', () => {
  test('the link to older stories leads on, and back to the newest', () =>
    withSite(RICH, async ({ ask }) => {
      const first = await ask('/');
      expect(first.page('article')).toHaveLength(30);
      const older = first.page('.pager a[rel=next]').attr('href') ?? '';
      const second = await ask(older);
      expect(second.page('article')).toHaveLength(4);
      expect(second.page('h1').text()).toBe('Older stories');
      expect(
        second
          .page('.pager a')
          .map((_, a) => second.page(a).attr('href'))
          .get(),
      ).toEqual(['/']);
    }));

  test('a cursor beyond the oldest story says so', () =>
    withSite(RICH, async ({ ask }) => {
      expect((await ask('/?before=999-1')).page('.empty').text()).toBe(
        'There are no older stories.',
      );
    }));

  test.each([
    "1' or 1=1",
    '',
    'a'.repeat(201),
    '%00',
    '../x',
    '<b>',
    '999',
    '1-0',
    '9999999999999999-1',
    '1-1&before=1-2',
  ])('the cursor %j is refused before the store sees it', (cursor) =>
    withSite(RICH, async ({ ask, calls }) => {
      const query = cursor.includes('&') ? cursor : encodeURIComponent(cursor);
      const { status, page } = await ask(`/?before=${query}`);
      expect(status).toBe(400);
      expect(page('main').text()).toContain('before');
      expect(calls).toEqual([]);
    }),
  );
});

describe('where there is no story', () => {
  test('the page says what is read, when the next poll is, and where to look', () => {
    const sources = [
      source({ id: 'b', name: 'Later', nextPollAt: new Date('2026-03-14T16:00:00Z') }),
      source({ id: 'a', name: 'Sooner', state: 'failing' }),
    ];
    return withSite({ sources }, async ({ ask }) => {
      const empty = (await ask('/')).page('.empty');
      expect(empty.find('h2').text()).toBe('No story yet');
      expect(empty.text()).toContain('2 sources watched, 2,408 items read so far');
      expect(empty.text()).toContain('1 source cannot be read');
      expect(empty.text()).toContain('14 Mar 2026, 15:20 UTC, Sooner');
      expect(empty.find('a').attr('href')).toBe('/sources');
    });
  });

  test('with no source at all it says how to add one', () =>
    withSite({}, async ({ ask }) => {
      expect((await ask('/')).page('.empty').text()).toContain('config/sources.yaml');
    }));
});
