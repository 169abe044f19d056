import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';

import { charsetOf } from '../../src/sources/charset.ts';
import { decode } from '../../src/sources/decode.ts';
import { utf8Shape } from '../../src/sources/utf8.ts';

const CYRILLIC = 'Сборная России допущена к соревнованиям';
const LONG = `${CYRILLIC}. Федерация приняла решение снять ограничения со спортсменов. Об этом сообщила пресс-служба организации.`;

function xml(text: string, encoding?: string): string {
  const declaration = encoding === undefined ? '' : `<?xml version="1.0" encoding="${encoding}"?>`;
  return `${declaration}<rss><title>${text}</title></rss>`;
}

describe('bytes are read in the right charset', () => {
  test.each([
    ['declared windows-1251', 'windows-1251', 'windows-1251', null],
    ['declared by another name', 'windows-1251', 'x-cp1251', null],
    ['declared in capitals', 'koi8-r', 'KOI8-R', null],
    ['declared iso-8859-5', 'iso-8859-5', 'ISO-8859-5', null],
    ['declared by HTTP alone', 'windows-1251', undefined, 'text/xml; charset="windows-1251"'],
    [
      'the header against the declaration',
      'windows-1251',
      'utf-8',
      'text/xml; charset=windows-1251',
    ],
    ['UTF-8 claimed in vain by HTTP', 'windows-1251', 'windows-1251', 'text/xml; charset=utf-8'],
    ['UTF-8 in spite of the declaration', 'utf-8', 'windows-1251', null],
    ['UTF-8 in spite of HTTP', 'utf-8', undefined, 'text/xml; charset=ISO-8859-1'],
    ['a charset nobody knows', 'utf-8', 'martian', 'text/xml; charset=venusian'],
    ['a codec that is no charset', 'utf-8', undefined, 'text/xml; charset=base64'],
    ['UTF-16 claimed in vain', 'utf-8', 'utf-16', null],
  ])('%s', (_name, actual, declared, contentType) => {
    const text = xml(CYRILLIC, declared);
    expect(decode(iconv.encode(text, actual), contentType).text).toBe(text);
  });

  test.each([
    ['gb2312', 'gb2312', '俄罗斯运动员'],
    ['shift_jis', 'Shift_JIS', 'ロシア選手'],
    ['euc-kr', 'euc-kr', '러시아 선수'],
    ['windows-1252', 'windows-1252', '“curly” – quotes'],
    ['windows-1252', 'iso-8859-1', '“curly” – quotes'],
  ])('%s declared as %s', (actual, declared, words) => {
    const text = xml(words, declared);
    expect(decode(iconv.encode(text, actual), null).text).toBe(text);
  });

  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    '%s with and without a mark',
    (wide) => {
      const text = xml(CYRILLIC, 'utf-16');
      expect(decode(iconv.encode(text, wide, { addBOM: true }), null).text).toBe(text);
      expect(decode(iconv.encode(text, wide, { addBOM: false }), null).text).toBe(text);
    },
  );

  test('nothing declared: the letters tell', () => {
    expect(decode(iconv.encode(xml(LONG), 'windows-1251'), null).text).toBe(xml(LONG));
  });

  test('an HTML page declares it in a meta element', () => {
    const page = `<html><head><meta charset=windows-1251></head><body>${CYRILLIC}</body></html>`;
    expect(decode(iconv.encode(page, 'windows-1251'), null).text).toBe(page);
  });

  test('one broken byte leaves UTF-8 what it is', () => {
    const bytes = Buffer.concat([Buffer.from(CYRILLIC), Buffer.from([0xff]), Buffer.from('конец')]);
    expect(decode(bytes, null)).toEqual({ text: `${CYRILLIC}\ufffdконец`, encoding: 'utf-8' });
  });

  test('a character that the end cuts off leaves UTF-8 what it is', () => {
    expect(decode(Buffer.from(CYRILLIC).subarray(0, -1), null).encoding).toBe('utf-8');
  });

  test('a gzip file sent as such is unpacked', () => {
    const text = xml(CYRILLIC, 'windows-1251');
    expect(decode(gzipSync(iconv.encode(text, 'windows-1251')), null).text).toBe(text);
  });
});

test.each(['hex', 'base64', 'binary', 'utf-7', 'utf7imap', 'internal', '', 'martian'])(
  '%p is no charset',
  (label) => expect(charsetOf(label)).toBeNull(),
);

test('any text survives UTF-8, and any bytes decode to something', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(utf8Shape(Buffer.from(text)).invalid).toBe(0);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, type) => {
      expect(typeof decode(Buffer.from(bytes), type).text).toBe('string');
    }),
  );
});
