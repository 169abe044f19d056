import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTuneThreads, type TuneThreads } from '../../../../src/app/ops/tune/threads.ts';
import { lookAt } from '../../../../src/app/ops/tune/look.ts';
import { loadConfig } from '../../../../src/config/load.ts';
import { compileClassifier } from '../../../../src/core/classify/classifier.ts';
import type { App } from '../../../../src/ports.ts';
import { fakeApp } from '../../../support/fake-app.ts';
import { smallConfig, type SmallConfig } from '../../../support/small-config.ts';

const SAMPLE = {
  title: 'FIS ousts Russian skiers',
  summary: 'The council decided so on Thursday.',
  body: '',
  language: null,
  source: null,
};
const LEXICON = 'keywords/lexicon/en.yaml';

let config: SmallConfig;
let threads: TuneThreads;
let app: App;
let text: string;
beforeAll(async () => {
  config = await smallConfig();
  threads = openTuneThreads();
  const loaded = await loadConfig(config.folder);
  const classifier = compileClassifier(loaded.keywords, loaded.seeds);
  app = fakeApp({ config: loaded, classifier });
  text = await readFile(join(config.folder, LEXICON), 'utf8');
});
afterAll(async () => {
  await threads.close();
  await config.remove();
});

const look = (edited: string, using: TuneThreads = threads) =>
  lookAt(
    { app, threads: using.looks, configFolder: config.folder },
    { key: 'lexicon/en', text: edited, base: '' },
    SAMPLE,
  );

describe('a draft of a file', () => {
  test('judges what the keywords in force do not flag, and says both', async () => {
    const judged = await look(text.replace('- bar', '- bar\n    - oust'));
    expect(judged).toMatchObject({
      kind: 'judged',
      verdict: { label: 'sanction' },
      inForce: { label: 'none' },
    });
    const sum = (points: number, one: { readonly points: number }): number => points + one.points;
    if (judged.kind !== 'judged') throw new Error('it was not judged');
    const { contributions, logit } = judged.verdict.evidence;
    expect(contributions.reduce(sum, 0)).toBeCloseTo(logit, 9);
  });

  test('that is unchanged says what is in force', async () => {
    expect(await look(text)).toMatchObject({ kind: 'judged', verdict: { label: 'none' } });
  });

  test.each([
    ['broken YAML', () => 'words: [', 1, /./],
    ['an unknown section', () => `${text}stopword: []\n`, 12, /did you mean `stopwords`/],
    ['a pattern that makes no sense', () => text.replace('- ban\n', '- "~5"\n'), 4, /~5/],
  ])('with %s is told by file and line', async (_, broken, line, message) => {
    const refused = await look(broken());
    expect(refused).toMatchObject({ kind: 'refused' });
    if (refused.kind !== 'refused') throw new Error('it was not refused');
    expect(refused.mistakes[0]).toMatchObject({ file: expect.stringContaining(LEXICON), line });
    expect(refused.mistakes[0]?.message).toMatch(message);
  });

  test.each([
    ['long', { deadlineMs: 250 }, /cannot be tried: it takes more than 0.25 s/],
    ['much memory', { memoryMb: 18 }, /cannot be tried: it takes more than 18 MB/],
  ])('that takes too %s is refused, and the next one is judged', async (_, bounds, problem) => {
    const small = openTuneThreads(bounds);
    const words = (at: number): string => `- w${at} ~9 x${at}|y${at} ~9 z${at}|v${at}\n`;
    const huge = text.replace(
      '- ban\n',
      Array.from({ length: 5_500 }, (_one, at) => words(at)).join('    '),
    );
    expect(await look(huge, small)).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(problem),
    });
    expect(await look(text, small)).toMatchObject({ kind: 'judged' });
    await small.close();
  });

  test('that is longer than a file may be is refused before anything is compiled', async () => {
    const refused = await look(`${text}#${'x'.repeat(300_000)}`);
    expect(refused).toMatchObject({ kind: 'refused', mistakes: [{ line: 1 }] });
  });

  test('changes no file', async () => {
    expect(await readFile(join(config.folder, LEXICON), 'utf8')).toBe(text);
    await writeFile(join(config.folder, LEXICON), text);
  });
});

test('there is no file but those of the list', async () => {
  const answer = await lookAt(
    { app, threads: threads.looks, configFolder: config.folder },
    { key: '../../../etc/passwd', text: '', base: '' },
    SAMPLE,
  );
  expect(answer).toMatchObject({ kind: 'refused', problem: 'there is no such file of keywords' });
});
