import { describe, expect, test } from '@jest/globals';
import { fingerprint, likeness, packPrint, unpackPrint } from '../../../src/core/stories/copies.ts';
import { EDITS, editedCopy } from '../../support/edited-copies.ts';

const wire = {
  title: 'Curling federation suspends Russia and Belarus until next summer',
  summary: 'The board voted by nine to two on Tuesday, the federation said in Perth.',
};

describe('likeness', () => {
  test.each([
    ['the same text', wire, 1],
    [
      'the same title in other case and punctuation',
      { ...wire, title: `${wire.title.toUpperCase()}!`, summary: 'Other words.' },
      1,
    ],
    ['a copy with a word changed', { ...wire, title: wire.title.replace('suspends', 'bars') }, 0.6],
  ])('%s is a copy', (_, other, least) => {
    expect(likeness(fingerprint(wire), fingerprint(other))).toBeGreaterThanOrEqual(least);
  });

  test.each([
    [
      'another sport in the same phrase',
      {
        title: 'Rowing federation readmits Russia from next summer',
        summary: 'The council met in Lucerne.',
      },
    ],
    ['an empty report', { title: '', summary: '' }],
    ['a title too short to prove anything', { title: 'Sport in brief', summary: 'Tennis, golf.' }],
  ])('%s is no copy', (_, other) => {
    expect(likeness(fingerprint(wire), fingerprint(other))).toBeLessThan(0.5);
  });

  test('Russian copies are seen through ё and case', () => {
    const a = {
      title: 'Федерация лыжных гонок приняла решение о недопуске',
      summary: 'Всё решено.',
    };
    const b = {
      title: 'ФЕДЕРАЦИЯ ЛЫЖНЫХ ГОНОК ПРИНЯЛА РЕШЕНИЕ О НЕДОПУСКЕ',
      summary: 'Все решено',
    };
    expect(likeness(fingerprint(a), fingerprint(b))).toBe(1);
  });

  test.each(Object.keys(EDITS))(
    '%s, and it is still seen as a copy, and as no other report',
    (edit) => {
      for (const [at, original] of REPORTS.entries()) {
        const copy = fingerprint(editedCopy(original, edit, at));
        for (const other of REPORTS) {
          const isCopy = likeness(copy, fingerprint(other)) >= 0.5;
          expect([edit, original.title, other.title, isCopy]).toEqual([
            edit,
            original.title,
            other.title,
            other === original,
          ]);
        }
      }
    },
  );
});

test.each([wire, { title: 'Too short', summary: '' }, { title: '', summary: '' }])(
  'a fingerprint comes back from its bytes: %j',
  (text) => {
    const print = fingerprint(text);
    expect(unpackPrint(packPrint(print))).toEqual(print);
    expect(unpackPrint(Buffer.from(packPrint(print)))).toEqual(print);
  },
);

const REPORTS = [
  wire,
  {
    title: 'Rowing council opens the lakes to neutral crews from Belarus',
    summary:
      'Crews may start from April. Their coaches must sign a declaration, and nobody with an army rank is let in, the council in Lucerne decided.',
  },
  {
    title: 'Совет по гребле допустил белорусские экипажи к регатам',
    summary:
      'Экипажи смогут стартовать с апреля. Тренеры подпишут заявление, а военнослужащих всё равно не допустят, решил совет в Люцерне.',
  },
  {
    title: 'Schachverband hebt die Sperre für russische Mannschaften auf',
    summary:
      'Die Versammlung stimmte am Sonntag mit großer Mehrheit dafür. Schon im Herbst dürfen die Mannschaften wieder an den Brettern sitzen.',
  },
];
