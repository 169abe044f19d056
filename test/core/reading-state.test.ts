import { expect, test } from '@jest/globals';

import { readingState } from '../../src/core/reading-state.ts';
import { readText } from '../sources/read-text.ts';

const SELECT = { item: 'li', title: 'a', link: 'a' };

test.each([
  ['a feed with an item', '<rss><channel><item><title>T</title></item></channel></rss>', {}, 'ok'],
  [
    'a feed that lists nothing',
    '<rss version="2.0"><channel><title>T</title></channel></rss>',
    {},
    'empty',
  ],
  [
    'a JSON feed that lists nothing',
    '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
    {},
    'empty',
  ],
  ['a sitemap that lists nothing', '<urlset></urlset>', { kind: 'news-sitemap' }, 'empty'],
  ['a feed whose items are nothing', '<rss><channel><item></item></channel></rss>', {}, 'broken'],
  ['a page instead of a feed', '<html><body>Hello</body></html>', {}, 'broken'],
  ['an empty document', '', {}, 'broken'],
  [
    'a listing whose selectors find nothing',
    '<ul></ul>',
    { kind: 'html-list', select: SELECT },
    'broken',
  ],
  [
    'a sitemap without dates',
    '<urlset><url><loc>/a</loc></url></urlset>',
    { kind: 'sitemap' },
    'broken',
  ],
] as const)('%s', async (_case, text, changes, state) => {
  expect(readingState(await readText(text, null, changes))).toBe(state);
});
