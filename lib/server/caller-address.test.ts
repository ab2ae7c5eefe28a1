import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '@/lib/platform/config/env';
import { isProxyIgnored, noteAddress, noteCallerAddresses } from './caller-address';

function note(headers: IncomingMessage['headers'], trustedProxies: number) {
  const request = { headers, socket: { remoteAddress: '10.1.1.1' } };
  noteAddress(request, trustedProxies);
  return request.headers;
}
const forged = {
  'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '1.1.1.1',
  forwarded: 'for=1.1.1.1',
  'x-latchkey-address': '1.1.1.1',
};

describe('noteAddress', () => {
  it('believes nothing that a caller wrote', () => {
    expect(note({ ...forged, accept: '*/*' }, 0)).toEqual({
      accept: '*/*',
      'x-latchkey-address': '10.1.1.1',
    });
  });

  it('believes as many proxies as there are, from the end', () => {
    expect(note({ ...forged }, 1)['x-latchkey-address']).toBe('3.3.3.3');
    expect(note({ ...forged }, 2)['x-latchkey-address']).toBe('2.2.2.2');
  });

  it('falls back to the connection where the proxies noted less', () => {
    expect(note({ ...forged }, 9)['x-latchkey-address']).toBe('10.1.1.1');
    expect(note({}, 1)['x-latchkey-address']).toBe('10.1.1.1');
  });
});

describe('a proxy in front', () => {
  const behind = (trusted: string, url = 'http://127.0.0.1:3000') =>
    isProxyIgnored(parseEnv({ NEXTAUTH_URL: url, LATCHKEY_TRUSTED_PROXIES: trusted }));

  it('is told of once, and only while LATCHKEY_TRUSTED_PROXIES is 0', () => {
    let told = 0;
    noteCallerAddresses(0, () => (told += 1));
    const take = (headers: IncomingMessage['headers']) => {
      const request = { headers, socket: { remoteAddress: '10.1.1.1' } };
      channel('http.server.request.start').publish({ request });
    };
    take({ accept: '*/*' });
    expect([told, behind('0')]).toEqual([0, false]);
    for (const header of ['via', 'forwarded', 'x-forwarded-for']) take({ [header]: '1.1.1.1' });
    expect(told).toBe(1);
    expect([behind('0'), behind('1')]).toEqual([true, false]);
  });

  it('is known to be there where the address is https', () => {
    expect(behind('0', 'https://keys.example.com')).toBe(true);
    expect(behind('1', 'https://keys.example.com')).toBe(false);
  });
});

describe('the address', () => {
  it('is written one way', () => {
    const request = { headers: {}, socket: { remoteAddress: '::ffff:10.1.1.1' } };
    noteAddress(request, 0);
    expect(request.headers).toEqual({ 'x-latchkey-address': '10.1.1.1' });
    expect(note({ 'x-forwarded-for': '1.1.1.1:4567' }, 1)['x-latchkey-address']).toBe('1.1.1.1');
  });
});
