import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rewriteText } from '../../src/config/rewrite-text.ts';
import { SetupError } from '../../src/errors.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-rewrite-'));
  await writeFile(join(folder, 'a.yaml'), 'one\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const content = () => readFile(join(folder, 'a.yaml'), 'utf8');

test('a file gets its new text, and nothing else is left behind', async () => {
  expect(await rewriteText(folder, 'a.yaml', (text) => `${text}two\n`)).toBe(true);
  expect(await content()).toBe('one\ntwo\n');
  expect(await readdir(folder)).toEqual(['a.yaml']);
});

test('a text that stays the same is not written', async () => {
  expect(await rewriteText(folder, 'a.yaml', (text) => text)).toBe(false);
});

test('what somebody else wrote meanwhile is kept: the edit is made anew on it', async () => {
  let asked = 0;
  await rewriteText(folder, 'a.yaml', (text) => {
    asked += 1;
    if (asked === 1) writeFileSync(join(folder, 'a.yaml'), 'theirs\n');
    return `${text}ours\n`;
  });
  expect(await content()).toBe('theirs\nours\n');
  expect(asked).toBe(2);
});

test('a file that never rests is given up', async () => {
  let turn = 0;
  const restless = rewriteText(folder, 'a.yaml', (text) => {
    turn += 1;
    writeFileSync(join(folder, 'a.yaml'), `theirs ${turn}\n`);
    return `${text}ours\n`;
  });
  await expect(restless).rejects.toThrow('somebody else keeps changing it');
  expect(await content()).toMatch(/^theirs \d+\n$/);
});

test('an edit that throws leaves the file as it was', async () => {
  const failing = rewriteText(folder, 'a.yaml', () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await content()).toBe('one\n');
});

test.each(['missing.yaml', 'folder'])('what is no file is told: %s', async (name) => {
  await rm(join(folder, 'a.yaml'));
  const target = name === 'folder' ? '.' : name;
  const failing = rewriteText(folder, target, (text) => `${text}x`);
  await expect(failing).rejects.toThrow(SetupError);
});

test('a file that is not UTF-8 is left alone', async () => {
  await writeFile(join(folder, 'a.yaml'), Buffer.from('caf\xe9', 'latin1'));
  await expect(rewriteText(folder, 'a.yaml', (text) => `${text}x`)).rejects.toThrow(SetupError);
});
