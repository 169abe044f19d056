import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/error.ts';
import { loadConfig, revisionOf } from '../../src/config/load.ts';
import { shortPath } from '../../src/config/read-text.ts';
import { SetupError } from '../../src/errors.ts';
import { smallConfig } from '../support/small-config.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'config');

let folder: string;
let remove: () => Promise<void>;

/** A few words, with the sources and seeds that are shipped. */
beforeEach(async () => {
  ({ folder, remove } = await smallConfig());
  await cp(join(SHIPPED, 'sources.yaml'), join(folder, 'sources.yaml'));
  await cp(join(SHIPPED, 'seeds'), join(folder, 'seeds'), { recursive: true });
});

afterEach(() => remove());

describe('the shipped configuration', () => {
  test('loads without a problem, and is judged by its keywords, seeds and sources', async () => {
    const config = await loadConfig(SHIPPED);
    expect(config.service.name).toBe('Flagbearer');
    expect(config.sources.length).toBeGreaterThan(30);
    expect(config.seeds.length).toBeGreaterThan(0);
    expect(config.keywords.entities.length).toBeGreaterThan(0);
    expect(config.revision).toMatch(/^[0-9a-f]{64}$/);
    expect(revisionOf(config.texts)).toBe(config.revision);
    const names = [...config.texts.keys()];
    expect(names).toContain('sources.yaml');
    expect(names).toContain('keywords/entities.yaml');
    expect(names.some((name) => name.startsWith('seeds/'))).toBe(true);
    expect(names).not.toContain('flagbearer.yaml');
  });
});

