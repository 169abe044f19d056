import type { Source } from '../../../src/core/source.ts';
import { filled, NO_FEED } from './pieces.ts';
import type { HostileDocument } from './pieces.ts';

const LISTING: Partial<Source> = {
  kind: 'html-list',
  select: { item: 'li', title: 'a', link: 'a', date: 'time', summary: 'p' },
};
const ROW = '<li><a href="https://example.org/1">One</a></li>';

/** Documents of other kinds. */
export const KINDS: readonly HostileDocument[] = [
  {
    name: 'a page instead of a feed',
    make: (bytes) => `<!doctype html><html><body>${filled(bytes, '<p>a <a href="x">b</a></p>')}`,
    outcome: /an HTML page, not a feed/,
  },
  { name: 'a text', make: (bytes) => filled(bytes, 'hello world '), outcome: NO_FEED },
  {
    name: 'JSON of nested lists',
    make: (bytes) => `{"items":${filled(bytes, '[')}`,
    outcome: /nested too deep/,
  },
  {
    name: 'JSON of nested lists that are closed',
    make: (bytes) => `{"items":[],"x":${filled(bytes / 2, '[')}${filled(bytes / 2, ']')}}`,
    outcome: /nested too deep/,
  },
  {
    name: 'JSON of nested objects',
    make: (bytes) => `{"items":[{"title":${filled(bytes, '{"a":')}`,
    outcome: /nested too deep/,
  },
  {
    name: 'JSON of empty lists',
    make: (bytes) => `{"items":[{"title":"One"}],"x":[${filled(bytes, '[],')}[]]}`,
    outcome: 'read',
  },
  {
    name: 'JSON of many items',
    make: (bytes) => `{"items":[{"title":"One"}${filled(bytes, ',{"title":"x"}')}]}`,
    outcome: 'read',
  },
  {
    name: 'JSON of control characters',
    make: (bytes) =>
      `{"items":[{"title":"One"},{"title":"${filled(Math.min(bytes, 1_000_000), '\u0001a')}"}]}`,
    outcome: 'read',
  },
  {
    name: 'JSON with the names of JavaScript',
    make: () =>
      '{"__proto__":{"items":[]},"items":[{"title":"One","constructor":{"prototype":1}}]}',
    outcome: 'read',
  },
  {
    name: 'a listing of nested rows',
    make: (bytes) => `<ul>${ROW}${filled(bytes, '<li><a href="x">t</a>')}`,
    source: LISTING,
    outcome: 'read',
  },
  {
    name: 'a listing of lists',
    make: (bytes) => `<ul>${ROW}</ul>${filled(bytes, '<ul><li><a href="x">t</a></li></ul>')}`,
    source: LISTING,
    outcome: 'read',
  },
  {
    name: 'a listing of unclosed tags',
    make: (bytes) => `<ul>${ROW}</ul>${filled(bytes, '<a><b><p><table><tr><td>')}`,
    source: LISTING,
    outcome: 'read',
  },
  {
    name: 'a listing of attributes',
    make: (bytes) =>
      `<ul>${ROW}${filled(bytes, `<li ${Array.from({ length: 900 }, (_each, n) => `a${n}=x`).join(' ')}>`)}`,
    source: LISTING,
    outcome: 'read',
  },
  {
    name: 'a listing of siblings under a costly selector',
    make: (bytes) =>
      `<div><div><p><a href="https://example.org/1">One</a></p></div></div>${filled(bytes, `<div>${'<p></p>'.repeat(2900)}</div>`)}`,
    source: {
      kind: 'html-list',
      select: { item: 'div div p:nth-child(1)', title: 'a', link: 'a' },
    },
    outcome: 'read',
  },
  {
    name: 'a listing of text',
    make: (bytes) => `<ul>${ROW}<li>${filled(bytes, 'x')}`,
    source: LISTING,
    outcome: 'read',
  },
];
