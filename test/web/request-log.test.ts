import { expect, test } from '@jest/globals';
import { withSite } from './client.ts';

test('a request has one line in the log, under the id that its answer tells', () =>
  withSite({}, async ({ ask, lines }) => {
    const { headers } = await ask('/sources');
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: headers['x-request-id'],
        route: '/sources',
        status: 200,
        msg: 'request answered',
      }),
    ]);
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  }));

test.each([
  ['proxy-4711.a', true],
  ['short', false],
  ['a'.repeat(65), false],
  ['with space and "quotes"', false],
])('an id of a proxy, %s, is kept: %j', (given, isKept) =>
  withSite({}, async ({ ask, lines }) => {
    const { headers } = await ask('/healthz', { headers: { 'x-request-id': given } });
    expect(headers['x-request-id'] === given).toBe(isKept);
    expect(lines[0]?.['requestId']).toBe(headers['x-request-id']);
  }),
);

test('a request that fails has its line as well', () =>
  withSite(
    {},
    async ({ ask, lines }) => {
      const { status, headers } = await ask('/sources');
      expect(status).toBe(500);
      expect(lines).toEqual([
        expect.objectContaining({
          requestId: headers['x-request-id'],
          status: 500,
          msg: 'request failed',
        }),
      ]);
    },
    { sources: { list: () => Promise.reject(new Error('the records are away')) } },
  ));
