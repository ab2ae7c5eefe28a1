import { describe, expect, it } from 'vitest';
import { networkOf, plainAddress } from './caller-network';

describe('plainAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::FFFF:7f00:1', '127.0.0.1'],
    ['0:0:0:0:0:ffff:10.1.2.3', '10.1.2.3'],
    ['10.1.2.3:4567', '10.1.2.3'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', 'unknown'],
    ['  ', 'unknown'],
    ['x'.repeat(500), 'x'.repeat(64)],
  ])('%s is %s', (text, plain) => expect(plainAddress(text)).toBe(plain));
});

describe('networkOf', () => {
  it('takes the /64 of an IPv6 address, however it is written', () => {
    const network = networkOf('2001:db8:1:2::1');
    expect(network).toBe('2001:db8:1:2::/64');
    for (const other of ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0DB8:0001:0002:0:0:0:9']) {
      expect(networkOf(other), other).toBe(network);
    }
    expect(networkOf('2001:db8:1:3::1')).not.toBe(network);
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
  });

  it('takes an IPv4-mapped address for IPv4', () => {
    expect(networkOf('::ffff:10.1.2.3')).toBe(networkOf('10.1.2.3'));
    expect(networkOf('::ffff:a01:203')).toBe('10.1.2.3');
    expect(networkOf('::ffff:10.1.2.4')).not.toBe(networkOf('10.1.2.3'));
  });
});
