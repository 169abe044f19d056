import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { letterLimits, mailboxOf } from '../../../src/core/sign-up/limits.ts';
import { clientAddress, networkOf, UNKNOWN_NETWORK } from '../../../src/core/sign-up/network.ts';

describe('a mailbox', () => {
  test.each([
    ['Anna@Example.org', 'anna@example.org'],
    ['anna+news@example.org', 'anna@example.org'],
    ['anna+a+b@example.org', 'anna@example.org'],
    ['an.na+x@gmail.com', 'anna@gmail.com'],
    ['anna@googlemail.com', 'anna@gmail.com'],
    ['an.na@example.org', 'an.na@example.org'],
    ['+anna@example.org', '+anna@example.org'],
  ])('of %s is %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  test('counts against its network first, and against its domain last', () => {
    expect(letterLimits('Anna@Example.org', '192.0.2.0/24').map(({ key }) => key)).toEqual([
      'letters from 192.0.2.0/24',
      'letters',
      'letters to example.org',
    ]);
  });
});

describe('a network', () => {
  test.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2::3', '2001:db8:1::/48'],
    ['2001:DB8:0001::3', '2001:db8:1::/48'],
    ['2001:db8::3', '2001:db8:0::/48'],
    ['1:2:3:4:5:6:7:8', '1:2:3::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['192.0.2.999', UNKNOWN_NETWORK],
    ['example.org', UNKNOWN_NETWORK],
    ['1::2::3', UNKNOWN_NETWORK],
    ['', UNKNOWN_NETWORK],
  ])('of %j is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('never tells the last byte, nor anything that was no address', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' }), (v4, v6, text) => {
        expect(networkOf(v4)).toBe(`${v4.split('.').slice(0, 3).join('.')}.0/24`);
        expect(networkOf(v6)).toMatch(/^(?:[0-9a-f]{1,4}:){2}[0-9a-f]{1,4}::\/48$|\.0\/24$/);
        expect(networkOf(text)).toMatch(/^(?:unknown|[0-9a-f.:]+\/(?:24|48))$/);
      }),
    );
  });

  test.each([
    ['a proxy on this machine', '127.0.0.1', '192.0.2.1, 198.51.100.7', '198.51.100.7'],
    ['a proxy in the private network', '::ffff:10.0.0.2', '198.51.100.7', '198.51.100.7'],
    ['somebody outside who claims another address', '203.0.113.5', '192.0.2.1', '203.0.113.5'],
    ['somebody without a proxy', '203.0.113.5', undefined, '203.0.113.5'],
    ['nobody who is known', undefined, undefined, ''],
  ])('is that of %s', (_who, peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded)).toBe(address);
  });
});
