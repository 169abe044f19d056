import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Digest, DigestStory } from '../../../src/core/digest/digest.ts';
import { openReaderRenderer } from '../../../src/mail/digest/per-reader.ts';
import { renderDigest } from '../../../src/mail/digest/render.tsx';
import type { RenderContext } from '../../../src/mail/digest/view.ts';
import { quotedPrintable } from '../../../src/mail/quoted-printable.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function contextFor(baseUrl: string, scheduleText: string): (token: string) => RenderContext {
  return (token) => ({
    service: 'Flagbearer',
    baseUrl,
    unsubscribeUrl: `${baseUrl}/unsubscribe/${token}`,
    manageUrl: `${baseUrl}/preferences/${token}`,
    scheduleText,
  });
}

/** The mail as it is for this reader alone. */
function alone(digest: Digest, context: RenderContext) {
  const mail = renderDigest(digest, context);
  const quoted = { html: quotedPrintable(mail.html), text: quotedPrintable(mail.text) };
  return { ...mail, quoted };
}

const token = (length: number) =>
  fc
    .array(fc.constantFrom(...LETTERS.split('')), { minLength: length, maxLength: length })
    .map((letters) => letters.join(''));

const story: fc.Arbitrary<DigestStory> = fc
  .record({
    title: fc.string({ unit: 'binary', maxLength: 150 }),
    text: fc.string({ unit: 'grapheme', maxLength: 200 }),
    url: fc.constantFrom('https://paper.example/a?b=1&c=2', 'javascript:alert(1)'),
    at: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  })
  .map(({ title, text, url, at }) => ({
    storyId: '41',
    change: 'new',
    label: 'sanction',
    direction: 'imposed',
    polarity: 'tighter',
    targets: ['RUS'],
    countries: [],
    authority: 'FIS',
    sport: 'skiing',
    title,
    language: 'en',
    url,
    outlet: 'paper.example',
    publishedAt: at.toISOString(),
    quote: { text, marks: [] },
    outlets: ['paper.example'],
    score: 0.9,
    nearestSeed: null,
  }));

const digests: fc.Arbitrary<Digest> = fc
  .record({
    language: fc.constantFrom('en', 'ru', 'de'),
    zone: fc.constantFrom('UTC', 'Europe/Minsk', 'Asia/Kathmandu', 'America/St_Johns', 'Nowhere'),
    to: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
    stories: fc.array(story, { maxLength: 3 }),
  })
  .map(({ to, ...parts }) => ({
    ...parts,
    kind: 'daily',
    from: new Date(to.getTime() - 86_400_000).toISOString(),
    to: to.toISOString(),
    coverage: { sources: 3, failing: [], items: 12 },
    revision: '3f2a9c1b7d20',
  }));

const bases = fc.constantFrom(
  'https://news.example.org',
  'http://127.0.0.1:8080',
  'https://a.example/a-path-that-moves-the-key-to-another-place-in-its-line/&c',
);

describe('a mail that is filled in for a reader', () => {
  test('equals the one that is rendered for that reader alone, byte for byte', () => {
    fc.assert(
      fc.property(
        digests,
        bases,
        fc.integer({ min: 32, max: 64 }).chain((length) => fc.tuple(token(length), token(length))),
        fc.integer({ min: 0, max: 59_999 }),
        (digest, base, readers, later) => {
          const render = openReaderRenderer();
          const context = contextFor(base, 'every day at 08:00 (Europe/Minsk)');
          for (const reader of readers) {
            expect(render(digest, reader, context)).toEqual(alone(digest, context(reader)));
          }
          // Composed within the same minute for the next reader.
          const minute = Math.floor(Date.parse(digest.to) / 60_000) * 60_000;
          const next = { ...digest, to: new Date(minute + later).toISOString() };
          expect(render(next, readers[0], context)).toEqual(alone(next, context(readers[0])));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is rendered once for all who get the same, and anew for those who get it otherwise', () => {
    const [digest] = fc.sample(digests, { numRuns: 1, seed: 1 });
    if (digest === undefined) throw new Error('no digest');
    const reads = { count: 0 };
    // Rendering asks for the stories; filling in does not get that far.
    const counted = (schedule: string) => (key: string) => {
      reads.count += key === '' ? 0 : 1;
      return contextFor('https://news.example.org', schedule)(key);
    };
    const render = openReaderRenderer();
    const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
    render(digest, a, counted('every day'));
    expect(render(digest, b, counted('every day')).html).toContain(b);
    expect(reads.count).toBe(1);
    expect(render(digest, b, counted('every Monday')).text).toContain('every Monday');
    render({ ...digest, zone: 'Asia/Tokyo' }, b, counted('every day'));
    expect(reads.count).toBe(3);
  });

  test('never holds another reader’s key, nor what stood in for it', () => {
    const [digest] = fc.sample(digests, { numRuns: 1, seed: 2 });
    if (digest === undefined) throw new Error('no digest');
    const render = openReaderRenderer();
    const context = contextFor('https://news.example.org', 'every day');
    const [a, b] = ['A'.repeat(32), 'B'.repeat(32)];
    render(digest, a, context);
    const mail = JSON.stringify(render(digest, b, context));
    expect(mail).not.toContain(a);
    expect(mail).not.toMatch(/unsubscribe\/[0-9a-f]{32}/u);
  });

  test('is rendered alone where the key is short, or has to be escaped', () => {
    const [digest] = fc.sample(digests, { numRuns: 1, seed: 3 });
    if (digest === undefined) throw new Error('no digest');
    const render = openReaderRenderer();
    const context = contextFor('https://news.example.org', 'every day');
    for (const key of ['short', `${'x'.repeat(40)}&"<`]) {
      expect(render(digest, key, context)).toEqual(alone(digest, context(key)));
    }
  });

  test('of a segment that nobody asked for in a long time is forgotten', () => {
    const render = openReaderRenderer(2);
    const [digest] = fc.sample(digests, { numRuns: 1, seed: 4 });
    if (digest === undefined) throw new Error('no digest');
    const rendered: string[] = [];
    const context = (schedule: string) => (key: string) => {
      if (key !== '') rendered.push(schedule);
      return contextFor('https://news.example.org', schedule)(key);
    };
    for (const schedule of ['one', 'two', 'one', 'three', 'one', 'two']) {
      render(digest, 'a'.repeat(32), context(schedule));
    }
    expect(rendered).toEqual(['one', 'two', 'three', 'two']);
  });
});
