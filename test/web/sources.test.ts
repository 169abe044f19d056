import { expect, test } from '@jest/globals';
import { withSite } from './client.ts';
import { source } from './fake-ports.ts';
import { RICH } from './rich-data.ts';

test('sources in trouble come first, each state told by symbol and word', () =>
  withSite(RICH, async ({ ask }) => {
    const { page } = await ask('/sources');
    const states = page('tbody .state').map((_, state) => page(state).text().split(/\d/)[0]);
    expect(states.get().slice(0, 5)).toEqual([
      '✕ Failing',
      '✕ Failing',
      '⊘ Gone',
      '○ Waiting',
      '● OK',
    ]);
    expect(page('.intro').text()).toContain('18 sources: 2 failing, 1 gone, 1 waiting, 14 OK.');
    expect(page('caption').text()).toContain('Health of the sources');
  }));

test('a failing source tells its problem, its failures, its last good fetch and why it is polled when', () =>
  withSite(RICH, async ({ ask }) => {
    const { page } = await ask('/sources');
    const row = page('tbody tr').eq(1).text();
    expect(row).toContain('answered 503 Service Unavailable');
    expect(row).toContain('9 failures in a row');
    expect(row).toContain('last good: 12 Mar 2026, 03:09 UTC');
    expect(row).toContain('due now');
    expect(row).toContain('backing off after 9 failures');
  }));

test('credentials in a source address are neither shown nor linked', () =>
  withSite(RICH, async ({ ask }) => {
    const { body } = await ask('/sources');
    expect(body).toContain('press.nordic-disciplines-federation.example');
    expect(body).not.toContain('secret');
  }));

test('a source that was never read says never', () =>
  withSite(
    { sources: [source({ lastFetchedAt: null, lastOkAt: null, nextPollAt: null })] },
    async ({ ask }) => {
      const row = (await ask('/sources')).page('tbody tr').text();
      expect(row).toContain('never');
      expect(row).toContain('not planned');
    },
  ));

test('without sources there is a hint instead of a table', () =>
  withSite({}, async ({ ask }) => {
    const { page } = await ask('/sources');
    expect(page('table')).toHaveLength(0);
    expect(page('main').text()).toContain('config/sources.yaml');
  }));

test('each trouble has its own word, in the order in which it matters', () =>
  withSite(
    {
      sources: (['quiet', 'ok', 'empty', 'repeating', 'gone', 'blocked', 'failing'] as const).map(
        (state) =>
          source({ id: state, name: state, state, since: new Date('2026-03-01T08:00:00Z') }),
      ),
    },
    async ({ ask }) => {
      const { page } = await ask('/sources');
      const states = page('tbody .state').map((_, state) => page(state).text());
      expect(states.get().map((text) => text.replace(/since.*/, ''))).toEqual([
        '✕ Failing',
        '⊗ Blocked',
        '∅ Empty',
        '⊘ Gone',
        '↻ Repeating',
        '◔ Quiet',
        '● OK',
      ]);
      expect(states.get().filter((text) => text.includes('since 1 Mar'))).toHaveLength(6);
    },
  ));

test('a source that has moved for good tells where it is read', () =>
  withSite(
    {
      sources: [
        source({
          movedTo: {
            url: 'https://me:secret@new.example/feed?key=secret',
            at: new Date('2026-03-01T08:00:00Z'),
          },
        }),
      ],
    },
    async ({ ask }) => {
      const { body, page } = await ask('/sources');
      expect(page('tbody tr').text()).toContain('moved to new.example, read there since 1 Mar');
      expect(body).not.toContain('secret');
    },
  ));
