import {
  mkdir,
  readdir,
  readFile,
  rename,
  symlink,
  writeFile,
  chmod,
  stat,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openCommandLine, type CommandLine } from '../support/command-line.ts';

const LIST = `# What we read.
sources:
  # Federations.
  - id: world-archery # never change it
    url: https://archery.example/feed
    name: World Archery
    role: federation
    priority: 1

  # Papers.
  - { id: paper, url: 'https://paper.example/rss' } # short
`;

let cli: CommandLine;

beforeEach(async () => {
  cli = await openCommandLine('', () => new Date('2026-03-04T12:00:00Z'));
  await cli.writeSources(LIST);
});
afterEach(() => cli.close());

describe('list', () => {
  test('shows the rows to people', async () => {
    const { code, out, err } = await cli.run(['source', 'list']);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(
        /^on +world-archery +feed +federation +- +1 +https:\/\/archery.example\/feed +World Archery$/,
      ),
      expect.stringMatching(
        /^on +paper +feed +paper +- +2 +https:\/\/paper.example\/rss +paper.example$/,
      ),
    ]);
    expect(err).toBe('2 sources, 0 switched off, 0 unverified');
    expect(code).toBe(0);
  });

  test('gives machines an object a row', async () => {
    const { out } = await cli.run(['source', 'list', '--json']);
    const rows = out.split('\n').map((line): unknown => JSON.parse(line));
    expect(rows[0]).toMatchObject({
      id: 'world-archery',
      role: 'federation',
      sport: true,
      enabled: true,
      reason: null,
    });
  });

  test('needs no keywords and no database', async () => {
    await rename(join(cli.folder, 'keywords'), join(cli.folder, 'away'));
    expect((await cli.run(['source', 'list'])).code).toBe(0);
  });
});

describe('disable and enable', () => {
  test('change the row and nothing else, and back again', async () => {
    const off = await cli.run([
      'source',
      'disable',
      'world-archery',
      '--reason',
      'asked to: no more',
    ]);
    expect(off.code).toBe(0);
    expect(await cli.readSources()).toBe(
      LIST.replace(
        'priority: 1\n',
        "priority: 1\n    enabled: false\n    reason: 'asked to: no more'\n",
      ),
    );
    expect((await cli.run(['source', 'list'])).out).toMatch(
      /^off +world-archery.*\(asked to: no more\)$/m,
    );
    const on = await cli.run(['source', 'enable', 'world-archery']);
    expect(on.code).toBe(0);
    expect(await cli.readSources()).toBe(LIST);
  });

  test('take several rows, all or none', async () => {
    await cli.run(['source', 'disable', 'paper', 'world-archery']);
    const { out } = await cli.run(['source', 'list', '--json']);
    expect(out.split('\n').map((line): boolean => JSON.parse(line).enabled)).toEqual([
      false,
      false,
    ]);
    const before = await cli.readSources();
    const { code, err } = await cli.run(['source', 'enable', 'paper', 'papper']);
    expect(err).toContain('did you mean "paper"?');
    expect(code).toBe(2);
    expect(await cli.readSources()).toBe(before);
  });
});

describe('the file', () => {
  test('keeps its mode, and stays a link where it is one', async () => {
    const real = join(cli.folder, 'real');
    await mkdir(real);
    await rename(join(cli.folder, 'sources.yaml'), join(real, 'list.yaml'));
    await chmod(join(real, 'list.yaml'), 0o640);
    await symlink(join(real, 'list.yaml'), join(cli.folder, 'sources.yaml'));
    await cli.run(['source', 'disable', 'paper']);
    expect(await readFile(join(real, 'list.yaml'), 'utf8')).toContain('enabled: false');
    expect((await stat(join(real, 'list.yaml'))).mode & 0o777).toBe(0o640);
    expect(await readdir(real)).toEqual(['list.yaml']);
  });

  test('keeps its line ends and its byte order mark', async () => {
    await cli.writeSources(`\uFEFF${LIST.replaceAll('\n', '\r\n')}`);
    await cli.run(['source', 'disable', 'world-archery']);
    const text = await cli.readSources();
    expect(text).toBe(
      `\uFEFF${LIST.replace('priority: 1\n', 'priority: 1\n    enabled: false\n').replaceAll('\n', '\r\n')}`,
    );
  });

  test('is left alone where it is wrong, with its mistakes told', async () => {
    const wrong = `${LIST}  - { id: paper, url: nowhere }\n`;
    await cli.writeSources(wrong);
    const { code, err } = await cli.run(['source', 'disable', 'paper']);
    expect(err).toContain('an earlier source has the id `paper` too');
    expect(code).toBe(1);
    expect(await cli.readSources()).toBe(wrong);
  });

  test('that is not UTF-8 is told so', async () => {
    await writeFile(
      join(cli.folder, 'sources.yaml'),
      Buffer.from('# caf\xe9\nsources: []\n', 'latin1'),
    );
    const { code, err } = await cli.run(['source', 'list']);
    expect(err).toContain('this byte is not UTF-8');
    expect(code).toBe(1);
  });
});
