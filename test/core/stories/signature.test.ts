import { describe, expect, test } from '@jest/globals';
import { signatureOf } from '../../../src/core/stories/signature.ts';
import type { Hit } from '../../../src/core/verdict.ts';
import { aVerdict } from '../../support/records.ts';

describe('signatureOf', () => {
  test('a word in letters of two scripts is a term, but no name: what it stands for no one saw', () => {
    const plain = signed('The council met in Madrid on rowing.');
    const disguised = signed('The council met in M\u0430drid on r\u043Ewing.');
    expect(plain.names).toEqual(['mdrd']);
    expect(disguised.names).toEqual([]);
    expect(disguised.terms).toEqual(plain.terms);
  });

  test('towns of the target countries are places, and their capitals are not', () => {
    expect(signed('Kazan loses the cup, Moscow protests', ['Kazan', 'Moscow']).places).toEqual([
      'ksn',
    ]);
  });

  test('it tells the competition and the stage', () => {
    const { competitions, stages } = signed('Council goes back on World Cup ban');
    expect({ competitions, stages }).toEqual({ competitions: ['world-cup'], stages: ['turn'] });
  });
});

/** The signature of a report in which some words were seen to be Russian towns. */
function signed(title: string, towns: readonly string[] = []): ReturnType<typeof signatureOf> {
  const hits = towns.map((text): Hit => {
    const start = title.indexOf(text);
    const [end, concept] = [start + text.length, 'russian-place'];
    return {
      zone: 'title',
      start,
      end,
      text,
      concept,
      pattern: text,
      role: 'entity',
      masked: null,
    };
  });
  const verdict = aVerdict();
  const evidence = { ...verdict.evidence, hits };
  return signatureOf({ title, summary: '' }, 'en', { ...verdict, evidence }, new Map());
}
