import { expect, test } from '@jest/globals';

import { readText } from './read-text.ts';

const ONE = '<item><title>One</title><link>https://example.org/1</link></item>';
const TWO = '<item><title>Two</title><link>https://example.org/2</link></item>';
const BOTH = [
  { title: 'One', link: 'https://example.org/1' },
  { title: 'Two', link: 'https://example.org/2' },
];
const WHOLE = `<?xml version="1.0"?><rss version="2.0"><channel>${ONE}${TWO}</channel></rss>`;

test.each([
  ['nothing wrong', WHOLE],
  ['a blank line before it', `\n${WHOLE}`],
  ['a warning before it', `<br />\n<b>Warning</b>: x in <b>/y.php</b><br />${WHOLE}`],
  ['two byte order marks', `\ufeff\ufeff${WHOLE}`],
  ['zeros before it', `\0\0${WHOLE}`],
  ['rubbish after it', `${WHOLE}<!-- cached --><script>x</script>`],
  ['no end', WHOLE.replace('</channel></rss>', '')],
  ['no end of an item', WHOLE.replace('</item>', '')],
  ['no end of a title', WHOLE.replace('</title>', '')],
  ['no end of a link', WHOLE.replace('</link></item>', '</item>')],
  ['an end in other letters', WHOLE.replace('</title>', '</Title>')],
  ['an attribute without quotes', WHOLE.replace('"2.0"', '2.0')],
  ['an attribute twice', WHOLE.replace('"2.0"', '"2.0" version="2.0"')],
  ['a comment with dashes', WHOLE.replace('<channel>', '<channel><!-- a -- b -->')],
  ['a raw <br>', WHOLE.replace('</title>', '</title><description>a<br>b<p>c</description>')],
  ['an undeclared prefix', WHOLE.replace('</title>', '</title><foo:bar>x</foo:bar>')],
  ['items outside the channel', `<rss version="2.0"><channel/>${ONE}${TWO}</rss>`],
  [
    'two roots',
    `<rss version="2.0"><channel>${ONE}</channel></rss><rss><channel>${TWO}</channel></rss>`,
  ],
  [
    'an entity of a DTD',
    `<!DOCTYPE rss [<!ENTITY x "y">]>${WHOLE.replace('<?xml version="1.0"?>', '')}`,
  ],
  [
    'an external entity',
    `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${WHOLE.replace('<?xml version="1.0"?>', '').replace('</title>', '</title><description>&x;</description>')}`,
  ],
  [
    'names of JavaScript',
    WHOLE.replace('</title>', '</title><__proto__ a="b">x</__proto__><constructor>y</constructor>'),
  ],
])('a feed with %s yields all its items', async (_name, text) => {
  expect((await readText(text)).entries).toMatchObject(BOTH);
});

test('a feed cut off within an item yields what was there', async () => {
  const text = WHOLE.slice(0, WHOLE.indexOf('/2</link>'));
  expect((await readText(text)).entries).toMatchObject([BOTH[0], { title: 'Two' }]);
});

test('an unclosed CDATA at the end is still text', async () => {
  const text = '<rss version="2.0"><channel><item><title><![CDATA[One';
  expect((await readText(text)).entries).toMatchObject([{ title: 'One' }]);
});

test('a feed read after broken ones is read as ever', async () => {
  await readText('<rss><a></b>&x;');
  await readText(`${WHOLE}</x>&y;`);
  expect((await readText(WHOLE)).entries).toMatchObject(BOTH);
});
