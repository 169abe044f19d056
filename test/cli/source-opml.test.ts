import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { readRows } from '../../src/app/sources/rows.ts';
import { openCommandLine, type CommandLine } from '../support/command-line.ts';

let cli: CommandLine;

beforeEach(async () => {
  cli = await openCommandLine('', () => new Date('2026-03-04T12:00:00Z'));
});
afterEach(() => cli.close());

async function importText(text: string | Buffer, ...more: string[]) {
  const file = join(cli.folder, 'feeds.opml');
  await writeFile(file, text);
  return cli.run(['source', 'import', file, ...more]);
}

describe('import', () => {
  test('adds feeds from all folders, switched off and unverified, under ids of their own', async () => {
    await cli.writeSources(
      '# ours\nsources:\n  - { id: paper, url: "https://paper.example/rss" } # keep\n',
    );
    const { code, out, err } = await importText(`<?xml version="1.0"?>
<opml version="1.0"><head><title>Feeds</title></head><body>
  <outline text="Sport">
    <outline type="rss" text="The Paper" xmlUrl="https://www.paper.example/rss/"/>
    <outline type="rss" text="Paper" title="Paper" xmlUrl="https://other.example/rss" language="de-AT"/>
    <outline text="Спорт-Экспресс" XMLURL="https://www.sport-express.example/feed"/>
    <outline text="twice" xmlUrl="https://other.example/rss#top"/>
    <outline text="script" xmlUrl="javascript:alert(1)"/>
  </outline></body></opml>`);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'paper-2  https://other.example/rss',
      'sport-express  https://www.sport-express.example/feed',
    ]);
    expect(err).toContain('left out: "paper" reads https://www.paper.example/rss/ already');
    expect(err).toContain('left out: "paper-2" reads https://other.example/rss#top already');
    expect(err).toContain('javascript:alert(1)');
    const text = await cli.readSources();
    expect(text).toContain('# keep');
    expect(text).toContain('# ours');
    expect(await readRows(cli.folder)).toMatchObject([
      { source: { id: 'paper' }, enabled: true },
      {
        source: { id: 'paper-2', name: 'Paper', language: 'de', unverified: true },
        enabled: false,
      },
      { source: { id: 'sport-express', name: 'Спорт-Экспресс' }, enabled: false },
    ]);
  });

  test('writes nothing with --dry-run', async () => {
    const { code, out } = await importText(
      opml('<outline xmlUrl="https://a.example/rss"/>'),
      '--dry-run',
    );
    expect(out).toBe('a  https://a.example/rss');
    expect(code).toBe(0);
    expect(await readRows(cli.folder)).toEqual([]);
  });

  test('reads a file in another encoding', async () => {
    const text =
      '<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="Спорт" xmlUrl="https://a.example/rss"/></body></opml>';
    const bytes = iconv.encode(text, 'windows-1251');
    await importText(bytes);
    expect(await readRows(cli.folder)).toMatchObject([{ source: { name: 'Спорт' } }]);
  });

  test.each([
    ['nothing', ''],
    ['a page', '<html><body>Hello</body></html>'],
    ['a list without feeds', opml('<outline text="folder"/>')],
    ['a feed', '<rss version="2.0"><channel/></rss>'],
  ])('%s is wrong usage', async (_, text) => {
    const { code, err } = await importText(text);
    expect(err).toContain('feeds.opml names no feed');
    expect(code).toBe(2);
  });

  test('a file that is not there is wrong usage', async () => {
    const { code, err } = await cli.run(['source', 'import', '/nowhere/at/all.opml']);
    expect(err).toContain('/nowhere/at/all.opml cannot be read');
    expect(code).toBe(2);
  });
});

test('what is exported can be imported, and is the same', async () => {
  await cli.writeSources(`sources:
  - { id: a, url: 'https://a.example/rss?x=1&y=2', name: 'A & "B" <c>', language: be }
  - { id: b, url: 'https://b.example/rss', name: 'Суспільне Спорт' }
  - { id: page, url: 'https://c.example/', kind: html-list, select: { item: a, title: '', link: '' } }
`);
  const before = await readRows(cli.folder);
  const { code, out, err } = await cli.run(['source', 'export', '--opml']);
  expect(code).toBe(0);
  expect(err).toContain('1 listing pages were left out');
  await cli.writeSources('sources: []\n');
  await importText(out);
  const plain = ({ source: { url, name, language } }: (typeof before)[number]) => ({
    url,
    name,
    language,
  });
  expect((await readRows(cli.folder)).map(plain)).toEqual(before.slice(0, 2).map(plain));
});

test('an export wants its form named', async () => {
  expect((await cli.run(['source', 'export'])).code).toBe(2);
});

function opml(body: string): string {
  return `<opml version="2.0"><body>${body}</body></opml>`;
}