describe('the revision', () => {
  test('stays when line ends change, marks are added or other files come', async () => {
    const before = await loadConfig(folder);
    const path = join(folder, 'sources.yaml');
    const text = await readFile(path, 'utf8');
    await writeFile(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    await writeFile(join(folder, 'seeds', 'README.md'), 'about this folder');
    await writeFile(join(folder, 'seeds', '.draft.md'), 'hidden');
    await writeFile(join(folder, 'flagbearer.yaml'), 'name: Another');
    const after = await loadConfig(folder);
    expect(after.revision).toBe(before.revision);
    expect(after.texts).toEqual(before.texts);
  });

  test('changes with a word of a seed', async () => {
    const before = await loadConfig(folder);
    await writeFile(join(folder, 'seeds', 'another.md'), 'A title\n\nAnd a text.');
    const added = await loadConfig(folder);
    await writeFile(join(folder, 'seeds', 'another.md'), 'A title\n\nAnd a word.');
    const changed = await loadConfig(folder);
    expect(new Set([before, added, changed].map(({ revision }) => revision)).size).toBe(3);
  });

  test('depends neither on the order of the files nor on their line ends', () => {
    const texts = [
      ['a.yaml', 'one\ntwo\n'],
      ['b.yaml', 'three\n'],
    ] as const;
    const revision = revisionOf(new Map(texts));
    expect(revisionOf(new Map(texts.toReversed()))).toBe(revision);
    expect(revisionOf(new Map([...texts].map(([k, v]) => [k, v.replaceAll('\n', '\r\n')])))).toBe(
      revision,
    );
  });

  test.each([
    [{ a: 'one two' }, { a: 'one too' }],
    [{ a: 'one' }, { b: 'one' }],
    [
      { a: 'one', b: '' },
      { a: '', b: 'one' },
    ],
    [{ a: 'one' }, { a: 'one', b: '' }],
  ])('tells %j from %j', (one, other) => {
    const [first, second] = [one, other].map((texts) => revisionOf(new Map(Object.entries(texts))));
    expect(first).not.toBe(second);
  });
});

describe('mistakes', () => {
  test('in all files are told in one error', async () => {
    await writeFile(join(folder, 'flagbearer.yaml'), 'nmae: x');
    await writeFile(join(folder, 'sources.yaml'), 'sources:\n  - id: a');
    await writeFile(join(folder, 'seeds', 'empty.md'), '');
    await writeFile(join(folder, 'keywords', 'lexicon', 'enn.yaml'), '');
    const error: unknown = await loadConfig(folder).catch((thrown: unknown) => thrown);
    if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError');
    expect(
      error.problems.map(({ file, message }) => [
        file.slice(shortPath(folder).length + 1),
        message,
      ]),
    ).toEqual([
      ['flagbearer.yaml', 'unknown key, did you mean `name`?'],
      ['sources.yaml', 'this key is missing'],
      [
        'keywords/lexicon/enn.yaml',
        'no part of the keywords has this name, did you mean `lexicon/en.yaml`?',
      ],
      ['seeds/empty.md', 'the file is empty'],
    ]);
  });

  test.each<[string, Buffer, string]>([
    [
      'a byte of an old encoding',
      Buffer.from('name: x\n# caf\xe9', 'latin1'),
      ':2:6: this byte is not UTF-8: save the file as UTF-8',
    ],
    [
      'a character cut short',
      Buffer.from([0x61, 0xd0]),
      ':1:2: this byte is not UTF-8: save the file as UTF-8',
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFname: x', 'utf16le'),
      ':1:1: the file is written in UTF-16: save it as UTF-8',
    ],
  ])('%s is found', async (_case, bytes, expected) => {
    await writeFile(join(folder, 'flagbearer.yaml'), bytes);
    await expect(loadConfig(folder)).rejects.toThrow(`flagbearer.yaml${expected}`);
  });
});

describe('what cannot be opened', () => {
  test.each(['flagbearer.yaml', 'sources.yaml', 'keywords', 'seeds'])(
    '%s missing is said with what to do',
    async (name) => {
      await rm(join(folder, name), { recursive: true });
      const error: unknown = await loadConfig(folder).catch((thrown: unknown) => thrown);
      if (!(error instanceof SetupError)) throw new Error('expected a SetupError');
      expect(error.message).toBe(`${shortPath(join(folder, name))} does not exist`);
      expect(error.mend).toContain('FLAGBEARER_CONFIG');
    },
  );

  test('a folder that does not exist is named', async () => {
    const missing = join(folder, 'elsewhere');
    await expect(loadConfig(missing)).rejects.toThrow(
      `${shortPath(missing)}/flagbearer.yaml does not exist`,
    );
  });

  test('a folder in place of a file is refused, and a file in place of a folder', async () => {
    const file = join(folder, 'sources.yaml');
    await rm(file);
    await mkdir(file);
    await expect(loadConfig(folder)).rejects.toThrow(
      'sources.yaml cannot be read: it is not a file',
    );
    await rm(file, { recursive: true });
    await cp(join(SHIPPED, 'sources.yaml'), file);
    await rm(join(folder, 'seeds'), { recursive: true });
    await writeFile(join(folder, 'seeds'), '');
    await expect(loadConfig(folder)).rejects.toThrow('seeds cannot be read: it is not a folder');
  });

  test('a folder of links, as clusters mount it, is read', async () => {
    const before = await loadConfig(folder);
    const linked = join(folder, 'linked');
    await mkdir(linked);
    const names = (await readdir(folder)).filter((name) => name !== 'linked' && name !== 'seeds');
    await Promise.all(names.map((name) => symlink(join(folder, name), join(linked, name))));
    await mkdir(join(linked, 'seeds'));
    const seeds = await readdir(join(folder, 'seeds'));
    await Promise.all(
      seeds.map((name) => symlink(join(folder, 'seeds', name), join(linked, 'seeds', name))),
    );
    expect((await loadConfig(linked)).revision).toBe(before.revision);
  });
});

test('paths are told from the working directory where that is shorter', () => {
  expect(shortPath(join(process.cwd(), 'config', 'a.yaml'))).toBe('config/a.yaml');
  expect(shortPath('config/a.yaml')).toBe('config/a.yaml');
  expect(shortPath('/x')).toBe('/x');
});
