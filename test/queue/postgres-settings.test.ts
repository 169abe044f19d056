import { describe, expect, test } from '@jest/globals';
import { postgresAddress } from '../../src/postgres.ts';
import { sessionConfig } from '../../src/queue/postgres-settings.ts';

describe('the address shown to people', () => {
  test.each([
    [
      { connectionString: 'postgres://fb:s3cret@db.example:6543/records' },
      'db.example:6543/records',
    ],
    [
      { connectionString: 'postgresql://fb:p@ss/word@db.example/records?x=1' },
      'db.example:5432/records',
    ],
    [{ connectionString: 'postgresql://db.example/records' }, 'db.example:5432/records'],
    [{ connectionString: 'postgresql://[::1]:6543/records' }, '[::1]:6543/records'],
    [{ connectionString: 'postgresql://fb@/records?host=/var/run/fb' }, '/var/run/fb:5432/records'],
    [{ connectionString: 'postgresql:///records?host=%2Fvar%2Frun' }, '/var/run:5432/records'],
    [{ host: '/var/run/fb', user: 'fb', database: 'records' }, '/var/run/fb:5432/records'],
    [{}, 'localhost:5432/'],
  ])('%j is %s', (config, address) => {
    expect(postgresAddress(config)).toBe(address);
  });
});

describe('the search path', () => {
  test('stands beside other options', () => {
    expect(sessionConfig({ host: 'db', options: '-c timezone=UTC' })).toEqual({
      host: 'db',
      options: '-c timezone=UTC -c search_path=bullmq',
    });
  });

  test('goes into the options that an address has, where they would win', () => {
    const { connectionString = '' } = sessionConfig({
      connectionString: 'postgres://db/records?options=-c%20timezone%3DUTC&sslmode=disable',
    });
    const { searchParams } = new URL(connectionString);
    expect(searchParams.get('options')).toBe('-c timezone=UTC -c search_path=bullmq');
    expect(searchParams.get('sslmode')).toBe('disable');
  });
});
