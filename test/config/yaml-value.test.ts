import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readTree } from '../../src/config/yaml-tree.ts';
import { readSoundValue } from '../../src/config/yaml-value.ts';

const SCALARS =
  "1|010|0o7|0x1F|1e3|.5|-1|+1|1_0|.inf|~|null|Null|yes|no|True|false|2026-01-02|12:30|'a'|\"b\"|'@c ~2 d'|=e|f g||!x|@y|`z`|[a, b]|{ a: 1 }|[]|{}|a: b|- a|# c|a #b|%d".split(
    '|',
  );
const CONFIG = join(import.meta.dirname, '..', '..', 'config');

function thorough(text: string): unknown {
  const { tree, problems } = readTree('f.yaml', text);
  return tree === null || problems.length > 0 ? 'unsound' : tree.value;
}

describe('the quick reader', () => {
  const files = readdirSync(CONFIG, { recursive: true, encoding: 'utf8' });
  test.each(files.filter((name) => name.endsWith('.yaml')))(
    'reads %s as the thorough one',
    (name) => {
      const text = readFileSync(join(CONFIG, name), 'utf8');
      expect(readSoundValue(text)).toEqual({ value: thorough(text) });
    },
  );

  test.each([
    ['a doubled key', 'a: 1\na: 2'],
    ['a repeated part', 'a: &x [1]\nb: *x'],
    ['an escape', 'a: "\\u0007"'],
    ['a control character', 'a: \u0007'],
    ['two documents', '--- a\n--- b'],
    ['nothing', '# nothing'],
    ['lists in lists', '['.repeat(60) + ']'.repeat(60)],
    ['a broken list', 'a: [1'],
  ])('leaves %s to the thorough one', (_case, text) => {
    expect(readSoundValue(text)).toBeNull();
  });

  test('never says other than the thorough one', () => {
    const scalar = fc.constantFrom(...SCALARS);
    const key = fc.constantFrom('a', 'b', 'c d', "'e'", '1', '~', 'true', '1.0', '<<', '__proto__');
    const row = fc.tuple(fc.constantFrom('', '  ', '- ', '  - '), key, scalar);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const text = rows.map(([indent, name, value]) => `${indent}${name}: ${value}`).join('\n');
        const quick = readSoundValue(text);
        if (quick !== null) expect(quick.value).toEqual(thorough(text));
      }),
      { numRuns: 3000 },
    );
  });
});
