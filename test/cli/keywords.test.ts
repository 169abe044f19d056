import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { runHere } from '../support/in-process.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let config: SmallConfig;

beforeEach(async () => {
  config = await smallConfig();
});
afterEach(() => config.remove());

function keywords(...args: readonly string[]) {
  return runHere(['keywords', ...args], {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'none'),
  });
}

describe('lint', () => {
  test('finds nothing wrong with sound keywords, and needs no archive', async () => {
    const { code, stdout, stderr } = await keywords('lint', '--strict');
    expect(stdout).toContain('0 errors, 0 warnings');
    expect(stderr).toContain('not compared with real items: there is no archive');
    expect(code).toBe(0);
  });

  test('names file, line and mend of a warning, which fails only when it is strict', async () => {
    await config.bans(['ban', 'a|bar kick|shut out']);
    const { code, stdout } = await keywords('lint');
    expect(stdout).toMatch(
      /en\.yaml:\d+:\d+ warning concept ban: `a\|bar kick\|shut out`\n +`a\|bar kick\|shut`/,
    );
    expect(stdout).toContain('`~0` between the two');
    expect(code).toBe(0);
    expect((await keywords('lint', '--strict')).code).toBe(1);
    const other = await keywords('lint', '--strict', '--of', 'RUS');
    expect([other.code, other.stdout]).toEqual([0, expect.stringContaining('0 warnings')]);
  });

  test('tells errors also where the keywords cannot be loaded, each once', async () => {
    await config.bans(['ban', 'anti-doping', '@nowhere ~2 ban']);
    const { code, stdout } = await keywords('lint', '--json');
    const { findings, archive } = JSON.parse(stdout);
    expect(findings.map(({ rule, line }: { rule: string; line: number }) => [rule, line])).toEqual([
      ['malformed', 5],
      ['unknown-name', 6],
    ]);
    expect(archive).toBeNull();
    expect(code).toBe(1);
  });

  test.each([
    ['--of', 'nothing-called-so', 'no concept'],
    ['--since', 'yesterday', 'such as 90d'],
  ])('%s %s ends with exit code 2', async (option, value, why) => {
    const { code, stderr } = await keywords('lint', option, value);
    expect(stderr).toContain(why);
    expect(code).toBe(2);
  });
});

describe('test', () => {
  test('measures by the golden set of the folder and names the errors', async () => {
    await config.bans(['ban', 'suspend', 'exclude']);
    const { code, stdout } = await keywords('test');
    expect(stdout).toContain('32 items, precision 1.000, recall 0.750');
    expect(stdout).toContain('4 errors, the worst first:');
    expect(stdout).toMatch(/g\d+: missed sanction \(0\.\d\d\): FIS bars Russian skiers/);
    // Nothing is in force that it could be worse than.
    expect(code).toBe(0);
  });

  test('measures by another file, and prints JSON', async () => {
    const line = { id: 'n', lang: 'en', label: 'sanction', title: 'FIS ousts Russian skiers' };
    await config.write('more.jsonl', JSON.stringify(line));
    const { stdout } = await keywords(
      'test',
      '--file',
      join(config.folder, 'more.jsonl'),
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      n: 1,
      f1: 0,
      errors: [{ id: 'n', expected: 'sanction', got: 'none' }],
      inForce: null,
      refusal: null,
    });
  });

  test.each<readonly [readonly string[], number, string]>([
    [['--accept'], 1, 'there is no archive'],
    [['--accept', '--file', 'x.jsonl'], 2, 'leave --file out'],
    [['--file', '/nowhere.jsonl'], 1, '/nowhere.jsonl'],
  ])('%j ends with exit code %d and says why', async (args, expected, why) => {
    const { code, stderr } = await keywords('test', ...args);
    expect(stderr).toContain(why);
    expect(code).toBe(expected);
  });
});
