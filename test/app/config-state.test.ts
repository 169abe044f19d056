import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdir, readFile, rename, rm, symlink, unlink, utimes, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { configState } from '../../src/app/config-state.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;
const file = (name: string): string => join(config.folder, name);
const LEXICON = 'keywords/lexicon/en.yaml';

beforeEach(async () => {
  config = await smallConfig();
});
afterEach(() => config.remove());

test('looking twice at the same files gives the same state', async () => {
  expect(await configState(config.folder)).toBe(await configState(config.folder));
});

test.each<readonly [string, () => Promise<unknown>]>([
  ['a longer text', () => config.bans(['a much longer list of words than before'])],
  ['a new seed', () => config.write('seeds/new.md', 'Title\n\nText.')],
  ['a file less', () => unlink(file('golden.jsonl'))],
  ['a folder less', () => rm(file('keywords'), { recursive: true })],
  [
    'a copy that keeps size and times',
    async () => {
      const { atime, mtime } = await stat(file(LEXICON));
      const text = await readFile(file(LEXICON), 'utf8');
      await config.write('copy.yaml', text.replace('ban', 'bun'));
      await utimes(file('copy.yaml'), atime, mtime);
      await rename(file('copy.yaml'), file(LEXICON));
    },
  ],
  [
    'a link that leads elsewhere',
    async () => {
      await mkdir(file('.data'));
      await rename(file('seeds'), file('.data/seeds'));
      await symlink('.data/seeds', file('seeds'));
      await config.write('seeds/new.md', 'Title\n\nText.');
    },
  ],
])('another state: %s', async (_, change) => {
  const before = await configState(config.folder);
  await change();
  expect(await configState(config.folder)).not.toBe(before);
});

test('what does not judge makes no other state', async () => {
  const before = await configState(config.folder);
  await Promise.all(['schemas', 'sample'].map((name) => mkdir(file(name))));
  await config.write('schemas/x.json', '{}');
  await config.write('sample/x.yaml', '{}');
  await config.write('keywords/.en.yaml.swp', 'half');
  expect(await configState(config.folder)).toBe(before);
});

test('a folder that is not there is a state as well', async () => {
  expect(await configState(file('nowhere'))).toContain('does not exist');
});
